import type { Kysely, Selectable } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import { isId, newId } from '#platform/id.ts';
import { Value } from 'typebox/value';
import type { OutgoingParties } from '../access.ts';
import { Content } from '../content.ts';
import type { Trx } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { afterOutgoing, type OutgoingState, type OutgoingStep } from '../states.ts';
import type { DocumentsOutgoing, Tables } from '../tables.ts';
import { stateWords } from '../words.ts';

export type OutgoingRow = Omit<Selectable<DocumentsOutgoing>, 'state'> & {
  state: OutgoingState;
  content: Content;
  readerIds: string[];
};

type Reader = Pick<Kysely<Tables>, 'selectFrom'>;

export async function findOutgoing(db: Reader, id: string): Promise<OutgoingRow | undefined> {
  if (!isId(id)) return undefined;
  const row = await db.selectFrom('documents.outgoing').selectAll().where('id', '=', id).executeTakeFirst();
  return row && complete(db, row);
}

/** Locked until the end of the transaction: two who act at the same time come one after the other. */
export async function lockOutgoing(trx: Trx, id: string): Promise<OutgoingRow | undefined> {
  if (!isId(id)) return undefined;
  const row = await trx
    .selectFrom('documents.outgoing')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && complete(trx, row);
}

async function complete(db: Reader, row: Selectable<DocumentsOutgoing>): Promise<OutgoingRow> {
  const { content } = await db
    .selectFrom('documents.outgoing_version')
    .select('content')
    .where('outgoing_id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow();
  if (!Value.Check(Content, content)) throw new Error(`The content of document ${row.id} is not in its shape`);
  const readers = await db
    .selectFrom('documents.outgoing_reader')
    .select('officer_id')
    .where('outgoing_id', '=', row.id)
    .execute();
  // The database lets in no other state.
  return { ...row, state: row.state as OutgoingState, content, readerIds: readers.map((one) => one.officer_id) };
}

export function partiesOf(row: OutgoingRow): OutgoingParties {
  return {
    agencyId: row.agency_id,
    drafterId: row.drafter_officer_id,
    drafterPostId: row.drafter_post_id,
    signerId: row.signer_officer_id,
    issued: row.state === 'issued',
    readerIds: row.readerIds,
  };
}

/** The state after a step. @throws documents.wrong-state */
export function requireStep(row: Pick<OutgoingRow, 'state'>, step: OutgoingStep): OutgoingState {
  const to = afterOutgoing(step, row.state);
  if (!to) throw documentsProblem('wrong-state', { params: { state: stateWords[row.state].vi } });
  return to;
}

/** Whether this officer has just taken this very step: a second click, or a second tab. */
export async function isRepeated(
  trx: Trx,
  row: OutgoingRow,
  step: OutgoingStep,
  actor: OfficerActor,
): Promise<boolean> {
  const last = await trx
    .selectFrom('documents.outgoing_event')
    .select(['kind', 'by_officer_id', 'version', 'to_state'])
    .where('outgoing_id', '=', row.id)
    .where('to_state', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.kind === step && last.by_officer_id === actor.officerId && last.version === row.version;
}

export interface Happened {
  kind: OutgoingStep | 'start' | 'save' | 'comment';
  from: OutgoingState | null;
  to: OutgoingState | null;
  version: number;
  at: Date;
  actor: OfficerActor;
  note?: string | undefined;
}

export async function appendEvent(trx: Trx, outgoingId: string, happened: Happened): Promise<void> {
  const { kind, from, to, version, at, actor, note } = happened;
  await trx
    .insertInto('documents.outgoing_event')
    .values({
      id: newId(),
      outgoing_id: outgoingId,
      kind,
      from_state: from,
      to_state: to,
      version,
      at,
      by_officer_id: actor.officerId,
      by_name: actor.name,
      by_position: actor.position,
      by_post_id: actor.postId ?? null,
      note: note ?? null,
    })
    .execute();
}
