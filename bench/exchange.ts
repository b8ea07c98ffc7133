// How many documents a node takes over: `npm run bench -- exchange [--full]`. One machine, one PostgreSQL that waits for the disk, each part in
// a process of its own:
//   ours   a program of an agency, signed requests (RFC 9421) over real HTTP: signature, replay, shape, recipients and files checked, durable,
//          answered with a sealed receipt; envelope of 2 KB, a PDF of 200 KB by its digest
//   limit  the same rows straight into PostgreSQL (one prepared statement and one commit for each document, as many connections as help),
//          beside one P-256 signature checked and one made for each
//   peer   the same envelope to a durable queue of RabbitMQ, persistent, with publisher confirms: it checks nobody and nothing, and signs nothing
// Then latencies at an even 500 a second with the worker and the sealing at work, and the same with a year's documents in the tables.
// `--full` fills a million of them, else a hundred thousand. The last line is JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#platform/database/embedded.ts';
import { withHouse } from '#test/faults/embedded-node.ts';
import { dataFolder, startBenchNode } from './common/node.ts';
import { median, printReport, short, spread, type Figure } from './common/report.ts';
import { fillDocuments } from './exchange/fill.ts';
import type { Answer, Order } from './exchange/load.ts';
import type { QueueAnswer, QueueOrder } from './exchange/queue.ts';
import { pdfOfSize } from './exchange/pdf.ts';
import { CONNECTIONS, flooded, paced, settled, warmUp, type Cost, type Pace, type Running } from './exchange/pace.ts';
import { Part } from './exchange/part.ts';
import { startRabbit } from './exchange/rabbit.ts';
import type { RawAnswer, RawOrder } from './exchange/raw.ts';
import { sampleOf } from './exchange/sample.ts';
import { enterSender, envelopeOf, type Sender } from './exchange/sender.ts';
import { quantile } from './sign-on/client.ts';

const full = process.argv.includes('--full');
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
/** Runs at an even pace; each long enough that its slowest hundredth is fifty documents. */
const paces = Number(process.env['BENCH_PACES'] ?? (full ? 5 : 3));
const paceSeconds = Number(process.env['BENCH_PACE_SECONDS'] ?? 10);
const filled = Number(process.env['BENCH_DOCUMENTS'] ?? (full ? 1_000_000 : 100_000));
const flood = Number(process.env['BENCH_FLOOD'] ?? (full ? 10_000 : 4_000));
const RATE = 500;
const FILES = 50;
const FILE_BYTES = 200 * 1024;

async function withNode<T>(
  dir: string,
  env: Record<string, string>,
  work: (running: Running) => Promise<T>,
): Promise<T> {
  const node = await startBenchNode(dir, env);
  const load = new Part<Order, Answer>('load.ts');
  try {
    const { owner } = await startEmbedded({ dir, database: 'lienthong' });
    const client = new pg.Client(owner);
    client.on('error', () => undefined);
    await client.connect();
    known ??= await enter(dir, client, node.url);
    const sender = { ...known, url: `${node.url}/api/exchange/consignments` };
    const result = await work({ url: node.url, pid: node.child.pid ?? 0, client, sender, load });
    await client.end();
    return result;
  } finally {
    load.end();
    await node.end();
  }
}
let known: Sender | undefined;

/** The same with the worker as a process of its own, as docs/operate/install.md says for an office with more to do. */
async function withWorkerApart<T>(dir: string, work: (running: Running) => Promise<T>): Promise<T> {
  return withNode(dir, { ROLE: 'web' }, async (running) => {
    const { owner } = await startEmbedded({ dir, database: 'lienthong' });
    const url = new URL(`postgres://localhost/${owner.database ?? ''}`);
    url.username = owner.user ?? '';
    url.password = String(owner.password);
    url.searchParams.set('host', owner.host ?? '');
    const env = {
      ROLE: 'worker',
      DATABASE_URL: url.href,
      MASTER_KEY: readFileSync(join(dir, 'secrets', 'master-key'), 'utf8').trim(),
    };
    const worker = await startBenchNode(join(dir, 'worker'), env);
    try {
      return await work({ ...running, workerPid: worker.child.pid ?? 0 });
    } finally {
      await worker.end();
    }
  });
}

async function enter(dir: string, client: pg.Client, url: string): Promise<Sender> {
  const entered = await enterSender(client, url);
  const files: Sender['files'] = [];
  await withHouse(dir, async ({ files: room }) => {
    for (let index = 0; index < FILES; index += 1) {
      const stored = await room.receive(pdfOfSize(FILE_BYTES), {
        name: `cong-van-${index}.pdf`,
        owner: entered.systemId,
      });
      files.push({ fileId: stored.id, bytes: stored.bytes, sha256: stored.sha256 });
    }
  });
  return { ...entered, files };
}

async function measure(dir: string): Promise<void> {
  // Without a worker: what is compared is the taking over.
  const { ours, raw, bare, connections, sample, queue } = await withNode(dir, { ROLE: 'web' }, async (running) => {
    const { client, sender } = running;
    const { rows } = await client.query<{ durable: boolean }>(
      "select current_setting('fsync') = 'on' and current_setting('synchronous_commit') = 'on' as durable",
    );
    if (!rows[0]?.durable) throw new Error('This PostgreSQL does not wait for the disk: nothing to measure');
    await flooded(running, 1500);
    const newest = await client.query<{ id: string }>('select id from exchange.consignment order by seq desc limit 1');
    const consignmentId = newest.rows[0]?.id ?? '';
    const taken = await sampleOf(client, consignmentId);
    const { owner } = await startEmbedded({ dir, database: 'lienthong' });
    const rawPart = new Part<RawOrder, RawAnswer>('raw.ts');
    const order = { owner, ...taken, privateKey: sender.privateKey, publicKey: sender.publicKey, signatures: true };
    // As many connections as this machine makes the most of.
    const tried: { connections: number; perSecond: number }[] = [];
    for (const many of [8, 16, 32])
      tried.push({
        connections: many,
        perSecond: (await rawPart.ask({ ...order, connections: many, seconds: 2 })).perSecond,
      });
    const best = tried.toSorted((a, b) => b.perSecond - a.perSecond)[0]?.connections ?? 16;
    const rabbit = await startRabbit(dir);
    const queuePart = rabbit ? new Part<QueueOrder, QueueAnswer>('queue.ts') : undefined;
    const bytes = JSON.stringify(envelopeOf(sender, 0)).length;
    const result = {
      ours: [] as Awaited<ReturnType<typeof flooded>>[],
      raw: [] as RawAnswer[],
      bare: [] as number[],
      queue: [] as number[],
    };
    for (let index = 0; index < rounds; index += 1) {
      result.ours.push(await flooded(running, flood));
      result.raw.push(await rawPart.ask({ ...order, connections: best, seconds }));
      result.bare.push((await rawPart.ask({ ...order, connections: best, seconds, signatures: false })).perSecond);
      if (rabbit && queuePart)
        result.queue.push(
          (await queuePart.ask({ port: rabbit.port, bytes, underWay: CONNECTIONS, seconds })).perSecond,
        );
    }
    const confirms =
      rabbit && queuePart
        ? (await queuePart.ask({ port: rabbit.port, bytes, underWay: 0, seconds, rate: RATE })).latencies
        : [];
    rawPart.end();
    queuePart?.end();
    await rabbit?.stop();
    await client.query('drop schema bench cascade');
    return {
      ...result,
      connections: best,
      sample: { consignmentId, bytes },
      queue: { rates: result.queue, confirms, version: rabbit?.version },
    };
  });
  const apart = await withWorkerApart(dir, async (running) => {
    await warmUp(running);
    return paced(running, { rate: RATE, seconds: paceSeconds, runs: paces });
  });
  const { few, calm, many, fillSeconds } = await withNode(dir, {}, async (running) => {
    await warmUp(running);
    const before = await paced(running, { rate: RATE, seconds: paceSeconds, runs: paces });
    await settled(running);
    const fifth = await paced(running, { rate: RATE / 5, seconds: paceSeconds, runs: 1 });
    const started = performance.now();
    await fillDocuments(running.client, sample.consignmentId, filled);
    const took = (performance.now() - started) / 1000;
    await warmUp(running);
    return {
      few: before,
      calm: fifth,
      many: await paced(running, { rate: RATE, seconds: paceSeconds, runs: paces }),
      fillSeconds: took,
    };
  });
  report({ ours, raw, bare, connections, sample, queue, apart, few, calm, many, fillSeconds });
}

interface Measured {
  ours: (Cost & { perSecond: number })[];
  raw: RawAnswer[];
  bare: number[];
  connections: number;
  sample: { bytes: number };
  queue: { rates: number[]; confirms: number[]; version: string | undefined };
  apart: Pace;
  few: Pace;
  calm: Pace;
  many: Pace;
  fillSeconds: number;
}

function report({ ours, raw, bare, connections, sample, queue, apart, few, calm, many, fillSeconds }: Measured): void {
  const rates = ours.map(({ perSecond }) => perSecond);
  const rate = median(rates);
  const limit = median(raw.map(({ perSecond }) => perSecond));
  const cpuMs = median(ours.map(({ nodeMs, databaseMs }) => nodeMs + databaseMs));
  const limitCpuMs = median(raw.map((one) => one.cpuMs));
  const change = many.p99 / few.p99 - 1;
  /** Whether the machine, with what else it had to do, carried the pace: else latencies are of a growing queue, and compare with nothing. */
  const carried = [few, many].every(({ perSecond }) => perSecond >= RATE * 0.95);
  const queued = queue.rates.length > 0 ? median(queue.rates) : undefined;
  const named = `RabbitMQ ${queue.version ?? ''}, durable, confirmed`;
  const thousands = `${filled >= 1_000_000 ? `${short(filled / 1_000_000)} million` : short(filled)} documents`;
  const figures: Figure[] = [
    {
      what: 'Documents taken over: signed request, durable, sealed receipt',
      unit: 'documents/s',
      ours: rate,
      ...(queued ? { peer: { name: named, value: queued } } : {}),
      limit: { name: 'the same rows by PostgreSQL’s group commit, with P-256 check and signature', value: limit },
      goal: { says: '≥ half of the limit', met: rate >= limit / 2 },
    },
    {
      what: 'The same, processor time of node and PostgreSQL for one document',
      unit: 'ms',
      less: true,
      ours: cpuMs,
      limit: { name: 'the same rows, P-256 check and signature', value: limitCpuMs },
    },
    ...[
      { how: 'one process', pace: few },
      { how: 'serving and working in two processes', pace: apart },
    ].flatMap(({ how, pace }): Figure[] =>
      [
        { share: 0.5, says: 'half of them', most: 10, took: pace.p50 },
        { share: 0.99, says: '99 of 100', most: 50, took: pace.p99 },
      ].map(({ share, says, most, took }) => ({
        what: `Receipt at ${RATE} documents a second, ${says}; ${how}`,
        unit: 'ms',
        less: true,
        ours: took,
        ...(queued ? { peer: { name: `confirm of ${named}`, value: quantile(queue.confirms, share) } } : {}),
        goal: { says: `≤ ${most} ms`, met: took <= most },
      })),
    ),
    {
      what: `99 of 100 with ${thousands} in the tables; one process`,
      unit: 'ms',
      less: true,
      ours: many.p99,
      peer: { name: 'with hardly any', value: few.p99 },
      ...(carried ? { goal: { says: 'less than a fifth more', met: change < 0.2 } } : {}),
    },
  ];
  const percent = (value: number): string => `${value >= 0 ? '+' : ''}${(value * 100).toFixed(0)} %`;
  printReport({
    bench: 'exchange',
    figures,
    about: [
      `A program of an agency hands documents over by POST with an HTTP message signature (P-256) over method, address and the digest of the body, ${CONNECTIONS} at a time over the loopback, ${rounds} rounds of ${short(flood)} documents, medians; ours, the limit and the peer take turns on one PostgreSQL and one disk. An envelope has ${short(sample.bytes)} bytes and names one PDF of 200 KB by its digest, which was uploaded before. Each is checked (signature, replay, shape, sender, recipient, file), committed with fsync on, and answered with a receipt that carries a CMS seal. Requests are signed before the clock starts; the client’s own work shares the two cores, as that of the peer and the limit does.`,
      `The limit writes the rows that one such document leaves (consignment, copy, its first event, evidence, announcement, reference to the file) into copies of the tables with the same indexes, one statement and one commit each, over ${connections} connections, the best of 8, 16 and 32, and checks one signature and makes one for each document: ${short(limit)} a second; without signatures ${short(median(bare))}. It answers nobody, and knows nothing of requests.`,
      queued
        ? `The peer confirms a persistent message of the same size from a durable queue (${named}, Debian’s package, defaults): it does not know who sends, does not look at what is sent, does not refuse a second one of the same, and gives no receipt that a third party could check. ${short(queued)} a second.`
        : 'There was no RabbitMQ on this machine and none could be installed: no peer.',
      `By round: ours ${spread(rates, 0)} a second, the limit ${spread(
        raw.map(({ perSecond }) => perSecond),
        0,
      )}. Rates of processes that share the machine with other work depend on how many of each wait for a processor (the limit has ${connections} and its client, the node has one that does most); processor time does not. One document costs ${median(ours.map(({ nodeMs }) => nodeMs)).toFixed(2)} ms of processor time in the node and ${median(ours.map(({ databaseMs }) => databaseMs)).toFixed(2)} ms in PostgreSQL.`,
      `Latency is measured from the moment at which a document was due, whether or not the one before had been answered, at an even ${RATE} a second, ${paces} runs of ${paceSeconds} s, medians, each begun when the worker had nothing left to do, with the worker and the sealing of evidence at work in the same process; the recipients fetch by systems of their own, and none fetches meanwhile. Half within ${short(few.p50)} ms, 99 of 100 within ${short(few.p99)} ms (by run ${spread(few.p99s, 1)}), the slowest of all ${short(few.slowest)} ms. At this pace a document costs ${few.nodeMs.toFixed(2)} ms of processor time in the node, ${few.databaseMs.toFixed(2)} ms in PostgreSQL and ${few.clientMs.toFixed(2)} ms in the process that hands it over: together ${short((RATE * (few.nodeMs + few.databaseMs + few.clientMs)) / 1000)} of the two cores. At a fifth of the pace: ${short(calm.p50)} and ${short(calm.p99)} ms; then hardly any share a transaction, and one costs ${calm.nodeMs.toFixed(2)} and ${calm.databaseMs.toFixed(2)} ms. With serving and working in two processes: half within ${short(apart.p50)} ms, 99 of 100 within ${short(apart.p99)} ms (by run ${spread(apart.p99s, 1)}); a document costs ${apart.nodeMs.toFixed(2)} ms in the two and ${apart.databaseMs.toFixed(2)} ms in PostgreSQL.`,
      `With ${thousands} in the tables, each with a copy that has arrived, three events, an announcement and a reference to its file (all indexes kept, filled in ${short(fillSeconds)} s, then analysed; records of evidence stand in partitions by day and are not filled): ${short(many.p50)} and ${short(many.p99)} ms (by run ${spread(many.p99s, 1)}; ${percent(change)}), and ${many.nodeMs.toFixed(2)} and ${many.databaseMs.toFixed(2)} ms of processor time.${carried ? '' : ` The machine did not carry ${RATE} a second beside its other work (${short(few.perSecond)} and ${short(many.perSecond)}): these are times of a queue that grew, and say nothing of how much more documents cost.`}${full ? '' : ' This was the short run; `--full` fills a million.'}`,
    ],
  });
}

const folder = dataFolder('exchange');
try {
  await measure(folder.dir);
} finally {
  folder.drop();
}
