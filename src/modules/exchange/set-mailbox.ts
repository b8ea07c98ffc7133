import { actorReference, type OfficerActor } from '#platform/access.ts';
import { DELIVER_HERE } from './deliver-here.ts';
import type { ExchangeDeps } from './deps.ts';
import { exchangeProblem } from './errors.ts';
import type { Tables } from './tables.ts';

export type MailboxMode = 'here' | 'pull' | 'push';

/**
 * How an agency takes what arrives: in the pages of this node, by a system of its own that fetches, or at an address to which the node
 * brings it. @throws exchange.no-address-for-documents
 */
export async function setMailbox(deps: ExchangeDeps, mode: MailboxMode, actor: OfficerActor): Promise<MailboxMode> {
  if (mode === 'push' && !(await hasAddress(deps, actor.agencyId))) throw exchangeProblem('no-address-for-documents');
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
    if (mode !== 'pull') await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
  });
  return mode;
}

async function hasAddress(deps: ExchangeDeps, agencyId: string): Promise<boolean> {
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('exchange.webhook')
    .select('topics')
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'active')
    .execute();
  return rows.some(({ topics }) => topics.includes('delivery'));
}
