// How many dossiers a second can be filed through HTTP: node src/modules/counter/test/measure-filing.ts [seconds] [connections]
// The client runs in a process of its own; the server and PostgreSQL share the machine with it.
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '#platform/access.ts';
import { systemClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import type { Database } from '#platform/database/database.ts';
import { startEmbedded } from '#platform/database/embedded.ts';
import { APP_ROLE, migrate } from '#platform/database/migrate.ts';
import { createLog } from '#platform/log.ts';
import { assemble } from '#platform/node.ts';
import { migrationsOf } from '#platform/room.ts';
import { newId } from '#platform/id.ts';
import { tokenOf } from '#test/world/node.ts';
import { sql } from 'kysely';
import { birth, buildRooms, furnish, phanDinhPhung, type Rooms, smallPhoto, thuHa } from './office.ts';

interface Order {
  url: string;
  cookie: string;
  body: Record<string, unknown>;
  areas: string[];
  seconds: number;
  connections: number;
}

if (process.send) {
  process.once(
    'message',
    (order: Order) => void drive(order).then((figures) => process.send?.(figures, () => process.exit())),
  );
} else {
  await measure();
}

async function measure(): Promise<void> {
  const [seconds = 5, connections = 32] = process.argv.slice(2).map(Number);
  const { url, database, dir, fileId, stop } = await startDurable();
  const body = { procedureCode: '1.001193', answers: { ...birth, birthNotification: [fileId] } };
  for (const areas of [[birth['registerArea'] as string], [birth['registerArea'] as string, phanDinhPhung.areaCode]]) {
    const order: Order = { url, cookie: `lt_session=${tokenOf(thuHa)}`, body, areas, seconds, connections };
    const before = { node: process.cpuUsage(), database: databaseTicks(dir), dossiers: await countDossiers(database) };
    const figures = await inChild(order);
    const filed = (await countDossiers(database)) - before.dossiers;
    const used = process.cpuUsage(before.node);
    // Processor time does not depend on what else the machine does meanwhile; dossiers a second do.
    const cpu = {
      nodeMsPerDossier: round((used.user + used.system) / 1000 / filed),
      databaseMsPerDossier: round(((databaseTicks(dir) - before.database) * 10) / filed),
    };
    process.stdout.write(
      `${areas.length} agency(ies), ${connections} connections: ${JSON.stringify({ ...figures, ...cpu })}\n`,
    );
  }
  const { rows } = await sql<{ gaps: number; dossiers: number }>`select count(*)::int as dossiers,
    (select coalesce(sum(last), 0)::int from counter.day_number) - count(*)::int as gaps from counter.dossier`.execute(
    database.of(),
  );
  process.stdout.write(`${JSON.stringify(rows[0])}\n`);
  await stop();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

async function countDossiers(database: Database): Promise<number> {
  const { rows } = await sql<{ many: number }>`select count(*)::int as many from counter.dossier`.execute(
    database.of(),
  );
  return rows[0]?.many ?? 0;
}

/** Processor time of the database server and its backends, in hundredths of a second (Linux only). */
function databaseTicks(dir: string): number {
  const postmaster = readFileSync(join(dir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0];
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      if (fields[1] === postmaster || pid === postmaster) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It ended while we looked.
    }
  }
  return ticks;
}

/** A server of its own that waits for the disk, as in production: the test cluster does not. */
async function startDurable() {
  const dir = mkdtempSync(join(process.env['MEASURE_DIR'] ?? tmpdir(), 'filing-'));
  chmodSync(dir, 0o755);
  const server = await startEmbedded({ dir, database: 'lienthong' });
  const names = ['directory', 'calendar', 'files', 'evidence', 'notices', 'procedures', 'counter'];
  await migrate(server.owner, names.map(migrationsOf));
  let rooms: Rooms | undefined;
  const node = await assemble({
    config: readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dir,
      LOG_LEVEL: 'silent',
      ROLE: process.env['MEASURE_ROLE'] ?? 'web',
      RATE_LIMIT_PER_MINUTE: '10000000',
    }),
    log: createLog('silent'),
    clock: systemClock,
    owner: { ...server.owner },
    app: { parameters: { ...server.owner }, role: APP_ROLE, max: 12 },
    build(deps) {
      rooms = buildRooms(deps);
      const actorFor = async (token: string | undefined): Promise<Actor> =>
        token ? (JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor) : { kind: 'anonymous' };
      return { rooms: Object.values(rooms), sessions: { actorFor } };
    },
  });
  if (!rooms) throw new Error('no rooms');
  await furnish(rooms);
  const file = await rooms.files.receive(await smallPhoto(), { name: 'giay-chung-sinh.jpg', owner: thuHa.accountId });
  const { port } = await node.start();
  return {
    url: `http://127.0.0.1:${port}`,
    database: node.deps.database,
    dir,
    fileId: file.id,
    async stop() {
      await node.stop();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function inChild(order: Order): Promise<object> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(import.meta.url), []);
    child.once('message', (figures) => resolve(Object(figures)));
    child.once('error', reject);
    child.send(order);
  });
}

async function drive(order: Order): Promise<Record<string, number | string>> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  const times: number[] = [];
  let failed = 0;
  let refusal = '';
  const run = async (until: number, keep: boolean, place: number) => {
    for (let n = place; performance.now() < until; n += 1) {
      const started = performance.now();
      const area = order.areas[n % order.areas.length];
      const answers = { ...(order.body['answers'] as object), registerArea: area };
      const { status, text } = await post(order, agent, { ...order.body, answers, idempotencyKey: newId() });
      if (status !== 201) {
        failed += 1;
        refusal = `${status} ${text.slice(0, 200)}`;
      } else if (keep) times.push(performance.now() - started);
    }
  };
  const all = (ms: number, keep: boolean) =>
    Promise.all(Array.from({ length: order.connections }, (_, place) => run(performance.now() + ms, keep, place)));
  await all(1500, false);
  const started = performance.now();
  await all(order.seconds * 1000, true);
  const took = (performance.now() - started) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return {
    perSecond: Math.round(times.length / took),
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
    failed,
    refusal,
  };
}

function post(order: Order, agent: Agent, body: unknown): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = {
      'content-type': 'application/json',
      'content-length': bytes.length,
      cookie: order.cookie,
      origin: order.url,
    };
    const sent = request(`${order.url}/api/counter/dossiers`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}
