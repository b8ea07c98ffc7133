import { Value } from 'typebox/value';
import type { StoredFile } from '#modules/files/index.ts';
import type { DocumentFacts, Organ, ReadDocument, Staff } from '#modules/edxml/index.ts';
import { Envelope } from '#modules/exchange/index.ts';
import { nfc } from '#platform/text.ts';
import { vxpProblem } from '../errors.ts';

/** What the axis asks for and an older packet may leave out. */
const UNSAID = 'Không ghi';
/** With all eight facts about 400 KB, which each node on the way carries and each recipient gets. */
const MOST_DESCRIBED = 500;
const COMPETENCES = ['TM.', 'KT.', 'TL.', 'TUQ.', 'Q.'] as const;

/**
 * A document packet as an envelope. Nothing that it says is dropped, but for the addresses of receivers where there are more than five hundred.
 * @throws vxp.packet-incomplete
 */
export function toEnvelope(
  { facts, variant }: Pick<ReadDocument, 'facts' | 'variant'>,
  given: { sha256: string; to: readonly string[]; today: string },
): Omit<Envelope, 'files'> {
  const { business } = facts;
  const envelope = {
    kind: business.kind,
    ...(business.reason ? { reason: business.reason } : {}),
    from: facts.from.id,
    to: [...given.to],
    document: documentOf(facts, given.today),
    priority: facts.priority,
    ...(facts.responseFor.length > 0
      ? { respondsTo: facts.responseFor.flatMap(({ documentId }) => (documentId ? [documentId] : [])) }
      : {}),
    packet: present({
      sha256: given.sha256,
      variant,
      sender: recordOf(facts.from),
      staff: business.staff && recordOf(business.staff),
      paper: business.paper,
      receivers: receiversOf(facts.to, given.to),
      traces: facts.traces.length > 0 ? facts.traces : undefined,
      responseFor: facts.responseFor.length > 0 ? facts.responseFor.map(recordOf) : undefined,
      update: business.update,
      replaced: business.replaced.length > 0 ? business.replaced : undefined,
    }),
  };
  const [error] = Value.Errors(Envelope, { ...envelope, files: [] });
  if (error) throw vxpProblem('packet-incomplete', { params: { field: error.instancePath || 'edXML' } });
  return envelope as Omit<Envelope, 'files'>;
}

/** Each receiver as the packet describes it, where it says more than the code; of a circular to thousands the directory knows enough. */
function receiversOf(all: readonly Organ[], to: readonly string[]): Record<string, string>[] | undefined {
  const wanted = new Set(to);
  const described = all.filter((one) => wanted.has(one.id) && Object.keys(one).length > 1);
  return described.length > 0 && described.length <= MOST_DESCRIBED ? described.map(recordOf) : undefined;
}

function documentOf(facts: DocumentFacts, today: string): Envelope['document'] {
  const { signer } = facts;
  const spoken = signer?.competence?.toUpperCase();
  const competence = COMPETENCES.find((one) => one === spoken || one === `${spoken}.`);
  const position = [competence ? undefined : signer?.competence, signer?.position].filter(Boolean).join(' ');
  return present({
    documentId: facts.documentId,
    number: facts.number || UNSAID,
    notation: facts.notation || UNSAID,
    issuedOn: facts.issuedOn ?? today,
    place: facts.place ?? UNSAID,
    type: { name: 'Công văn', ...(facts.type ?? { group: 2, code: 18 }) },
    subject: facts.subject ?? facts.business.reason ?? UNSAID,
    signer: present({ competence, position: position || UNSAID, name: signer?.name ?? UNSAID }),
    dueOn: facts.dueOn,
    content: facts.content,
    toPlaces: facts.toPlaces.length > 0 ? facts.toPlaces : undefined,
    sphere: facts.sphere,
    typist: facts.typist,
    copies: facts.copies,
    pages: facts.pages,
    direction: facts.direction,
    appendixes: facts.appendixes.length > 0 ? facts.appendixes : undefined,
    steering: facts.steering,
  }) as Envelope['document'];
}

export function fileOf(stored: StoredFile): Envelope['files'][number] {
  return {
    fileId: stored.id,
    name: nfc(stored.name),
    mediaType: stored.type,
    bytes: stored.bytes,
    sha256: stored.sha256,
  };
}

/** Without what is not there. */
function present<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

const recordOf = (value: Organ | Staff | object): Record<string, string> => ({ ...value }) as Record<string, string>;
