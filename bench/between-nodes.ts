// How many documents one node carries to another: `npm run bench -- between-nodes`. Two nodes of one federation on this machine, each with a
// PostgreSQL of its own that waits for the disk, all of it real: signed requests, receipts, vouchers, evidence.
//   ours   from the moment at which a program of an agency hands the first document over at node A (signed request, receipt) until the last
//          one is with its recipient at node B (writing it into the recipient's register is a job of its own that follows, and is not waited for)
//   peer   the same bytes posted to a bare Fastify route that commits them in PostgreSQL: it knows nobody, checks and signs nothing
//   limit  the rows that one document leaves at node B straight into PostgreSQL, one statement and one commit each
// First letters whose attachment the other node has, then letters each with a PDF of its own. The last line is JSON.
import { dataFolder } from './common/node.ts';
import { median, printReport, short, spread } from './common/report.ts';
import type { BareAnswer, BareOrder } from './between-nodes/bare.ts';
import { carry, rest, type Carried } from './between-nodes/carry.ts';
import { startPair } from './between-nodes/pair.ts';
import type { Answer, Order } from './exchange/load.ts';
import { Part } from './exchange/part.ts';
import { pdfOfSize } from './exchange/pdf.ts';
import type { RawAnswer, RawOrder } from './exchange/raw.ts';
import { sampleOf } from './exchange/sample.ts';
import { envelopeOf } from './exchange/sender.ts';
import { ownerOf } from '#test/faults/embedded-node.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const documents = Number(process.env['BENCH_DOCUMENTS'] ?? 1000);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const KNOWN = 20;
const FILE_BYTES = 50 * 1024;
const CONNECTIONS = 32;
const GOAL = 100;

async function measure(dir: string): Promise<void> {
  const own = Math.ceil(documents / 2);
  const pair = await startPair(
    dir,
    Array.from({ length: KNOWN + own * rounds }, () => pdfOfSize(FILE_BYTES)),
  );
  const parts: { end(): void }[] = [];
  const part = <O, A>(file: string): Part<O, A> => {
    const made = new Part<O, A>(file);
    parts.push(made);
    return made;
  };
  try {
    const load = part<Order, Answer>('load.ts');
    const known = pair.sender.files.slice(0, KNOWN);
    const run = (many: number, files: typeof known): Promise<Carried> =>
      carry(pair, load, { documents: many, connections: CONNECTIONS, files });
    await run(Math.min(500, documents), known);
    const newest = await pair.far.client.query<{ id: string; bytes: number }>(
      `select id, octet_length(envelope) + octet_length(receipt::text) + octet_length(voucher::text) as bytes
       from exchange.consignment order by seq desc limit 1`,
    );
    const wire = newest.rows[0]?.bytes ?? 0;
    const sample = await sampleOf(pair.far.client, newest.rows[0]?.id ?? '');
    const owner = ownerOf(pair.far.dir);
    const [bare, raw] = [part<BareOrder, BareAnswer>('../between-nodes/bare.ts'), part<RawOrder, RawAnswer>('raw.ts')];
    const { privateKey, publicKey } = pair.sender;
    const rows = { owner, ...sample, privateKey, publicKey, connections: 16, seconds, signatures: false };
    const figures = { known: [] as Carried[], own: [] as Carried[], bare: [] as number[], bareOwn: [] as number[] };
    const limits: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      figures.known.push(await run(documents, known));
      figures.own.push(await run(own, pair.sender.files.slice(KNOWN + round * own, KNOWN + (round + 1) * own)));
      await rest(pair);
      limits.push((await raw.ask(rows)).perSecond);
      const posted = { owner, connections: CONNECTIONS, documents: documents * 4 };
      figures.bare.push((await bare.ask({ ...posted, bytes: wire })).perSecond);
      figures.bareOwn.push((await bare.ask({ ...posted, bytes: wire + FILE_BYTES })).perSecond);
    }
    report({ ...figures, limits, wire, envelope: JSON.stringify(envelopeOf(pair.sender, 0)).length });
  } finally {
    for (const one of parts) one.end();
    await pair.close();
  }
}

interface Measured {
  known: Carried[];
  own: Carried[];
  bare: number[];
  bareOwn: number[];
  limits: number[];
  wire: number;
  envelope: number;
}

function report({ known, own, bare, bareOwn, limits, wire, envelope }: Measured): void {
  const of = (runs: Carried[], value: (one: Carried) => number): number => median(runs.map(value));
  const rate = of(known, ({ perSecond }) => perSecond);
  const rateOwn = of(own, ({ perSecond }) => perSecond);
  const goal = (value: number) => ({ says: `≥ ${GOAL} a second`, met: value >= GOAL });
  const limit = { name: 'rows of one document at the receiving node, one commit each', value: median(limits) };
  const costOf = (runs: Carried[]): string =>
    `${of(runs, ({ nodesMs }) => nodesMs).toFixed(1)} ms of processor time in the two nodes and ${of(runs, ({ databasesMs }) => databasesMs).toFixed(1)} ms in their databases, ${of(runs, ({ transactions }) => transactions).toFixed(1)} transactions and ${of(runs, ({ requests }) => requests).toFixed(3)} requests between them`;
  printReport({
    bench: 'between-nodes',
    figures: [
      {
        what: 'Documents from one node to another: accepted at A until delivered at B',
        unit: 'documents/s',
        ours: rate,
        peer: { name: 'the same bytes to a bare Fastify route that commits them', value: median(bare) },
        limit,
        goal: goal(rate),
      },
      {
        what: 'The same, each with a PDF of 50 KB of its own',
        unit: 'documents/s',
        ours: rateOwn,
        peer: { name: 'the same bytes to a bare Fastify route that commits them', value: median(bareOwn) },
        goal: goal(rateOwn),
      },
    ],
    about: [
      `Two nodes of one federation on this machine, each with a PostgreSQL of its own (fsync on). A program of an agency hands ${short(documents)} documents over at node A as fast as it takes them (${CONNECTIONS} at a time, signed requests, sealed receipts), for eight agencies at home at node B; the clock stops when the last one is with its recipient there. An envelope has ${short(envelope)} bytes, and goes with its receipt and the voucher for it (${short(wire)} bytes). What is counted is all of it: accepting, both nodes’ work, the program that sends, the two databases. Writing into the recipients’ registers is a job that follows, takes its share of the processors meanwhile, and is not waited for; each measurement begins when both nodes have nothing left to do. Small files go many in a request.`,
      `By round: ${spread(
        known.map(({ perSecond }) => perSecond),
        0,
      )} a second, and ${spread(
        own.map(({ perSecond }) => perSecond),
        0,
      )} with a file of its own each. Until node A knows that each has arrived and nothing is left to be told: ${short(of(known, ({ toldPerSecond }) => toldPerSecond))} and ${short(of(own, ({ toldPerSecond }) => toldPerSecond))} a second. One document costs ${costOf(known)}; with a file of its own ${costOf(own)}.`,
      `The peer takes ${short(median(bare))} a second of the same size (${short(median(bareOwn))} with the file in the same request), one row and one commit each: it does not know who sends, gives no receipt, keeps no order, delivers to nobody and tells nothing back. The limit writes the rows that such a document leaves at node B, one statement and one commit each over 16 connections.`,
    ],
  });
}

const folder = dataFolder('between-nodes');
try {
  await measure(folder.dir);
} finally {
  folder.drop();
}
