// How many dossiers a second can be filed through HTTP: node src/modules/counter/test/measure-filing.ts [seconds] [connections]
// The client runs in a process of its own; the server and PostgreSQL share the machine with it.
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { systemClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { tokenOf } from '#test/world/node.ts';
import { sql } from 'kysely';
import { birth, openOffice, phanDinhPhung, thuHa } from './office.ts';

interface Order {
  url: string;
  cookie: string;
  body: Record<string, unknown>;
  areas: string[];
  seconds: number;
  connections: number;
}

if (process.send) {
  process.once('message', (order: Order) => void drive(order).then((figures) => process.send?.(figures, () => process.exit())));
} else {
  await measure();
}

async function measure(): Promise<void> {
  const [seconds = 5, connections = 32] = process.argv.slice(2).map(Number);
  const office = await openOffice({ clock: systemClock, env: { DATABASE_POOL: '12' } });
  const fileId = await office.photo(thuHa);
  const body = { procedureCode: '1.001193', answers: { ...birth, birthNotification: [fileId] } };
  for (const areas of [[birth['registerArea'] as string], [birth['registerArea'] as string, phanDinhPhung.areaCode]]) {
    const order: Order = { url: office.node.url, cookie: `lt_session=${tokenOf(thuHa)}`, body, areas, seconds, connections };
    const figures = await inChild(order);
    process.stdout.write(`${areas.length} agency(ies), ${connections} connections: ${JSON.stringify(figures)}\n`);
  }
  const { rows } = await sql<{ gaps: number; dossiers: number }>`select count(*)::int as dossiers,
    (select coalesce(sum(last), 0)::int from counter.day_number) - count(*)::int as gaps from counter.dossier`.execute(
    office.node.database.of(),
  );
  process.stdout.write(`${JSON.stringify(rows[0])}\n`);
  await office.close();
}

function inChild(order: Order): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(import.meta.url), []);
    child.once('message', resolve);
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
  return { perSecond: Math.round(times.length / took), p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), failed, refusal };
}

function post(order: Order, agent: Agent, body: unknown): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': 'application/json', 'content-length': bytes.length, cookie: order.cookie, origin: order.url };
    const sent = request(`${order.url}/api/counter/dossiers`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}
