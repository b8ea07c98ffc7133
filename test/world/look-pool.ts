import pg from 'pg';

/**
 * Connections of a test that looks into a database itself, beside the node whose database it is.
 *
 * A pool's `end` says goodbye and does not wait until the server has heard it. Where the database is dropped right after, a server that is
 * slow ends such a connection by force, and the pool tells this as an error: without a listener the whole process of tests fails after its
 * last test has passed.
 */
export function lookPool(connection: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(connection);
  pool.on('error', () => undefined);
  return pool;
}
