import { sql } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { isBack } from './heard-from.ts';
import { PREFIX } from './messages.ts';

/** Nobody waits for the answer: a node that is away hears of us when it asks. */
const PATIENCE_MS = 5_000;

/**
 * This node has just started, or has its database back: the pauses that it had set others are of another time, perhaps of its own absence,
 * and the others are told that it is here, so that what they hold for it comes at once. @returns nodes that heard it
 */
export async function sayHello(deps: ExchangeDeps): Promise<number> {
  const now = deps.clock.now();
  const { rows } = await sql<{ peer: string }>`select node_id as peer from exchange.peer`.execute(
    deps.database.of<Tables>(),
  );
  for (const { peer } of rows) await deps.database.transaction<Tables, void>((trx) => isBack(trx, peer, now));
  const body = Buffer.from('{}');
  const heard = await Promise.allSettled(
    rows.map(async ({ peer }) => {
      const answer = await deps.nodes.call(peer, {
        method: 'POST',
        path: `${PREFIX}/hello`,
        headers: { 'content-type': 'application/json' },
        body,
        timeoutMs: PATIENCE_MS,
      });
      await answer.arrayBuffer();
      return answer.status;
    }),
  );
  return heard.filter((one) => one.status === 'fulfilled' && one.value === 204).length;
}
