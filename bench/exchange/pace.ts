import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { treeOf } from '../common/processes.ts';
import { median } from '../common/report.ts';
import { quantile } from '../sign-on/client.ts';
import type { Answer, Order } from './load.ts';
import type { Part } from './part.ts';
import type { Sender } from './sender.ts';

/** As many as the connections of a busy system at one node. */
export const CONNECTIONS = 96;

export interface Running {
  url: string;
  /** The process that serves, and with it its PostgreSQL. */
  pid: number;
  /** The process that works, where it is another one. */
  workerPid?: number;
  client: pg.Client;
  sender: Sender;
  load: Part<Order, Answer>;
}

/** Processor time for one document: of the node, of its PostgreSQL and of the process that hands the documents over. */
export interface Cost {
  nodeMs: number;
  databaseMs: number;
  clientMs: number;
}

/** The order is carried out, and what it cost is told beside its answer. */
async function costing({ load, pid, workerPid = pid }: Running, order: Order): Promise<Answer & Cost> {
  const before = new Map(treeOf(pid, workerPid).map((one) => [one.pid, one.cpuMs]));
  const answer = await load.ask(order);
  refuseRefusals(answer);
  // Of processes that were there all the time: one that ended would take what it used before along.
  const used = treeOf(pid, workerPid).map((one) => ({
    own: one.pid === pid || one.pid === workerPid,
    ms: one.cpuMs - (before.get(one.pid) ?? one.cpuMs),
  }));
  const each = (own: boolean): number =>
    used.filter((one) => one.own === own).reduce((all, { ms }) => all + ms, 0) / answer.accepted;
  return { ...answer, nodeMs: each(true), databaseMs: each(false), clientMs: answer.cpuMs / answer.accepted };
}

export async function flooded(running: Running, documents: number): Promise<Cost & { perSecond: number }> {
  const { sender } = running;
  const answer = await costing(running, { kind: 'flood', sender, documents, connections: CONNECTIONS });
  return { ...answer, perSecond: answer.accepted / answer.seconds };
}

/** What several runs at an even pace came to; each figure is the median of the runs. */
export interface Pace extends Cost {
  p50: number;
  p99: number;
  p99s: number[];
  slowest: number;
  perSecond: number;
}

export async function paced(
  running: Running,
  { rate, seconds, runs }: { rate: number; seconds: number; runs: number },
): Promise<Pace> {
  const made: (Answer & Cost)[] = [];
  for (let index = 0; index < runs; index += 1) {
    if (index > 0) await settled(running);
    made.push(await costing(running, { kind: 'steady', sender: running.sender, seconds, rate }));
  }
  const of = (value: (one: Answer & Cost) => number): number => median(made.map(value));
  return {
    p50: of(({ latencies }) => quantile(latencies, 0.5)),
    p99: of(({ latencies }) => quantile(latencies, 0.99)),
    p99s: made.map(({ latencies }) => quantile(latencies, 0.99)),
    slowest: Math.max(...made.map(({ latencies }) => quantile(latencies, 1))),
    perSecond: of(({ accepted, seconds: took }) => accepted / took),
    nodeMs: of(({ nodeMs }) => nodeMs),
    databaseMs: of(({ databaseMs }) => databaseMs),
    clientMs: of(({ clientMs }) => clientMs),
  };
}

/** A node that has just begun to work compiles as it goes. */
export async function warmUp(running: Running): Promise<void> {
  await flooded(running, 3000);
  await paced(running, { rate: 500, seconds: 5, runs: 1 });
  await settled(running);
}

/** Most that is waited for a worker that does not come to rest. */
const REST_SECONDS = 120;

/** Waits until the worker has carried out what earlier parts have left: a pace is measured with the work of that pace, not of a flood before it. */
export async function settled({ client }: Running): Promise<void> {
  for (let second = 0, quiet = 0; quiet < 3 && second < REST_SECONDS; second += 1) {
    await wait(1000);
    const { rows } = await client.query<{ due: number }>(
      'select count(*)::int as due from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
    );
    quiet = rows[0]?.due === 0 ? quiet + 1 : 0;
  }
}

/** A bench that counts refusals as documents measures nothing. */
function refuseRefusals({ refused, sample }: Answer): void {
  if (Object.keys(refused).length > 0) throw new Error(`Refused: ${JSON.stringify(refused)} ${sample ?? ''}`);
}
