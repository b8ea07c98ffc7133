import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { PreparedClient } from './prepared-client.ts';

// bigint columns (money, counters) come back as text by default; ours all fit a safe integer except money,
// which rooms read with `::text` and BigInt. Dates without time stay 'YYYY-MM-DD' text: a Date would shift them.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Anything that SQL can be executed on: a transaction or the pool. */
export type Executor = Pick<Kysely<unknown>, 'getExecutor'>;

export interface Database {
  /** The pool as the application role, typed with one room's tables ('schema.table' keys). */
  of<Tables>(): Kysely<Tables>;
  /** Runs in one transaction (read committed unless told); serialisation failures and deadlocks are tried again, three times in all. */
  transaction<Tables, Result>(
    work: (trx: Transaction<Tables>) => Promise<Result>,
    options?: { isolation?: 'read committed' | 'repeatable read' | 'serializable' },
  ): Promise<Result>;
  /** The raw pool, for named statements on hot paths and COPY. */
  pool: pg.Pool;
  close(): Promise<void>;
}

const RETRIED = new Set(['40001', '40P01']);

export interface Connection {
  /** postgres:// address or parameters of the application role. */
  connectionString?: string;
  parameters?: pg.PoolConfig;
  /** Step down to this role after login. */
  role?: string;
  max: number;
}

const running = new AsyncLocalStorage<{ failed: boolean }>();

/**
 * PostgreSQL answers COMMIT of an aborted transaction with a rollback and no error, so work that swallowed a failed
 * statement would be acknowledged and lost. Only after a failure is the transaction asked whether it still stands
 * (it does after a rollback to a savepoint); otherwise this costs nothing.
 */
async function unlessAborted<Tables, Result>(
  trx: Transaction<Tables>,
  work: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  const result = await work(trx);
  if (running.getStore()?.failed) await sql`select 1`.execute(trx);
  return result;
}

export function openDatabase(connection: Connection): Database {
  const pool = new pg.Pool({
    Client: PreparedClient,
    ...(connection.connectionString ? { connectionString: connection.connectionString } : connection.parameters),
    max: connection.max,
    // A waiting request is better refused (503) than kept for ever.
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: 'lienthong',
    options: [connection.role ? `-c role=${connection.role}` : '', '-c statement_timeout=60000', '-c TimeZone=UTC']
      .filter(Boolean)
      .join(' '),
  });
  // A broken idle connection is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The pool listens only while a connection idles: one lent to a transaction that loses its server between two
  // statements would end the process. The next statement on it fails, and that is what its borrower sees.
  pool.on('connect', (lent) => lent.on('error', () => undefined));
  const kysely = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log(event) {
      const store = event.level === 'error' ? running.getStore() : undefined;
      if (store) store.failed = true;
    },
  });
  return {
    of: <Tables>() => kysely as unknown as Kysely<Tables>,
    async transaction<Tables, Result>(
      work: (trx: Transaction<Tables>) => Promise<Result>,
      options: { isolation?: 'read committed' | 'repeatable read' | 'serializable' } = {},
    ): Promise<Result> {
      for (let attempt = 1; ; attempt++) {
        try {
          let builder = (kysely as unknown as Kysely<Tables>).transaction();
          if (options.isolation) builder = builder.setIsolationLevel(options.isolation);
          return await running.run({ failed: false }, () => builder.execute((trx) => unlessAborted(trx, work)));
        } catch (error) {
          if (attempt >= 3 || !RETRIED.has((error as { code?: string }).code ?? '')) throw error;
        }
      }
    },
    pool,
    close: () => kysely.destroy(),
  };
}

/** The PostgreSQL error code of a failure, e.g. '23505' for a broken unique constraint. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the failure is a broken unique (or exclusion) constraint of that name. */
export function breaksConstraint(error: unknown, constraint: string): boolean {
  const state = sqlState(error);
  return (state === '23505' || state === '23P01') && (error as { constraint?: string }).constraint === constraint;
}
