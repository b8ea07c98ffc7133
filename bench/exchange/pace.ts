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
  pid: number;
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
async function costing({ load, pid }: Running, order: Order): Promise<Answer & Cost> {
  const before = new Map(treeOf(pid).map((one) => [one.pid, one.cpuMs]));
  const answer = await load.ask(order);
  refuseRefusals(answer);
  // Of processes that were there all the time: one that ended would take what it used before along.
  const used = treeOf(pid).map((one) => ({ own: one.pid === pid, ms: one.cpuMs - (before.get(one.pid) ?? one.cpuMs) }));
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
  for (let index = 0; index < runs; index += 1)
    made.push(await costing(running, { kind: 'steady', sender: running.sender, seconds, rate }));
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

/** A node that has just begun to work compiles as it goes; and it takes up what earlier parts of the bench have left. */
export async function warmUp(running: Running): Promise<void> {
  await flooded(running, 3000);
  await paced(running, { rate: 500, seconds: 5, runs: 1 });
}

/** A bench that counts refusals as documents measures nothing. */
function refuseRefusals({ refused, sample }: Answer): void {
  if (Object.keys(refused).length > 0) throw new Error(`Refused: ${JSON.stringify(refused)} ${sample ?? ''}`);
}
