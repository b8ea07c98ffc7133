import type { ReadDocument } from '#modules/edxml/index.ts';
import type { ProgramActor } from '#platform/access.ts';
import { isProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import { findConsignment, noteDocument } from './names.ts';
import { fileOf, toEnvelope } from './packets/to-envelope.ts';

/** Hands a document packet to the axis. The key is the packet's digest with its receivers: the same again is the first consignment. */
export async function sendDocument(
  deps: VxpDeps,
  packet: ReadDocument,
  given: { key: string; to: readonly string[]; sha256: string; signature: string },
  actor: ProgramActor,
): Promise<string> {
  const { exchange, files, clock } = deps;
  const before = await exchange.border.sentBefore(actor.agencyId, given.key);
  if (before) return before;
  const { business, documentId } = packet.facts;
  const aboutId = business.kind === 'new' ? undefined : (business.replaced[0]?.documentId ?? business.documentId);
  if (business.kind !== 'new' && !aboutId)
    throw vxpProblem('packet-incomplete', { params: { field: 'Bussiness/DocumentId' } });
  const about = aboutId && (await findConsignment(deps, actor.agencyId, aboutId));
  if (aboutId && !about) throw vxpProblem('unknown-document', { params: { documentId: aboutId } });
  const envelope = toEnvelope(packet, { ...given, ...(about ? { about } : {}), today: vnDate(clock.now()) });

  const stored = [];
  for (const attachment of packet.attachments) {
    const opened = await attachment.open();
    try {
      const sender = `program:${actor.systemId}`;
      stored.push(await files.receiveLarge(opened.stream, { name: attachment.name, owner: actor.systemId, sender }));
    } finally {
      await opened.close();
    }
  }
  const consignmentId = await send(deps, { ...envelope, files: stored.map(fileOf) }, given.key, actor);
  await noteDocument(
    deps,
    { senderAgencyId: actor.agencyId, documentId, consignmentId, ...(aboutId ? { aboutDocumentId: aboutId } : {}) },
    {
      kind: 'vxp.document-accepted',
      actor,
      data: { sha256: given.sha256, signature: given.signature, variant: packet.variant },
    },
  );
  return consignmentId;
}

/** Two of the same packet at once, or one that a crash cut off before its answer, bring files of their own: the one that was first counts. */
async function send(
  { exchange }: VxpDeps,
  envelope: Parameters<VxpDeps['exchange']['send']>[0]['envelope'],
  key: string,
  actor: ProgramActor,
): Promise<string> {
  try {
    return (await exchange.send({ key, envelope }, { agencyId: actor.agencyId, actor })).consignmentId;
  } catch (error) {
    const first = isProblem(error, 'exchange.key-used')
      ? await exchange.border.sentBefore(actor.agencyId, key)
      : undefined;
    if (!first) throw error;
    return first;
  }
}
