import { sql } from 'kysely';
import type { Log } from '#platform/log.ts';
import { isProblem } from '#platform/problem.ts';
import { DELIVER_HERE } from '../delivery/deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { askPeer } from './ask-peer.ts';
import { nextTryOfNode } from './back-off.ts';
import { writeHops } from './hops.ts';
import { addDrain, addDrainAgain } from './jobs.ts';
import { isMisdirected, MOST_COPIES } from './messages.ts';
import { pickBatch, type Picked } from './pick-batch.ts';
import { rerouteAll } from './route.ts';
import { sendAllPayloads } from './send-all-payloads.ts';
import { settleBatch } from './settle-batch.ts';

/** After so long another node has its turn with this worker; what is left goes on in a new job. */
const TURN_MS = 10_000;
/** Requests that are under way to one node at a time, where that much waits. */
const LANES = 2;
const NOTHING: Picked = { consignments: [], news: [] };
/** Copies, and pieces of news, of the first request to a node that did not answer the one before; and of the first to any other. */
const FEW = 20;
const FIRST = 100;
/**
 * What the other side is to be busy with at a time, by how long the request before took it. Five hundred at once, taken in one by one,
 * on a machine with other work took longer than an answer is waited for, and then all of them came again.
 */
const WORK_MS = 4_000;

export const nextMost = (sent: number, tookMs: number): number =>
  Math.min(MOST_COPIES, Math.max(FEW, Math.round((sent * WORK_MS) / Math.max(1, tookMs))));

const sizeOf = ({ consignments, news }: Picked): number =>
  consignments.reduce((sum, { copies }) => sum + copies.length, news.length);

/**
 * Sends one node what waits for it until nothing is left, it does not answer, or the turn is over. One process at a time per node: order
 * within a conversation rests on it. @returns batches that were answered
 */
export async function drainPeer(deps: ExchangeDeps, peer: string, log: Log): Promise<number> {
  const lock = await deps.database.pool.connect();
  try {
    const { rows } = await lock.query<{ got: boolean }>(
      "select pg_try_advisory_lock(hashtext('exchange.peer'), hashtext($1)) as got",
      [peer],
    );
    if (!rows[0]?.got) {
      // The other process may have looked just before this work was committed.
      await deps.database.transaction<Tables, void>((trx) => addDrainAgain(trx, peer));
      return 0;
    }
    return await turn(deps, peer, log);
  } finally {
    await lock
      .query("select pg_advisory_unlock(hashtext('exchange.peer'), hashtext($1))", [peer])
      .catch(() => undefined);
    lock.release();
  }
}

/** What one walk through the queue of a node knows of itself. */
interface Walk {
  deps: ExchangeDeps;
  peer: string;
  log: Log;
  until: number;
  answered: number;
  /** The node did not answer one of its requests: the pause is set once, and all of them end. */
  ended: boolean;
}

/**
 * One request after the other while that is all there is. Where more waits than one takes along, requests go side by side, each for
 * conversations of its own, so that this node makes the next one and reads an answer while the other node is busy; within a conversation
 * nothing goes before the answer to what came before it.
 */
async function turn(deps: ExchangeDeps, peer: string, log: Log): Promise<number> {
  const walk: Walk = { deps, peer, log, until: performance.now() + TURN_MS, answered: 0, ended: false };
  for (let full = false; !walk.ended; full = false) {
    full = await goOne(walk, FIRST);
    if (!full) continue;
    await Promise.all(
      Array.from({ length: LANES }, async (_one, lane) => {
        for (let most = FIRST, left = true; left && !walk.ended;)
          left = await goOne(walk, most, { lane, of: LANES, heard: (next) => void (most = next) });
      }),
    );
  }
  return walk.answered;
}

/** A request, and what is answered takes effect. @returns whether it took along as much as it may */
async function goOne(
  walk: Walk,
  most: number,
  side?: { lane: number; of: number; heard: (most: number) => void },
): Promise<boolean> {
  const { deps, peer, log } = walk;
  const { paused, failures } = await standing(deps, peer);
  // A node that did not answer is tried with little: what it cannot take does not grow with what waits.
  const few = failures > 0 ? FEW : most;
  const picked = paused ? NOTHING : await pickBatch(deps, peer, few, side);
  if (sizeOf(picked) === 0) {
    // Of one lane only that lane is at its end.
    if (paused || !side) walk.ended = true;
    return false;
  }
  if (performance.now() > walk.until) {
    walk.ended = true;
    await deps.database.transaction<Tables, void>((trx) => addDrain(trx, peer));
    return false;
  }
  try {
    const asked = performance.now();
    const results = await askPeer(
      deps,
      peer,
      [...picked.consignments, ...picked.news].map(({ message }) => message),
    );
    side?.heard(nextMost(sizeOf(picked), performance.now() - asked));
    await settleBatch(deps, peer, picked, results, log);
    await sendAllPayloads(deps, peer, picked, results);
    if (results.some(isMisdirected)) await findNewHome(deps);
    walk.answered += 1;
    return side !== undefined || (failures === 0 && sizeOf(picked) >= few);
  } catch (error) {
    if (!walk.ended) {
      walk.ended = true;
      await pause(deps, peer, picked, error, log);
    }
    return false;
  }
}

async function standing(
  { database, clock }: ExchangeDeps,
  peer: string,
): Promise<{ paused: boolean; failures: number }> {
  const row = await database
    .of<Tables>()
    .selectFrom('exchange.peer')
    .select(['next_try_at', 'failures'])
    .where('node_id', '=', peer)
    .executeTakeFirst();
  return { paused: row?.next_try_at ? row.next_try_at > clock.now() : false, failures: row?.failures ?? 0 };
}

/** Not at home there: the directory is fetched, and what waits goes where it says; what it still sends there waits a little. */
async function findNewHome(deps: ExchangeDeps): Promise<void> {
  await deps.nodes.refresh().catch(() => undefined);
  await rerouteAll(deps);
}

/** The node did not answer, or not so that it can be believed. Its pause grows; the first time, each copy's way says so. */
async function pause(deps: ExchangeDeps, peer: string, picked: Picked, error: unknown, log: Log): Promise<void> {
  const now = deps.clock.now();
  const why = isProblem(error) ? error.code : error instanceof Error ? error.name : 'unknown';
  const copies = picked.consignments.flatMap((one) => one.copies);
  await deps.database.transaction<Tables, void>(async (trx) => {
    const { rows } = await sql<{ failures: number }>`
      insert into exchange.peer as p (node_id, failures, last_failure) values (${peer}, 1, ${why})
      on conflict (node_id) do update set failures = p.failures + 1, last_failure = excluded.last_failure
      returning failures`.execute(trx);
    const failures = rows[0]?.failures ?? 1;
    const at = nextTryOfNode(now, failures);
    await sql`update exchange.peer set next_try_at = ${at} where node_id = ${peer}`.execute(trx);
    // That the node is away is no fault of the copy: its own pause, should the node put it off later, begins from the start.
    await sql`update exchange.delivery set peer_attempts = 1
      where id = any(${copies.map(({ id }) => id)}::uuid[]) and peer_attempts = 0`.execute(trx);
    await writeHops(
      trx,
      copies
        .filter((copy) => copy.peer_attempts === 0)
        .map((copy) => ({
          deliveryId: copy.id,
          at: now,
          machine: 'transport' as const,
          from: 'queued',
          to: 'queued',
          rule: 'retry-later',
          node: null,
        })),
      { kind: 'system', name: 'exchange' },
    );
    await addDrain(trx, peer, at);
    // The second, fourth, eighth … time: a node that is away for a day does not fill the log.
    if ((failures & (failures - 1)) === 0)
      log.warn({ peer, why, failures }, 'a node does not answer, or not so that it is believed; it is tried again');
  });
}

/** Every minute: a job for each node for which something waits, whatever became of the job before. */
export async function drainAll(deps: ExchangeDeps): Promise<void> {
  const now = deps.clock.now();
  await deps.database.transaction<Tables, void>(async (trx) => {
    const { rows } = await sql<{ peer: string }>`
      select peer from (select distinct peer from exchange.delivery where transport = 'queued' and peer is not null
        union select distinct peer from exchange.peer_news where ended_at is null) waiting
      where not exists (select from exchange.peer p where p.node_id = waiting.peer and p.next_try_at > ${now})`.execute(
      trx,
    );
    for (const { peer } of rows) await addDrain(trx, peer);
    const { rows: putOff } = await sql`
      select from exchange.delivery where transport = 'queued' and peer is null and next_try_at <= ${now} limit 1`.execute(
      trx,
    );
    if (putOff.length > 0) await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
  });
}
