import type { OfficerActor } from '#platform/access.ts';
import type { ExchangeDeps } from '../deps.ts';
import { envelopeOf } from '../registers/send-issued.ts';
import { sendConsignment, type Sent } from '../accept/send-consignment.ts';

/**
 * Asks recipients of an earlier document to put an issued one of the agency's register in its place: number, date, subject and files are
 * those of the register, so that nobody types them and none of them differs from the paper.
 * @throws documents.not-found, documents.wrong-state, and what sendConsignment throws
 */
export async function replaceByIssued(
  deps: ExchangeDeps,
  asked: { consignmentId: string; documentId: string; key: string; to: string[]; reason: string },
  actor: OfficerActor,
): Promise<Sent> {
  const issued = await deps.documents.issued(asked.documentId, actor);
  // The files belong to the colleague who issued it; whoever sends for the agency may hand them on.
  await deps.files.shareWith(
    issued.files.map(({ fileId }) => fileId),
    actor.agencyId,
  );
  const { to: _to, ...envelope } = envelopeOf({ ...issued, recipients: [] });
  return sendConsignment(
    deps,
    {
      key: asked.key,
      envelope: { ...envelope, kind: 'replace', about: asked.consignmentId, reason: asked.reason, to: asked.to },
    },
    { agencyId: actor.agencyId, actor },
  );
}
