import { writeDocument, writeStatus, type Signing, type WrittenAttachment } from '#modules/edxml/index.ts';
import { fromEnvelope, type Envelope } from '#modules/exchange/index.ts';
import type { ProgramActor } from '#platform/access.ts';
import { isId } from '#platform/id.ts';
import { isProblem } from '#platform/problem.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import type { Tables } from './tables.ts';

/**
 * The packet behind a DocId, made now: a document is held for five minutes, as by take-next, and is the client's when it says `done`.
 * Signed with the key of its sender where this node accepted it and keeps that agency's key, else by the node; the agency's own signature is on the paper inside. @throws vxp.not-found, exchange.out-of-order
 */
export async function fetchPacket(deps: VxpDeps, docId: string, actor: ProgramActor): Promise<AsyncIterable<Buffer>> {
  if (!isId(docId)) throw vxpProblem('not-found');
  const status = await deps.database
    .of<Tables>()
    .selectFrom('vxp.status')
    .selectAll()
    .where('id', '=', docId)
    .where('agency_id', '=', actor.agencyId)
    .executeTakeFirst();
  if (!status) return documentPacket(deps, docId, actor);
  const [own, from] = await Promise.all([
    deps.directory.getAgency(actor.agencyId),
    deps.directory.getAgency(status.from_agency_id),
  ]);
  const said = await deps.exchange.border.said(status.delivery_id, status.code);
  return writeStatus(
    {
      about: { organId: own.code, documentId: status.document_id },
      from: { id: from.code, name: from.name },
      code: status.code as '03',
      at: status.at.toISOString(),
      ...(said?.note ? { description: said.note } : {}),
    },
    // Who reported may be at home at another node, whose word it is then.
    await signingOf(deps),
  );
}

/** A packet speaks for its sender: with the sender's own certificate where there is one. */
async function signingOf({ signing, clock }: VxpDeps, agencyId?: string): Promise<Signing> {
  const own = agencyId === undefined ? undefined : await signing.xmlIdentityIfAny(agencyId);
  return { identity: own ?? (await signing.xmlIdentity()), at: clock.now() };
}

async function documentPacket(deps: VxpDeps, deliveryId: string, actor: ProgramActor) {
  const taken = await deps.exchange.border.take(deliveryId, actor).catch((error: unknown) => {
    throw isProblem(error, 'exchange.not-found') ? vxpProblem('not-found') : error;
  });
  const { envelope } = taken;
  await deps.database
    .of<Tables>()
    .insertInto('vxp.handed')
    .values({
      delivery_id: deliveryId,
      agency_id: actor.agencyId,
      sender_agency_id: taken.senderAgencyId,
      document_id: envelope.document.documentId,
      lock_id: taken.lockId ?? null,
      at: deps.clock.now(),
    })
    .onConflict((conflict) =>
      conflict.column('delivery_id').doUpdateSet((eb) => ({
        lock_id: eb.fn.coalesce('excluded.lock_id', 'vxp.handed.lock_id'),
      })),
    )
    .execute();
  return writeDocument(
    await fromEnvelope(deps, envelope, taken),
    taken.files.map((file) => attachmentOf(deps, file)),
    await signingOf(deps, taken.acceptedHere ? taken.senderAgencyId : undefined),
  );
}

function attachmentOf({ files }: VxpDeps, file: Envelope['files'][number]): WrittenAttachment {
  return {
    contentId: file.fileId,
    name: file.name,
    mediaType: file.mediaType,
    async *open() {
      yield* await files.openStream(file.fileId);
    },
  };
}
