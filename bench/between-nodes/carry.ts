import { setTimeout as wait } from 'node:timers/promises';
import { treeOf } from '../common/processes.ts';
import type { Answer, Order } from '../exchange/load.ts';
import type { Part } from '../exchange/part.ts';
import type { Sender } from '../exchange/sender.ts';
import type { BenchNode, Pair } from './pair.ts';

/** What carrying documents from one node to the other came to. */
export interface Carried {
  /** From the first document handed over until the last one is with its recipient at the other node. */
  perSecond: number;
  /** Until the sender's node knows of it as well, and nothing is left to be told. */
  toldPerSecond: number;
  /** Signed requests between the two, in both directions, of one document. */
  requests: number;
  /** Transactions of both databases, of one document; a statement by itself is one. */
  transactions: number;
  /** Processor time of both nodes, and of both databases, of one document. */
  nodesMs: number;
  databasesMs: number;
}

/** A run that stands still is a failure and not a figure. */
const MOST_MS = 300_000;

const one = async (node: BenchNode, query: string): Promise<number> =>
  Number((await node.client.query<{ n: string }>(query)).rows[0]?.n ?? 0);

const requestsAt = (node: BenchNode) => one(node, 'select count(*) as n from nodes.nonce');
const transactionsAt = (node: BenchNode) =>
  one(node, 'select xact_commit as n from pg_stat_database where datname = current_database()');
const arrivedAt = (node: BenchNode) =>
  one(node, "select count(*) as n from exchange.delivery where transport = 'delivered'");
/** Copies that are under way, and steps that are still to be told. */
const openAt = (node: BenchNode) =>
  one(
    node,
    `select (select count(*) from exchange.delivery where transport in ('queued', 'delivering') and expires_at > now())
      + (select count(*) from exchange.peer_news where ended_at is null) as n`,
  );

/** Jobs whose time has come, such as writing what arrived into the registers. */
const dueAt = (node: BenchNode) =>
  one(node, 'select count(*) as n from graphile_worker._private_jobs where run_at <= now()');

/** Nothing of what came before is left to do: otherwise each measurement pays for the one before it. */
export async function rest({ near, far }: Pair): Promise<void> {
  for (const node of [near, far]) await until(async () => (await openAt(node)) === 0 && (await dueAt(node)) === 0);
}

function processorTime(pair: Pair): { nodes: number; all: number } {
  const tree = treeOf(pair.near.pid, pair.far.pid);
  const sum = (of: typeof tree): number => of.reduce((all, { cpuMs }) => all + cpuMs, 0);
  return {
    nodes: sum(tree.filter(({ pid }) => pid === pair.near.pid || pid === pair.far.pid)),
    all: sum(tree),
  };
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + MOST_MS; !(await done()); await wait(25))
    if (performance.now() > end) throw new Error('Documents stand still between the nodes');
}

/** Documents are handed over at the first node as fast as it takes them, and followed until both nodes are at rest. */
export async function carry(
  pair: Pair,
  load: Part<Order, Answer>,
  { documents, connections, files }: { documents: number; connections: number; files: Sender['files'] },
): Promise<Carried> {
  const { near, far } = pair;
  const both = async (count: (node: BenchNode) => Promise<number>): Promise<number> =>
    (await count(near)) + (await count(far));
  await rest(pair);
  const before = { arrived: await arrivedAt(far), requests: await both(requestsAt), transactions: 0 };
  before.transactions = await both(transactionsAt);
  const time = processorTime(pair);
  const started = performance.now();
  const accepted = load.ask({ kind: 'flood', sender: { ...pair.sender, files }, documents, connections });
  let looks = 0;
  await until(async () => {
    looks += 1;
    return (await arrivedAt(far)) - before.arrived >= documents;
  });
  const arrived = (performance.now() - started) / 1000;
  const answer = await accepted;
  if (answer.accepted !== documents)
    throw new Error(`Refused: ${JSON.stringify(answer.refused)} ${answer.sample ?? ''}`);
  await until(async () => {
    looks += 2;
    return (await both(openAt)) === 0;
  });
  const told = (performance.now() - started) / 1000;
  const used = processorTime(pair);
  return {
    perSecond: documents / arrived,
    toldPerSecond: documents / told,
    requests: ((await both(requestsAt)) - before.requests) / documents,
    transactions: ((await both(transactionsAt)) - before.transactions - looks) / documents,
    nodesMs: (used.nodes - time.nodes) / documents,
    databasesMs: (used.all - used.nodes - (time.all - time.nodes)) / documents,
  };
}
