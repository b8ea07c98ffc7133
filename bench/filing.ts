// How many dossiers a second can be filed: `node bench/filing.ts`. One machine, one PostgreSQL that waits for the disk:
//   ours   counter.file-dossier over HTTP in its one-call form, at a real node with its worker on: sign-in sessions of several
//          people, every answer checked, the paper kept, dossier code without gaps, evidence, events with their jobs
//   peer   plain client code: begin, a prepared insert for each row that one filing writes, commit; same indexes, no checks
//   limit  the same rows in one prepared statement with one commit, no indexes
// The three take turns; deliveries are waited for in between. The last line is JSON.
import autocannon from 'autocannon';
import pg from 'pg';
import { fileDossier } from '#modules/counter/contract.ts';
import { startEmbedded } from '#platform/database/embedded.ts';
import { dataFolder, startBenchNode } from './common/node.ts';
import { allProcesses, treeOf } from './common/processes.ts';
import { median, printReport, short, spread } from './common/report.ts';
import { commitsPerSecond, type CommitOrder } from './filing/commits.ts';
import { FILE_PATH, filingOf, signInPeople, type Filer } from './filing/people.ts';
import { makeCopies, rowsWrittenBy } from './filing/rows.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const connections = 32;
const PEOPLE = 24;
const GOAL = 300;
const DRAIN_WITHIN_MS = 120_000;

interface Filed {
  perSecond: number;
  p50: number;
  p99: number;
  nodeMs: number;
  databaseMs: number;
  drainSeconds: number;
}

async function file(url: string, filers: readonly Filer[], duration: number): Promise<autocannon.Result> {
  let turn = 0;
  const result = await autocannon({
    url,
    connections,
    duration,
    requests: [
      {
        method: 'POST',
        path: FILE_PATH,
        setupRequest(request) {
          const filer = filers[turn++ % filers.length] as Filer;
          request.headers = {
            ...request.headers,
            'content-type': 'application/json',
            cookie: filer.cookie,
            origin: url,
          };
          request.body = JSON.stringify(filingOf(filer));
          return request;
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `Filing: ${result.non2xx} refusals, ${result.errors} errors (${JSON.stringify(result.statusCodeStats)})`,
    );
  return result;
}

/** Waits until every job is done. @returns seconds it took, after the last filing */
async function drained(client: pg.Client): Promise<number> {
  const started = performance.now();
  for (;;) {
    const { rows } = await client.query<{ left: number }>(
      'select count(*)::int as left from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts',
    );
    if (rows[0]?.left === 0) return (performance.now() - started) / 1000;
    if (performance.now() - started > DRAIN_WITHIN_MS)
      throw new Error(`${rows[0]?.left} deliveries did not end in time`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Processor time so far of the node and of everything PostgreSQL, milliseconds. */
function cpuOf(pid: number): { node: number; database: number } {
  const all = treeOf(pid);
  const node = allProcesses().find((one) => one.pid === pid)?.cpuMs ?? 0;
  return { node, database: all.reduce((sum, one) => sum + one.cpuMs, 0) - node };
}

async function fileOnce(url: string, pid: number, filers: readonly Filer[], client: pg.Client): Promise<Filed> {
  const before = cpuOf(pid);
  const result = await file(url, filers, seconds);
  const after = cpuOf(pid);
  const drainSeconds = await drained(client);
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    nodeMs: (after.node - before.node) / result['2xx'],
    databaseMs: (after.database - before.database) / result['2xx'],
    drainSeconds,
  };
}

async function connect(owner: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(owner);
  // The node stops its server when a bench fails; that failure is the one to show.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** With no worker, so that nothing but the filing writes. */
async function sample(dir: string) {
  const node = await startBenchNode(dir, { ROLE: 'web' });
  try {
    const { owner } = await startEmbedded({ dir, database: 'lienthong' });
    const client = await connect(owner);
    const [filer] = await signInPeople(node.url, dir, 1);
    if (!filer) throw new Error('Nobody to file');
    // The first filing also writes what is written once, such as the names of the jobs.
    await filer.client.get(fileDossier, { body: filingOf(filer) });
    const sampled = await rowsWrittenBy(client, () => filer.client.get(fileDossier, { body: filingOf(filer) }));
    await client.end();
    return sampled;
  } finally {
    await node.end();
  }
}

async function measure(dir: string): Promise<void> {
  const { rows, fresh } = await sample(dir);
  const node = await startBenchNode(dir);
  try {
    const { owner } = await startEmbedded({ dir, database: 'lienthong' });
    const client = await connect(owner);
    const durable = await client.query<{ durable: boolean }>(
      "select current_setting('fsync') = 'on' and current_setting('synchronous_commit') = 'on' as durable",
    );
    if (!durable.rows[0]?.durable) throw new Error('This PostgreSQL does not wait for the disk: nothing to measure');
    await makeCopies(
      client,
      rows.map((row) => row.table),
    );
    const pid = node.child.pid ?? 0;
    const filers = await signInPeople(node.url, dir, PEOPLE);
    await file(node.url, filers, 3);
    await drained(client);
    const order: CommitOrder = { connection: owner, rows, fresh, connections, seconds };
    const ours: Filed[] = [];
    const peer: number[] = [];
    const limit: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await fileOnce(node.url, pid, filers, client));
      peer.push(await commitsPerSecond(order, 'peer'));
      limit.push(await commitsPerSecond(order, 'limit'));
    }
    const gaps = await client.query<{ dossiers: number; gaps: number }>(`select count(*)::int as dossiers,
      (select coalesce(sum(last), 0)::int from counter.day_number) - count(*)::int as gaps from counter.dossier`);
    await client.end();
    report(
      rows.map((row) => row.table),
      ours,
      peer,
      limit,
      gaps.rows[0],
    );
  } finally {
    await node.end();
  }
}

function report(
  tables: string[],
  ours: Filed[],
  peer: number[],
  limit: number[],
  counted: { dossiers: number; gaps: number } | undefined,
): void {
  const of = (what: keyof Filed): number => median(ours.map((one) => one[what]));
  const rate = of('perSecond');
  const counts = [...new Set(tables)].map((table) => {
    const many = tables.filter((one) => one === table).length;
    return many > 1 ? `${table} × ${many}` : table;
  });
  printReport({
    bench: 'filing',
    figures: [
      {
        what: 'Filing a dossier over HTTP',
        unit: 'filings/s',
        ours: rate,
        peer: {
          name: 'plain PostgreSQL: begin, one prepared insert per row, commit; same indexes',
          value: median(peer),
        },
        limit: { name: 'the same rows in one prepared statement, no indexes', value: median(limit) },
        goal: { says: `≥ ${GOAL}/s on 2 cores`, met: rate >= GOAL },
      },
      {
        what: 'Processor time of one filing, Node and PostgreSQL together',
        unit: 'ms',
        less: true,
        ours: of('nodeMs') + of('databaseMs'),
      },
    ],
    about: [
      `A birth with its photograph is filed by ${PEOPLE} demo parents at several communes in the one-call form, ${connections} connections, ${rounds} rounds of ${seconds} s, medians. The node is a process of its own with its worker on; PostgreSQL waits for the disk at every commit (fsync and synchronous_commit on). One filing writes ${tables.length} rows (${counts.join(', ')}); peer and limit write these rows and nothing else, on as many connections, with a commit for each filing. Ours may come above the peer because filings that arrive at the same moment share a transaction.`,
      `Ours by round ${spread(
        ours.map((one) => one.perSecond),
        0,
      )} filings/s, the peer ${spread(peer, 0)}, the limit ${spread(limit, 0)}. Half of the filings are answered within ${short(of('p50'))} ms, 99 of 100 within ${short(of('p99'))} ms. One filing costs ${of('nodeMs').toFixed(2)} ms of processor time in the node and ${of('databaseMs').toFixed(2)} ms in PostgreSQL, with the deliveries that ran meanwhile: two free cores have time for about ${short(2000 / (of('nodeMs') + of('databaseMs')))} a second, less what the client and the disk take. In a flood the deliveries (notices, counts, shared papers) stand back; after a round the worker needed ${short(of('drainSeconds'))} s to carry out the deliveries that were left. ${counted?.dossiers ?? 0} dossiers were filed in all, with ${counted?.gaps ?? 0} gaps in their numbers.`,
    ],
  });
}

const folder = dataFolder('filing');
try {
  await measure(folder.dir);
} finally {
  folder.drop();
}
