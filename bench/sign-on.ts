// How fast people who are signed in get into another system: `npm run bench -- sign-on [--full]`. One machine, one PostgreSQL that waits for the disk:
//   ours   authorize → code → token (PKCE, ES256) at a real node; session and consent are there; session, account and code are checked in the database each time
//   peer   the same library, oidc-provider, with its in-memory adapter and equal configuration in a bare process: nothing survives it
//   limit  bare ES256 signatures, of which a flow needs one
// Rates are told per core: what one second of processor time, of the node and of PostgreSQL together, carries. Then: durable writes of one
// flow, whose the node’s time is (V8’s profiler), token latency beside 20 password sign-ins a second, and the same with many more accounts:
// ten million with `--full`, else a hundred thousand. The last line is JSON.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '#platform/database/embedded.ts';
import { dataFolder, startBenchNode } from './common/node.ts';
import { treeOf } from './common/processes.ts';
import { median } from './common/report.ts';
import { fillAccounts } from './sign-on/accounts.ts';
import { authorizeUrl, follow, Jar, quantile, runFlows, type FlowOrder, type RelyingParty } from './sign-on/client.ts';
import { tablesWrittenBy, waitsForTheDisk } from './sign-on/durable.ts';
import { enterRelyingParty, grownUps, passwordSignIn, warmPeople } from './sign-on/people.ts';
import { profileFolder, type Share } from './sign-on/where.ts';
import { signaturesPerSecond, webCryptoSignaturesPerSecond } from './sign-on/signatures.ts';
import { report, type Plan, type Round, type Steady } from './sign-on/tell.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const full = process.argv.includes('--full');
const accounts = Number(process.env['BENCH_ACCOUNTS'] ?? (full ? 10_000_000 : 100_000));
/** Runs of each latency; the middle one counts. */
const LATENCY_RUNS = 3;
const PEOPLE = 8;
const WARM_UP = 8;
const CONNECTIONS = 8;
const SIGN_INS_PER_SECOND = 20;
/** Flows a second beside which latency is measured: a third or so of what the node can do, as on a busy morning. */
const STEADY = 40;
const plan: Plan = {
  seconds,
  rounds,
  full,
  accounts,
  people: PEOPLE,
  connections: CONNECTIONS,
  signInsPerSecond: SIGN_INS_PER_SECOND,
  flowsPerSecond: STEADY,
  latencyRuns: LATENCY_RUNS,
};

function cpuOf(pid: number): { own: number; others: number } {
  const all = treeOf(pid);
  const own = all.find((one) => one.pid === pid)?.cpuMs ?? 0;
  return { own, others: all.reduce((sum, one) => sum + one.cpuMs, 0) - own };
}

async function round(pid: number, order: FlowOrder): Promise<Round> {
  const before = cpuOf(pid);
  const flows = await runFlows(order);
  const after = cpuOf(pid);
  return {
    perSecond: flows.perSecond,
    nodeMs: (after.own - before.own) / flows.done,
    databaseMs: (after.others - before.others) / flows.done,
  };
}

async function startPeer(): Promise<{ child: ChildProcess; order: Omit<FlowOrder, 'seconds'> }> {
  const child = fork(fileURLToPath(new URL('sign-on/peer.ts', import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [{ url, party }] = (await once(child, 'message')) as [{ url: string; party: RelyingParty }];
  const cookies: string[] = [];
  for (let turn = 0; turn < PEOPLE; turn += 1) {
    const jar = new Jar();
    await follow(jar, authorizeUrl(`${url}/oidc`, party, turn));
    cookies.push(jar.header());
  }
  return { child, order: { issuer: `${url}/oidc`, party, cookies, connections: CONNECTIONS } };
}

/** Token latency of a steady stream of flows, alone or beside password sign-ins at an even pace. */
async function steady(
  order: Omit<FlowOrder, 'seconds'>,
  { url, dir, signIns }: { url: string; dir: string; signIns: number },
): Promise<{ token: number[]; flow: number[]; signIn: number[] }> {
  const people = grownUps(24);
  const signIn: number[] = [];
  const underWay: Promise<unknown>[] = [];
  let turn = 0;
  const timer =
    signIns > 0
      ? setInterval(() => {
          const person = people[turn++ % people.length];
          underWay.push(passwordSignIn(url, dir, person?.personalId ?? '').then((ms) => signIn.push(ms)));
        }, 1000 / signIns)
      : undefined;
  const flows = await runFlows({ ...order, seconds: seconds * 2, connections: 4, rate: STEADY });
  clearInterval(timer);
  await Promise.all(underWay);
  return { token: flows.tokenMs, flow: flows.flowMs, signIn };
}

interface Node {
  url: string;
  dir: string;
  pid: number;
  client: pg.Client;
  order: Omit<FlowOrder, 'seconds'>;
}

async function withNode<T>(dir: string, env: Record<string, string>, work: (node: Node) => Promise<T>): Promise<T> {
  const node = await startBenchNode(dir, { SIGN_ON_RATE_PER_MINUTE: '100000000', TRUST_PROXY: '1', ...env });
  try {
    const { owner } = await startEmbedded({ dir, database: 'lienthong' });
    const client = new pg.Client(owner);
    client.on('error', () => undefined);
    await client.connect();
    party ??= await enterRelyingParty(dir);
    const cookies = await warmPeople(node.url, dir, party, PEOPLE);
    const order = { issuer: `${node.url}/oidc`, party, cookies, connections: CONNECTIONS };
    const result = await work({ url: node.url, dir, pid: node.child.pid ?? 0, client, order });
    await client.end();
    return result;
  } finally {
    await node.end();
  }
}
let party: RelyingParty | undefined;

/** Without a worker, so that nothing but the flow writes. */
function measureWrites(dir: string) {
  return withNode(dir, { ROLE: 'web' }, async ({ client, order }) => {
    const one = (many: number) => runFlows({ ...order, connections: 1, seconds: many });
    await one(1);
    let flows = 0;
    const waits = await waitsForTheDisk(client, async () => {
      flows = (await one(seconds)).done;
    });
    const single = { ...order, connections: 1, seconds: 1, cookies: order.cookies.slice(0, 1) };
    const tables = await tablesWrittenBy(client, () => runFlows(single));
    return { perFlow: waits / flows, tables };
  });
}

/** Whose the node's processor time is while flows run. The profiler has its price, so rates are taken elsewhere. */
async function measureWhere(dir: string): Promise<Share[]> {
  const profile = profileFolder();
  try {
    const now = (): number => Number(process.hrtime.bigint() / 1000n);
    const { pid, from, to } = await withNode(dir, profile.env, async (node) => {
      await runFlows({ ...node.order, seconds: WARM_UP });
      const began = now();
      await runFlows({ ...node.order, seconds: seconds * 2 });
      return { pid: node.pid, from: began, to: now() };
    });
    return profile.read(pid, from, to);
  } finally {
    profile.drop();
  }
}

/** The steady stream several times over: a part of a second in which the machine was elsewhere should not decide. */
async function steadily(
  order: Omit<FlowOrder, 'seconds'>,
  node: { url: string; dir: string; signIns: number },
): Promise<Steady> {
  const runs: Awaited<ReturnType<typeof steady>>[] = [];
  for (let run = 0; run < LATENCY_RUNS; run += 1) runs.push(await steady(order, node));
  const middle = (pick: (one: Awaited<ReturnType<typeof steady>>) => number[], share: number): number =>
    median(runs.map((one) => quantile(pick(one), share)));
  return {
    token: { half: middle(({ token }) => token, 0.5), p99: middle(({ token }) => token, 0.99) },
    flow: { half: middle(({ flow }) => flow, 0.5), p99: middle(({ flow }) => flow, 0.99) },
    signIn: { half: middle(({ signIn }) => signIn, 0.5), p99: middle(({ signIn }) => signIn, 0.99) },
    flowP99s: runs.map(({ flow }) => quantile(flow, 0.99)),
  };
}

async function measure(dir: string): Promise<void> {
  const writes = await measureWrites(dir);
  const where = await measureWhere(dir);
  await withNode(dir, {}, async (node) => {
    const { rows } = await node.client.query<{ durable: boolean }>(
      "select current_setting('fsync') = 'on' and current_setting('synchronous_commit') = 'on' as durable",
    );
    if (!rows[0]?.durable) throw new Error('This PostgreSQL does not wait for the disk: nothing to measure');
    const peer = await startPeer();
    // Until the engine has compiled what is hot: the first thousand flows cost up to twice as much.
    await runFlows({ ...node.order, seconds: WARM_UP });
    await runFlows({ ...peer.order, seconds: WARM_UP });
    const [ours, theirs, signatures, webCrypto]: [Round[], Round[], number[], number[]] = [[], [], [], []];
    for (let index = 0; index < rounds; index += 1) {
      ours.push(await round(node.pid, { ...node.order, seconds }));
      theirs.push(await round(peer.child.pid ?? 0, { ...peer.order, seconds }));
      signatures.push(signaturesPerSecond(1));
      webCrypto.push(await webCryptoSignaturesPerSecond(1));
    }
    peer.child.disconnect();
    // The password thread starts with the first sign-in.
    await steady(node.order, { ...node, signIns: SIGN_INS_PER_SECOND });
    const alone = await steadily(node.order, { ...node, signIns: 0 });
    const beside = await steadily(node.order, { ...node, signIns: SIGN_INS_PER_SECOND });
    const fillSeconds = await fillAccounts(node.client, accounts);
    await runFlows({ ...node.order, seconds: WARM_UP });
    const many = await steadily(node.order, { ...node, signIns: 0 });
    const manyBeside = await steadily(node.order, { ...node, signIns: SIGN_INS_PER_SECOND });
    report({ plan, writes, where, ours, theirs, signatures, webCrypto, alone, beside, fillSeconds, many, manyBeside });
  });
}

const folder = dataFolder('sign-on');
try {
  await measure(folder.dir);
} finally {
  folder.drop();
}
