import type { AgencyActor } from '#platform/access.ts';
import { answerChange, type ChangeKind } from './business.ts';
import type { ExchangeDeps } from './deps.ts';
import { exchangeProblem } from './errors.ts';
import { holdDelivery, noteStep } from './move-delivery.ts';
import { writeStatus } from './report-status.ts';
import type { Tables } from './tables.ts';

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
    const after = answerChange({ code: held.business, asked: change.kind as ChangeKind }, agrees);
    if (!after) throw exchangeProblem('nothing-asked');
    const at = deps.clock.now();
    const code = agrees ? '15' : '16';
    const said = { code, actor, at, ...(note ? { note } : {}) } as const;
    await writeStatus(deps, trx, await holdDelivery(trx, change.id, { recipientAgencyId: actor.agencyId }), said);
    await trx
      .updateTable('exchange.delivery')
      .set({ asked_by: null, ...(after.code === held.business ? {} : { business: after.code, business_at: at }) })
      .where('id', '=', held.id)
      .execute();
    if (after.code !== null && after.code !== held.business)
      await noteStep(trx, held.id, {
        machine: 'business',
        from: held.business,
        to: after.code,
        rule: 'taken-back',
        actor,
        at,
      });
    return code;
  });
}
