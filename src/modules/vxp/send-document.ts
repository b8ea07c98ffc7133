import type { ReadDocument } from '#modules/edxml/index.ts';
import type { Envelope } from '#modules/exchange/index.ts';
import type { ProgramActor } from '#platform/access.ts';
import { isProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import { earlierOf, noteDocument } from './names.ts';
import { fileOf, toEnvelope } from './packets/to-envelope.ts';
import { stepsOf, type Asked, type Receiver, type Step } from './spread.ts';

interface Given {
  key: string;
  to: readonly string[];
  sha256: string;
  signature: string;
}

/** One consignment that the packet becomes, ready to go. */
interface Offered {
  key: string;
  envelope: Envelope;
  /** The earlier consignment whose files it takes along. */
  filesOf?: string;
  step: Step;
}

/** Hands a document packet to the axis. The key is the packet's digest with its receivers: the same again is the first consignment. */
export async function sendDocument(
  deps: VxpDeps,
  packet: ReadDocument,
  given: Given,
  actor: ProgramActor,
): Promise<string> {
  const { exchange, clock } = deps;
  const before = await exchange.border.sentBefore(actor.agencyId, given.key);
  if (before) return before;
  const { documentId } = packet.facts;
  const asked = await askedOf(deps, packet, given.to, actor.agencyId);
  const steps = stepsOf(asked);
  if (steps.length === 0) throw vxpProblem('packet-incomplete', { params: { field: 'To' } });
  const earlier = asked.about[0]?.earlier[0]?.consignmentId;
  const envelope = toEnvelope(packet, { ...given, today: vnDate(clock.now()) });
  const files = await takeFiles(deps, packet, actor);
  const last = steps.length - 1;
  const offers: Offered[] = [];
  for (const [index, step] of steps.entries()) {
    const key = index === last ? given.key : `${given.key}:${index + 1}`;
    const offered = await envelopeOf(deps, { envelope, files, ...(earlier ? { earlier } : {}) }, step, actor);
    // One that nobody could take refuses the packet whole. What was sent before a crash is not asked again.
    if (steps.length > 1 && !(await exchange.border.sentBefore(actor.agencyId, key)))
      await exchange.border.requireTakes(offered.envelope);
    offers.push({ ...offered, key, step });
  }
  let consignmentId = '';
  for (const { step, ...offered } of offers) {
    consignmentId = await send(deps, offered, actor);
    const aboutDocumentId = step.kind === 'new' ? undefined : (packet.facts.business.documentId ?? documentId);
    await noteDocument(
      deps,
      { senderAgencyId: actor.agencyId, documentId, consignmentId, ...(aboutDocumentId ? { aboutDocumentId } : {}) },
      {
        kind: 'vxp.document-accepted',
        actor,
        data: { sha256: given.sha256, signature: given.signature, variant: packet.variant },
      },
    );
  }
  return consignmentId;
}

/** What the packet asks, with the documents that it is about as they went out. @throws vxp.packet-incomplete, vxp.unknown-document */
async function askedOf(
  deps: VxpDeps,
  { facts }: ReadDocument,
  to: readonly string[],
  senderAgencyId: string,
): Promise<Asked> {
  const { business } = facts;
  const { kind } = business;
  const receivers = await Promise.all(to.map((code) => receiverOf(deps, code)));
  if (kind === 'new') return { kind, to: receivers, about: [], removed: [] };
  const named =
    kind === 'replace' && business.replaced.length > 0
      ? business.replaced
      : [{ documentId: business.documentId ?? '', organIds: [] as string[] }];
  if (named.some(({ documentId }) => documentId === ''))
    throw vxpProblem('packet-incomplete', { params: { field: 'Bussiness/DocumentId' } });
  const about = [];
  for (const { documentId, organIds } of named) {
    const earlier = await earlierOf(deps, senderAgencyId, documentId);
    if (earlier.length === 0) throw vxpProblem('unknown-document', { params: { documentId } });
    const ids = await Promise.all(organIds.map((code) => receiverOf(deps, code)));
    about.push({ earlier, forIds: new Set(ids.map(({ agencyId }) => agencyId)) });
  }
  const gone = (business.update?.receivers ?? []).filter(({ change }) => change === 'removed');
  const removed = await Promise.all(gone.map(({ organId }) => receiverOf(deps, organId)));
  const off = new Set(removed.map(({ agencyId }) => agencyId));
  return { kind, to: receivers.filter(({ agencyId }) => !off.has(agencyId)), about, removed };
}

/** A code that nobody has stands for itself: the axis refuses it by its name. */
async function receiverOf({ directory }: VxpDeps, code: string): Promise<Receiver> {
  return { code, agencyId: (await directory.findAgencyByCode(code))?.id ?? code };
}

async function takeFiles(deps: VxpDeps, packet: ReadDocument, actor: ProgramActor): Promise<Envelope['files']> {
  const files: Envelope['files'] = [];
  for (const attachment of packet.attachments) {
    const opened = await attachment.open();
    try {
      const sender = `program:${actor.systemId}`;
      files.push(
        fileOf(await deps.files.receiveLarge(opened.stream, { name: attachment.name, owner: actor.systemId, sender })),
      );
    } finally {
      await opened.close();
    }
  }
  return files;
}

async function envelopeOf(
  { exchange }: VxpDeps,
  packet: { envelope: Omit<Envelope, 'files'>; files: Envelope['files']; earlier?: string },
  { kind, about, to }: Step,
  actor: ProgramActor,
): Promise<Pick<Offered, 'envelope' | 'filesOf'>> {
  const { envelope } = packet;
  if (kind === envelope.kind)
    return {
      envelope: {
        ...envelope,
        to,
        files: packet.files,
        ...(about ? { about } : {}),
        ...(kind === 'new' ? {} : { reason: envelope.reason ?? REASONS[kind] }),
      },
    };
  // To this recipient it is something else than to the others: what the packet says of the change is not for it.
  const { reason, packet: came, ...rest } = envelope;
  const { update: _update, replaced: _replaced, ...facts } = came ?? { sha256: '', variant: 'standard' as const };
  const plain = { ...rest, kind, to, ...(came ? { packet: facts } : {}) };
  if (kind === 'recall')
    return {
      envelope: { ...plain, files: [], reason: reason ?? REASONS.recall, ...(about ? { about } : {}) },
    };
  const { earlier } = packet;
  if (packet.files.length > 0 || !earlier) return { envelope: { ...plain, files: packet.files } };
  // Whoever is new gets the document, also where the change brought no files of its own: by the right of the change, whoever uploaded them.
  return {
    envelope: { ...plain, files: await exchange.border.filesSent(earlier, actor.agencyId) },
    filesOf: earlier,
  };
}

/** Where the packet gives none: the axis asks for a reason, and these say what the packet says. */
const REASONS = {
  recall: 'Văn bản được thu hồi hoặc thay thế',
  update: 'Cập nhật văn bản',
  replace: 'Thay thế văn bản',
} as const;

/** Two of the same packet at once, or one that a crash cut off before its answer, bring files of their own: the one that was first counts. */
async function send(
  { exchange }: VxpDeps,
  { key, envelope, filesOf }: Omit<Offered, 'step'>,
  actor: ProgramActor,
): Promise<string> {
  try {
    return (
      await exchange.send({ key, envelope }, { agencyId: actor.agencyId, actor, ...(filesOf ? { filesOf } : {}) })
    ).consignmentId;
  } catch (error) {
    const first = isProblem(error, 'exchange.key-used')
      ? await exchange.border.sentBefore(actor.agencyId, key)
      : undefined;
    if (!first) throw error;
    return first;
  }
}
