import type { Actor, OfficerActor } from '#platform/access.ts';
import { job } from '#platform/jobs.ts';
import { liveTopic } from '#platform/live.ts';
import type { RoomParts } from '#platform/room.ts';
import { worksHere } from './access.ts';
import { arrivedAs, type ArrivedAs } from './incoming/arrived-as.ts';
import type { DocumentsDeps } from './deps.ts';
import { readIssued, type IssuedFacts } from './outgoing/issued.ts';
import { noteChange, type ChangeNote } from './incoming/note-change.ts';
import { receiveIncoming, type Arrival } from './incoming/receive-incoming.ts';
import { remindOfDue } from './incoming/remind.ts';
import { watchPosts } from './incoming/vacant-posts.ts';
import { routes } from './routes.ts';
import type { IncomingMoved } from './shapes.ts';
import { OFFICE_TOPIC } from './tell.ts';

export type { DocumentsDeps } from './deps.ts';
export type { IssuedFacts } from './outgoing/issued.ts';
export type { Arrival } from './incoming/receive-incoming.ts';
export { documentTypes, findType, type DocumentType, type Secrecy, type Urgency } from './document-types.ts';

/** The front door of an agency's registers. */
export interface Documents {
  /**
   * An arriving packet becomes an incoming document that the clerk registers. Its files lie in the document store already, sent there
   * by the account `filesOwner`. The same `packetRef` again is answered with the document that it became.
   * @throws documents.packet-differs, type-unknown, date-ahead, secret-elsewhere, files-missing, files.not-found
   */
  receiveDocument(arrival: Omit<Arrival, 'channel'> & { packetRef: string }, actor: Actor): Promise<IncomingMoved>;
  /** The agency agreed to a recall, update or replacement of what a packet brought: its history says so. */
  noteChange(given: ChangeNote, actor: Actor): Promise<void>;
  /**
   * An issued document that this officer may read, as it was announced, but for its recipients.
   * @throws documents.not-found, documents.wrong-state
   */
  issued(documentId: string, actor: OfficerActor): Promise<IssuedFacts>;
  /** What packets became in an agency's register, by the packet's name. */
  arrivedAs(packetRefs: readonly string[], agencyId: string): Promise<ReadonlyMap<string, ArrivedAs>>;
  /** Reminds of what is due, and tells of vacant posts with open work; runs every quarter of an hour by itself. @returns reminders written */
  remind(): Promise<number>;
  parts: RoomParts;
}

/** What is due, and what lies with a post that nobody holds. */
async function remind(deps: DocumentsDeps): Promise<number> {
  await watchPosts(deps);
  return remindOfDue(deps);
}

export function createDocuments(deps: DocumentsDeps): Documents {
  return {
    receiveDocument: (arrival, actor) => receiveIncoming(deps, { ...arrival, channel: 'exchange' }, actor),
    noteChange: (given, actor) => noteChange(deps, given, actor),
    issued: (documentId, actor) => readIssued(deps, documentId, actor),
    arrivedAs: (packetRefs, agencyId) => arrivedAs(deps, packetRefs, agencyId),
    remind: () => remind(deps),
    parts: {
      name: 'documents',
      served: routes(deps),
      jobs: [job('documents.remind', async () => void (await remind(deps)), { every: '*/15 * * * *' })],
      topics: [
        liveTopic(OFFICE_TOPIC, (actor, key) => worksHere(actor) && actor.kind === 'officer' && actor.agencyId === key),
      ],
    },
  };
}
