import type { DocumentFacts, DocumentReference, Organ, Staff } from '#modules/edxml/index.ts';
import type { Envelope } from '../contract.ts';

/** What it asks of the directory. */
interface Names {
  getAgency(id: string): Promise<{ name: string }>;
  findAgencyByCode(code: string): Promise<{ name: string } | undefined>;
}

/** With more receivers than this, their codes alone say enough: a circular to all communes need not carry 3,321 names to each. */
const NAMED_RECEIVERS = 100;

/** An envelope as the facts of a packet: what came in as one goes out as it was, what did not says what the envelope knows. */
export async function fromEnvelope(
  { directory }: { directory: Names },
  envelope: Envelope,
  more: { senderAgencyId: string; acceptedAt: Date; aboutDocumentId?: string },
): Promise<DocumentFacts> {
  const { document, packet } = envelope;
  const sender = await directory.getAgency(more.senderAgencyId);
  const named = envelope.to.length <= NAMED_RECEIVERS;
  const described = new Map((packet?.receivers ?? []).map((one) => [one['id'], one as Partial<Organ>]));
  const to: Organ[] = await Promise.all(
    envelope.to.map(async (id) => {
      const known = described.get(id);
      const agency = named && !known?.name ? await directory.findAgencyByCode(id) : undefined;
      return { ...(agency ? { name: agency.name } : {}), ...known, id };
    }),
  );
  const { competence, position, name } = document.signer;
  const update = packet?.update;
  return {
    from: {
      ...(packet?.sender as Partial<Organ> | undefined),
      id: envelope.from,
      name: packet?.sender?.['name'] ?? sender.name,
    },
    to,
    documentId: document.documentId,
    number: document.number,
    notation: document.notation,
    place: document.place,
    issuedOn: document.issuedOn,
    type: document.type as NonNullable<DocumentFacts['type']>,
    subject: document.subject,
    signer: { ...(competence ? { competence } : {}), position, name },
    toPlaces: document.toPlaces ?? [],
    priority: envelope.priority as DocumentFacts['priority'],
    appendixes: document.appendixes ?? [],
    responseFor: packet?.responseFor ? (packet.responseFor as DocumentReference[]) : (envelope.respondsTo ?? []).map((documentId) => ({ documentId })), // prettier-ignore
    traces: [...(packet?.traces ?? []), { organId: envelope.from, at: more.acceptedAt.toISOString() }],
    business: {
      kind: envelope.kind,
      replaced: packet?.replaced ?? replacedBy(envelope, more.aboutDocumentId),
      ...(envelope.reason ? { reason: envelope.reason } : {}),
      ...(more.aboutDocumentId ? { documentId: more.aboutDocumentId } : {}),
      ...(packet?.staff ? { staff: packet.staff as Staff } : {}),
      ...(packet?.paper === undefined ? {} : { paper: packet.paper }),
      ...(update ? { update } : {}),
    },
    ...(document.dueOn ? { dueOn: document.dueOn } : {}),
    ...(document.content ? { content: document.content } : {}),
    ...(document.sphere ? { sphere: document.sphere } : {}),
    ...(document.typist ? { typist: document.typist } : {}),
    ...(document.copies === undefined ? {} : { copies: document.copies }),
    ...(document.pages === undefined ? {} : { pages: document.pages }),
    ...(document.direction === undefined ? {} : { direction: document.direction }),
    ...(document.steering === undefined ? {} : { steering: document.steering }),
  };
}

function replacedBy({ kind, to }: Envelope, documentId: string | undefined): DocumentFacts['business']['replaced'] {
  return kind === 'replace' && documentId ? [{ documentId, organIds: to }] : [];
}
