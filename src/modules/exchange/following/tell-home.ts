import { sql } from 'kysely';
import type { Log } from '#platform/log.ts';
import { gauge } from '#platform/metrics.ts';
import { isProblem } from '#platform/problem.ts';
import type { ExchangeDeps } from '../deps.ts';
import { askPeer } from '../peers/ask-peer.ts';
import { nextTry } from '../peers/back-off.ts';
import { isMisdirected, type Result } from '../peers/messages.ts';
import { sendPayloads } from '../peers/send-payloads.ts';
import type { Tables } from '../tables.ts';
import { addTellHome, addTellHomes } from './jobs.ts';
import { pickDue, type Due, type PickedSent } from './pick-due.ts';

/** After so long another node has its turn with this worker. */
const TURN_MS = 10_000;

/**
 * Tells a node what its agencies sent from here and how it stands, until it knows all of it. A message lost or sent twice does no harm:
 * each brings the state of its copies, and what has changed meanwhile is told again.
 * @returns requests that were answered
 */
export async function tellHome(deps: ExchangeDeps, peer: string, log: Log): Promise<number> {
  const lock = await deps.database.pool.connect();
  try {
    const { rows } = await lock.query<{ got: boolean }>(
      "select pg_try_advisory_lock(hashtext('exchange.tell-home'), hashtext($1)) as got",
      [peer],
    );
    // The other process goes on until nothing is left; what it misses the minute's sweep finds.
    return rows[0]?.got ? await turn(deps, peer, log) : 0;
  } finally {
    await lock
      .query("select pg_advisory_unlock(hashtext('exchange.tell-home'), hashtext($1))", [peer])
      .catch(() => undefined);
    lock.release();
  }
}

async function turn(deps: ExchangeDeps, peer: string, log: Log): Promise<number> {
  const until = performance.now() + TURN_MS;
  for (let answered = 0; ; answered += 1) {
    const picked = await pickDue(deps, peer);
    if (picked.length === 0) return answered;
    if (performance.now() > until) {
      await deps.database.transaction<Tables, void>((trx) => addTellHome(trx, peer));
      return answered;
    }
    try {
      const results = await askPeer(
        deps,
        peer,
        picked.map(({ message }) => message),
      );
      await settle(deps, peer, picked, results, log);
      for (const [index, { message }] of picked.entries())
        if (results[index]?.outcome === 'lacks') {
          const whole = await sendPayloads(
            deps,
            peer,
            { kind: 'consignment', carried: { ...message.carried, copies: [] }, earlier: [] },
            [],
            results[index].lacks ?? [],
          );
          if (!whole) await putOff(deps, picked[index]?.due ?? []);
        }
      if (results.some(isMisdirected)) {
        await deps.nodes.refresh().catch(() => undefined);
        return answered + 1;
      }
    } catch (error) {
      const why = isProblem(error) ? error.code : error instanceof Error ? error.name : 'unknown';
      log.warn({ peer, why }, 'a node could not be told what its agencies sent from here; it is told later');
      await putOff(
        deps,
        picked.flatMap(({ due }) => due),
      );
      return answered;
    }
  }
}

async function settle(
  deps: ExchangeDeps,
  peer: string,
  picked: readonly PickedSent[],
  results: readonly Result[],
  log: Log,
): Promise<void> {
  const told: Due[] = [];
  const later: Due[] = [];
  for (const [index, { message, due }] of picked.entries()) {
    const result = results[index];
    if (result?.outcome === 'lacks') continue;
    if (result?.outcome === 'taken' || result?.outcome === 'refused') told.push(...due);
    else later.push(...due);
    if (result?.outcome === 'refused' || result?.copies?.length)
      log.warn(
        { peer, consignmentId: message.carried.consignmentId, code: result.code ?? result.copies?.[0]?.code },
        'the home of an agency does not take what it had sent from here',
      );
  }
  // A step taken since the state was read has raised the version: that is told next.
  if (told.length > 0)
    await sql`
      delete from exchange.away_due due using unnest(${told.map((one) => one.deliveryId)}::uuid[],
        ${told.map((one) => one.version)}::integer[]) as given (id, version)
      where due.delivery_id = given.id and due.version = given.version`.execute(deps.database.of<Tables>());
  if (later.length > 0) await putOff(deps, later);
}

async function putOff({ database, clock }: ExchangeDeps, due: readonly Due[]): Promise<void> {
  const attempts = Math.min(30, Math.max(0, ...due.map((one) => one.attempts)) + 1);
  await sql`
    update exchange.away_due set attempts = ${attempts}, next_try_at = ${nextTry(clock.now(), attempts)}
    where delivery_id = any(${due.map((one) => one.deliveryId)}::uuid[])`.execute(database.of<Tables>());
}

/** Every minute: whatever became of the job before. */
export async function tellHomes(deps: ExchangeDeps): Promise<void> {
  await deps.database.transaction<Tables, void>((trx) => addTellHomes(trx));
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from exchange.away_due`.execute(
    deps.database.of<Tables>(),
  );
  gauge('lienthong_exchange_untold', rows[0]?.n ?? 0);
}
