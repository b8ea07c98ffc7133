import { actorReference, type OfficerActor } from '#platform/access.ts';
import { DELIVER_HERE } from './deliver-here.ts';
import type { ExchangeDeps } from './deps.ts';
import type { Tables } from './tables.ts';

export type MailboxMode = 'here' | 'pull';

/** How an agency takes what arrives: in the pages of this node, or by a system of its own that fetches. */
export async function setMailbox(deps: ExchangeDeps, mode: MailboxMode, actor: OfficerActor): Promise<MailboxMode> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const row = { mode, set_at: deps.clock.now(), set_by: JSON.stringify(actorReference(actor)) };
    await trx
      .insertInto('exchange.mailbox')
      .values({ agency_id: actor.agencyId, ...row })
      .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(row))
      .execute();
    await deps.evidence.record(trx, {
      kind: 'exchange.mailbox-set',
      subject: `agency:${actor.agencyId}`,
      actor,
      data: { mode },
    });
    if (mode === 'here') await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
  });
  return mode;
}
