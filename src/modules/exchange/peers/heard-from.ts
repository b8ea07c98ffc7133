import { sql, type Transaction } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { addDrain } from './jobs.ts';

/**
 * A node that speaks to us is there: its pause is over, whatever it was reckoned from. Without this the pauses outlive what they were
 * for, and documents wait for a node that has long been back.
 */
export async function heardFrom(deps: ExchangeDeps, peer: string): Promise<void> {
  const db = deps.database.of<Tables>();
  const { rows } = await sql<{ paused: boolean }>`
    select failures > 0 as paused from exchange.peer where node_id = ${peer}`.execute(db);
  // Known from now on: it is told when this node starts (`say-hello.ts`).
  if (rows.length === 0)
    await sql`insert into exchange.peer (node_id) values (${peer}) on conflict do nothing`.execute(db);
  if (!rows[0]?.paused) return;
  await deps.database.transaction<Tables, void>((trx) => isBack(trx, peer, deps.clock.now()));
}

/** What waited because the node did not answer goes at once, also what it had put off shortly before it went. */
export async function isBack(trx: Transaction<Tables>, peer: string, at: Date): Promise<void> {
  const { rows } = await sql`
    update exchange.peer set failures = 0, next_try_at = null where node_id = ${peer} and failures > 0 returning node_id`.execute(
    trx,
  );
  if (rows.length === 0) return;
  await sql`update exchange.delivery set next_try_at = null
    where peer = ${peer} and transport = 'queued' and next_try_at > ${at}`.execute(trx);
  await sql`update exchange.peer_news set next_try_at = null
    where peer = ${peer} and ended_at is null and next_try_at > ${at}`.execute(trx);
  await addDrain(trx, peer);
}
