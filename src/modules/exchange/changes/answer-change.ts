import type { Transaction } from 'kysely';
import type { Actor, AgencyActor } from '#platform/access.ts';
import { answerChange, type ChangeKind } from '../delivery/business.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { holdDelivery, noteStep, requireHere, type Held } from '../delivery/move-delivery.ts';
import { writeStatus } from '../delivery/report-status.ts';
import type { Tables } from '../tables.ts';

/**
 * The recipient answers a recall, update or replacement: 15 agrees, 16 declines with a reason. The answer stands at the change's own copy;
 * a recall or replacement that was agreed to also ends the document itself.
 * @throws exchange.not-found, exchange.nothing-asked, exchange.reason-missing
 */
export async function answerAsked(
  deps: ExchangeDeps,
  { deliveryId, agrees, note }: { deliveryId: string; agrees: boolean; note?: string },
  actor: AgencyActor,
): Promise<'15' | '16'> {
  if (!agrees && !note?.trim()) throw exchangeProblem('reason-missing');
  return deps.database.transaction<Tables, '15' | '16'>(async (trx) => {
    const held = await holdDelivery(trx, deliveryId, { recipientAgencyId: actor.agencyId });
    await requireHere(deps, held);
    const change =
      held.askedBy === null
        ? undefined
        : await trx
            .selectFrom('exchange.delivery')
            .innerJoin('exchange.consignment', 'exchange.consignment.id', 'exchange.delivery.consignment_id')
            .select(['exchange.delivery.id as id', 'exchange.consignment.kind as kind', 'transport'])
            .where('consignment_id', '=', held.askedBy)
            .where('recipient_agency_id', '=', actor.agencyId)
            .executeTakeFirst();
    // Asked, but the asking itself has not arrived yet: there is nothing to answer so far.
    if (!change || change.transport !== 'delivered') throw exchangeProblem('nothing-asked');
    const at = deps.clock.now();
    await applyAnswer(
      deps,
      trx,
      {
        document: held,
        change: await holdDelivery(trx, change.id, { recipientAgencyId: actor.agencyId }),
        kind: change.kind as ChangeKind,
      },
      { agrees, actor, at, ...(note ? { note } : {}) },
    );
    return agrees ? '15' : '16';
  });
}

/** The answer as two steps: at the change's own copy, and, where it takes the document back, at the document. @throws exchange.nothing-asked */
export async function applyAnswer(
  deps: Pick<ExchangeDeps, 'publish' | 'live' | 'evidence'>,
  trx: Transaction<Tables>,
  { document, change, kind }: { document: Held; change: Held; kind: ChangeKind },
  { agrees, ...said }: { agrees: boolean; actor: Actor; at: Date; note?: string; node?: string },
): Promise<void> {
  const after = answerChange({ code: document.business, asked: kind }, agrees);
  if (!after) throw exchangeProblem('nothing-asked');
  await writeStatus(deps, trx, change, { code: agrees ? '15' : '16', ...said });
  await trx
    .updateTable('exchange.delivery')
    .set({
      asked_by: null,
      ...(after.code === document.business ? {} : { business: after.code, business_at: said.at }),
    })
    .where('id', '=', document.id)
    .execute();
  if (after.code !== null && after.code !== document.business)
    await noteStep(trx, document, {
      machine: 'business',
      from: document.business,
      to: after.code,
      rule: 'taken-back',
      actor: said.actor,
      at: said.at,
      ...(said.node ? { node: said.node } : {}),
    });
}
