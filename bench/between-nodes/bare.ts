// The peer, in a process of its own: a bare Fastify route that commits what is posted to it as one row of PostgreSQL, and a program that
// posts. It knows no sender, looks at nothing, signs nothing and tells nobody. Told what to do by a message.
import { Agent, request } from 'node:http';
import Fastify from 'fastify';
import pg from 'pg';
import { newId } from '#platform/id.ts';

export interface BareOrder {
  owner: pg.ClientConfig;
  /** Of one document on the wire. */
  bytes: number;
  documents: number;
  connections: number;
}

export interface BareAnswer {
  perSecond: number;
}

function post(agent: Agent, port: number, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(body.length) };
    const asked = request({ agent, port, host: '127.0.0.1', method: 'POST', path: '/', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function carryOut({ owner, bytes, documents, connections }: BareOrder): Promise<BareAnswer> {
  const pool = new pg.Pool({ ...owner, max: connections });
  pool.on('error', () => undefined);
  await pool.query('create schema if not exists bench_bare');
  await pool.query('create table if not exists bench_bare.posted (id uuid primary key, body bytea not null)');
  const server = Fastify({ bodyLimit: 16 * 1024 * 1024 });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.post('/', async (asked) => {
    await pool.query({
      name: 'post',
      text: 'insert into bench_bare.posted values ($1, $2)',
      values: [newId(), asked.body],
    });
    return { taken: true };
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const body = Buffer.alloc(bytes, 'x');
  let left = documents;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while ((left -= 1) >= 0)
        if ((await post(agent, port, body)) !== 200) throw new Error('The bare route refused a document');
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  await server.close();
  await pool.query('drop schema bench_bare cascade');
  await pool.end();
  return { perSecond: documents / seconds };
}

process.on('message', (order: BareOrder) => {
  carryOut(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
