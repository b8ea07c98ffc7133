import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What V8 writes with --cpu-prof: a tree of calls and, for each sample, where in it the process was. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  startTime: number;
  samples: number[];
  timeDeltas: number[];
}

/** Whose a frame is. In this order; the innermost frame that is somebody’s decides, so that what the library calls in Node is the library’s. */
const OWNERS: readonly [what: string, test: RegExp][] = [
  ['ID token and other signatures (`jose`, WebCrypto)', /node_modules\/jose\/|internal\/crypto\/(webcrypto|ec)$/],
  [
    'PostgreSQL’s driver and its socket',
    /node_modules\/(pg|pg-pool|pg-protocol|pg-types|kysely|postgres-date)\/|prepared-client/,
  ],
  [
    'the library: `oidc-provider` and the `koa` that it stands on, with the answers that they send',
    /node_modules\/(oidc-provider|@?koa[^/]*|cookies|keygrip|accepts|delegates|content-[^/]+|type-is|media-typer|on-finished|ee-first|raw-body|http-assert|statuses|fresh|nanoid|quick-lru|oidc-token-hash|object-hash|parseurl|vary|http-errors|mime-[^/]+|negotiator|bytes|unpipe|encodeurl|escape-html)\//,
  ],
  [
    'our room: clients, sessions, grants, codes and tokens as the library asks for them',
    /src\/modules\/sign-on|lru-cache/,
  ],
  ['our other rooms: who the browser is, the account behind a token', /src\/modules\//],
  [
    'the front door: Fastify, cookies, limits, metrics, headers',
    /src\/platform\/|node_modules\/(fastify|@fastify|find-my-way|prom-client|cookie|fast-querystring|pino)/,
  ],
];
const NODE_HTTP = 'Node’s HTTP server';
const COLLECTOR = 'collecting garbage';
const REST = 'what V8 names no owner for (the engine itself, turns of the event loop)';

/** A folder for profiles and the environment that makes a node write one there when it ends. */
export function profileFolder(): {
  env: Record<string, string>;
  read(pid: number, from: number, to: number): Share[];
  drop(): void;
} {
  const dir = mkdtempSync(join(tmpdir(), 'lienthong-profile-'));
  return {
    env: { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${dir} --cpu-prof-interval=500` },
    read: (pid, from, to) => shares(newest(dir, pid), from, to),
    drop: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** What part of the time in which the process was not idle each owner had. */
export interface Share {
  what: string;
  part: number;
}

function newest(dir: string, pid: number): Profile {
  const [file] = readdirSync(dir)
    .filter((name) => name.includes(`.${pid}.0.`))
    .map((name) => join(dir, name))
    .toSorted((a, b) => statSync(b).size - statSync(a).size);
  if (!file) throw new Error('The node wrote no profile');
  return JSON.parse(readFileSync(file, 'utf8')) as Profile;
}

/** @param from and `to`: microseconds of the machine’s steady clock, which V8 writes too */
function shares({ nodes, startTime, samples, timeDeltas }: Profile, from: number, to: number): Share[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const ownerOf = (id: number): string | undefined => {
    const { functionName = '' } = frames.get(id) ?? {};
    if (functionName === '(idle)') return undefined;
    if (functionName === '(garbage collector)') return COLLECTOR;
    let http = false;
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
      const url = frames.get(at)?.url ?? '';
      const owner = OWNERS.find(([, test]) => test.test(url));
      if (owner) return owner[0];
      http ||= /^node:(_http|net|internal\/(http|stream))/.test(url);
    }
    return http ? NODE_HTTP : REST;
  };
  const known = new Map<number, string | undefined>();
  const spent = new Map<string, number>();
  let at = startTime;
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const took = timeDeltas[index] ?? 0;
    at += took;
    if (at < from || at > to) continue;
    if (!known.has(id)) known.set(id, ownerOf(id));
    const owner = known.get(id);
    if (owner === undefined) continue;
    spent.set(owner, (spent.get(owner) ?? 0) + took);
    busy += took;
  }
  if (busy === 0) throw new Error('The profile has no sample of the time asked about');
  return [...spent].map(([what, took]) => ({ what, part: took / busy })).toSorted((a, b) => b.part - a.part);
}

/** Milliseconds of a flow by whose they are, as rows of the page. */
export function whereTable(where: Share[], nodeMs: number): string {
  const rows = where.map(
    ({ what, part }) => `| ${what} | ${(part * 100).toFixed(1)} % | ${(part * nodeMs).toFixed(2)} ms |`,
  );
  return ['| Whose time | Part | Of a flow |', '|---|---|---|', ...rows].join('\n');
}
