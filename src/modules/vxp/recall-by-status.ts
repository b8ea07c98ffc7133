import type { StatusFacts } from '#modules/edxml/index.ts';
import type { ProgramActor } from '#platform/access.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import { findConsignment, noteDocument } from './names.ts';
import type { Envelope } from '#modules/exchange/index.ts';

/** Status 13: the sender takes a document back from everybody who got it. On the axis that is a recall, which each of them answers. */
export async function recallByStatus(
  deps: VxpDeps,
  facts: StatusFacts,
  sha256: string,
  actor: ProgramActor,
): Promise<string> {
  const { exchange } = deps;
  const documentId = facts.about.documentId ?? '';
  const about = await findConsignment(deps, actor.agencyId, documentId);
  const first = about && (await exchange.border.envelopeOf(about));
  if (!about || !first) throw vxpProblem('unknown-document', { params: { documentId } });
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
  const { consignmentId } = await exchange.send(
    { key: `vxp:${sha256}`, envelope },
    { agencyId: actor.agencyId, actor },
  );
  await noteDocument(
    deps,
    { senderAgencyId: actor.agencyId, documentId, consignmentId, aboutDocumentId: documentId },
    { kind: 'vxp.recall-accepted', actor, data: { sha256 } },
  );
  return `consignment:${consignmentId}`;
}
