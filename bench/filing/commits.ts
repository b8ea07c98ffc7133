import pg from 'pg';
import { anotherFiling, copyOf, type SampledRow } from './rows.ts';

export interface CommitOrder {
  connection: pg.ClientConfig;
  rows: readonly SampledRow[];
  fresh: ReadonlySet<string>;
  connections: number;
  seconds: number;
}

type Write = (client: pg.Client, values: (string | null)[][]) => Promise<unknown>;

function insertOf(row: SampledRow, kind: 'peer' | 'limit', from: number): string {
  const columns = row.columns.map((column) => `"${column}"`).join(', ');
  return `insert into ${copyOf(row.table, kind)} (${columns}) values (${row.columns.map((_, index) => `$${from + index}`).join(', ')})`;
}

/** A plain client: begin, one prepared insert per row, commit. */
function plainWriter(rows: readonly SampledRow[]): Write {
  const inserts = rows.map((row, index) => ({ name: `peer-${index}`, text: insertOf(row, 'peer', 1) }));
  return async (client, values) => {
    await client.query('begin');
    for (const [index, insert] of inserts.entries()) await client.query({ ...insert, values: values[index] ?? [] });
    await client.query('commit');
  };
}

/** All rows in one prepared statement that is its own transaction. */
function oneStatementWriter(rows: readonly SampledRow[]): Write {
  let from = 1;
  const parts = rows.map((row) => {
    const insert = insertOf(row, 'limit', from);
    from += row.columns.length;
    return insert;
  });
  const first = parts.slice(0, -1).map((part, index) => `r${index} as (${part})`);
  const text = `${first.length > 0 ? `with ${first.join(', ')} ` : ''}${parts.at(-1)}`;
  return async (client, values) => client.query({ name: 'limit', text, values: values.flat() });
}

/** Commits per second of the same rows by `connections` clients that each wait for their commit. */
export async function commitsPerSecond(order: CommitOrder, kind: 'peer' | 'limit'): Promise<number> {
  const write = kind === 'peer' ? plainWriter(order.rows) : oneStatementWriter(order.rows);
  const clients = Array.from({ length: order.connections }, () => new pg.Client(order.connection));
  for (const client of clients) client.on('error', () => undefined);
  await Promise.all(clients.map((client) => client.connect()));
  // The statements are parsed and planned before time is taken.
  await Promise.all(clients.map((client) => write(client, anotherFiling(order.rows, order.fresh))));
  let done = 0;
  const started = performance.now();
  const until = started + order.seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        await write(client, anotherFiling(order.rows, order.fresh));
        done += 1;
      }
    }),
  );
  const took = (performance.now() - started) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return done / took;
}
