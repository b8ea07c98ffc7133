// The limit, in a process of its own: the rows that one document leaves, written by as many connections as help, each document one prepared
// statement and one commit; with or without checking one P-256 signature and making one. Told what to do by a message.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import pg from 'pg';
import { newId } from '#platform/id.ts';
import { allProcesses } from '../common/processes.ts';

/** One row of a document, as text, and which of its columns are new with every document. */
export interface SampleRow {
  table: string;
  columns: { name: string; type: string; value: string | null }[];
}

export interface RawOrder {
  owner: pg.ClientConfig;
  rows: SampleRow[];
  /** Values of the sample that another document has its own of. */
  own: string[];
  privateKey: string;
  publicKey: string;
  connections: number;
  seconds: number;
  signatures: boolean;
}

export interface RawAnswer {
  perSecond: number;
  /** Processor time of one document: of this process and of the server's for its connections. */
  cpuMs: number;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** All rows of a document in one statement: `with a as (insert …), b as (insert …) select`. */
function statementOf(rows: readonly SampleRow[]): { text: string; values: (string | null)[] } {
  const values: (string | null)[] = [];
  const inserts = rows.map(({ table, columns }, index) => {
    const places = columns.map(({ value, type }) => {
      values.push(value);
      return `$${values.length}::text::${type}`;
    });
    return `i${index} as (insert into bench.${quoted(table)} (${columns.map(({ name }) => quoted(name)).join(', ')}) values (${places.join(', ')}))`;
  });
  return { text: `with ${inserts.join(', ')} select 1`, values };
}

async function carryOut(order: RawOrder): Promise<RawAnswer> {
  const { text, values } = statementOf(order.rows);
  const privateKey = createPrivateKey(order.privateKey);
  const publicKey = createPublicKey(order.publicKey);
  const message = Buffer.from('x'.repeat(400));
  const received = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const own = new Set(order.own);
  const clients = await Promise.all(
    Array.from({ length: order.connections }, async () => {
      const client = new pg.Client(order.owner);
      client.on('error', () => undefined);
      await client.connect();
      return client;
    }),
  );
  const pids = new Set<number>();
  for (const client of clients) {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    if (rows[0]) pids.add(rows[0].pid);
  }
  const ofServer = (): number => allProcesses().reduce((sum, { pid, cpuMs }) => (pids.has(pid) ? sum + cpuMs : sum), 0);
  const before = { server: ofServer(), own: process.cpuUsage() };
  let documents = 0;
  const started = performance.now();
  const until = started + order.seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        if (order.signatures) {
          if (!verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, received))
            throw new Error('The signature does not hold');
          sign('sha256', createHash('sha256').update(message).digest(), privateKey);
        }
        const fresh = new Map<string, string>();
        const mine = values.map((value) => {
          if (value === null || !own.has(value)) return value;
          const known = fresh.get(value) ?? newId();
          fresh.set(value, known);
          return known;
        });
        await client.query({ name: 'document', text, values: mine });
        documents += 1;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before.own);
  const cpuMs = ((user + system) / 1000 + ofServer() - before.server) / documents;
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond: documents / seconds, cpuMs };
}

process.on('message', (order: RawOrder) => {
  carryOut(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
