import type { StatusFacts } from '#modules/edxml/index.ts';
import type { ProgramActor } from '#platform/access.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import { earlierOf, noteDocument } from './names.ts';
import type { Envelope } from '#modules/exchange/index.ts';

/**
 * Status 13: the sender takes a document back from everybody who got it. On the axis that is a recall, which each of them answers; of a
 * document that went out in several consignments, a recall of each.
 */
export async function recallByStatus(
  deps: VxpDeps,
  facts: StatusFacts,
  sha256: string,
  actor: ProgramActor,
): Promise<string> {
  const { exchange } = deps;
  const documentId = facts.about.documentId ?? '';
  const earlier = await earlierOf(deps, actor.agencyId, documentId);
  if (earlier.length === 0) throw vxpProblem('unknown-document', { params: { documentId } });
  let recalled = '';
  for (const [index, { consignmentId: about }] of earlier.entries()) {
    const first = await exchange.border.envelopeOf(about);
    if (!first) throw vxpProblem('unknown-document', { params: { documentId } });
    const envelope: Envelope = {
      kind: 'recall',
      about,
      reason: facts.description ?? 'Lấy lại văn bản',
      from: first.from,
      to: first.to,
      document: first.document,
      files: [],
      priority: first.priority,
    };
    const key = index === 0 ? `vxp:${sha256}` : `vxp:${sha256}:${index + 1}`;
    const { consignmentId } = await exchange.send({ key, envelope }, { agencyId: actor.agencyId, actor });
    await noteDocument(
      deps,
      { senderAgencyId: actor.agencyId, documentId, consignmentId, aboutDocumentId: documentId },
      { kind: 'vxp.recall-accepted', actor, data: { sha256 } },
    );
    recalled ||= consignmentId;
  }
  return `consignment:${recalled}`;
}
