// How fast anonymous portal pages are answered: `node bench/portal-page.ts`. Everything over HTTP on 127.0.0.1, 20 connections:
//   limit  node:http alone, the same bytes
//   peer   a bare Fastify route, the same bytes and content type
//   ours   a real node with its database, its worker and all headers
// The three take turns in short rounds, so that whatever else the machine does meets all of them. The last line is JSON.
import { fork, type ChildProcess } from 'node:child_process';
import autocannon from 'autocannon';
import { dataFolder, startBenchNode } from './common/node.ts';
import { cpuMsOf } from './common/processes.ts';
import { median, printReport, spread, type Figure } from './common/report.ts';
import type { BareOrder } from './portal-page/bare.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const connections = 20;
const GOAL = 0.8;

const PAGES = [
  { name: 'Home page', path: '/', gzip: false },
  { name: 'Procedure page', path: '/thu-tuc/1.001193', gzip: false },
  { name: 'Home page, compressed', path: '/', gzip: true },
] as const;
type Page = (typeof PAGES)[number];

interface Server {
  url: string;
  pid: number;
}
interface Measured {
  perSecond: number;
  /** Processor time of the serving process for one answer, microseconds. */
  cpuMicros: number;
}

async function bare(kind: BareOrder['kind'], pages: BareOrder['pages']): Promise<Server & { child: ChildProcess }> {
  const child = fork(new URL('portal-page/bare.ts', import.meta.url), [], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('message', (message) => resolve(Number(message)));
    child.send({ kind, pages } satisfies BareOrder);
  });
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, child };
}

function accept(page: Page): Record<string, string> {
  return page.gzip ? { 'accept-encoding': 'gzip' } : {};
}

async function load(server: Server, page: Page, duration: number): Promise<Measured> {
  const before = cpuMsOf(server.pid);
  const result = await autocannon({ url: `${server.url}${page.path}`, connections, duration, headers: accept(page) });
  const answered = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0 || answered === 0)
    throw new Error(`${server.url}${page.path}: ${result.non2xx} refusals, ${result.errors} errors`);
  return {
    perSecond: answered / result.duration,
    cpuMicros: ((cpuMsOf(server.pid) - before) * 1000) / answered,
  };
}

/** Bytes as they go over the wire: fetch would unpack them. */
async function bytesOf(url: string, page: Page): Promise<{ type: string; base64: string; scripts: number }> {
  const raw = await new Promise<{ body: Buffer; type: string }>((resolve, reject) => {
    void import('node:http').then(({ get }) =>
      get(`${url}${page.path}`, { headers: accept(page) }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ body: Buffer.concat(parts), type: response.headers['content-type'] ?? 'text/html' }),
        );
      }).on('error', reject),
    );
  });
  const html = await (await fetch(`${url}${page.path}`)).text();
  return {
    type: raw.type,
    base64: raw.body.toString('base64'),
    scripts: (html.match(/<script|rel="modulepreload"|\son\w+="/g) ?? []).length,
  };
}

async function measure(page: Page, node: Server): Promise<{ figures: Figure[]; about: string }> {
  const { type, base64, scripts } = await bytesOf(node.url, page);
  const size = Buffer.from(base64, 'base64').length;
  const pages = [{ path: page.path, type, base64, gzip: page.gzip }];
  const peer = await bare('fastify', pages);
  const limit = await bare('http', pages);
  const all = { ours: node, peer, limit };
  const results = { ours: [] as Measured[], peer: [] as Measured[], limit: [] as Measured[] };
  const names = ['ours', 'peer', 'limit'] as const;
  try {
    for (const name of names) await load(all[name], page, 2);
    for (let round = 0; round < rounds; round += 1)
      // Every second round goes the other way, so that none is always first.
      for (const name of round % 2 === 0 ? names : names.toReversed())
        results[name].push(await load(all[name], page, seconds));
  } finally {
    peer.child.kill();
    limit.child.kill();
  }
  const rate = (name: (typeof names)[number]): number => median(results[name].map((one) => one.perSecond));
  const cpu = (name: (typeof names)[number]): number => median(results[name].map((one) => one.cpuMicros));
  const ratios = results.ours.map((one, round) => one.perSecond / (results.peer[round]?.perSecond ?? 1));
  if (scripts > 0) console.log(`  ${page.name} carries ${scripts} script(s), and should carry none`);
  return {
    figures: [
      {
        what: `${page.name}, ${(size / 1024).toFixed(1)} KB, ${scripts === 0 ? 'no JavaScript' : `${scripts} scripts`}`,
        unit: 'requests/s',
        ours: rate('ours'),
        peer: { name: 'bare Fastify route, same bytes', value: rate('peer') },
        limit: { name: 'node:http alone, same bytes', value: rate('limit') },
        goal: {
          says: '≥ 0.80 of the peer, 0 KB JavaScript',
          met: rate('ours') / rate('peer') >= GOAL && scripts === 0,
        },
      },
      {
        what: `${page.name}, processor time of one answer`,
        unit: 'µs',
        less: true,
        ours: cpu('ours'),
        peer: { name: 'bare Fastify route', value: cpu('peer') },
        limit: { name: 'node:http alone', value: cpu('limit') },
      },
    ],
    about: `${page.name}: ratio to the peer by round ${spread(ratios)}.`,
  };
}

const folder = dataFolder('portal-page');
try {
  const node = await startBenchNode(folder.dir);
  try {
    const ours = { url: node.url, pid: node.child.pid ?? 0 };
    const measured = [];
    for (const page of PAGES) measured.push(await measure(page, ours));
    printReport({
      bench: 'portal-page',
      figures: measured.flatMap((one) => one.figures),
      about: [
        `A page as a person who is not signed in gets it from a real node (\`lienthong start\`, embedded PostgreSQL, worker on), asked for by autocannon over ${connections} connections on the loopback, ${rounds} rounds of ${seconds} s each, medians; ours, a bare Fastify route and node:http take turns. Ours sends the security headers, the request id and an entity tag with it, and counts the request for /metrics. The client shares the two cores, so the requests per second of all three are lower than the server alone could give; the ratio is what counts. Where other work runs beside, the processor time of an answer is the steadier measure: ours includes all that the node and its PostgreSQL do besides, such as the worker asking for jobs.`,
        ...measured.map((one) => one.about),
      ],
    });
  } finally {
    await node.end();
  }
} finally {
  folder.drop();
}
