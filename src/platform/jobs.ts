import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Logger as WorkerLogger,
  parseCronItems,
  run,
  runOnce,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { sql, type RawBuilder } from 'kysely';
import pg from 'pg';
import type { Database, Executor } from './database/database.ts';
import { PREPARED } from './database/prepared-client.ts';
import { deliver, listenerTask, type Listener } from './events.ts';
import type { Log } from './log.ts';
import { count, observe } from './metrics.ts';

export interface Job {
  /** 'room.verb-noun' */
  name: string;
  handle(payload: unknown, tools: { log: Log }): Promise<void>;
  /** Five-field crontab (UTC), for jobs that come round by themselves. */
  every?: string;
  /** Also whenever a worker begins: after a start of the process, and after the database was away. */
  atStart?: boolean;
}

export function job<Payload = unknown>(
  name: string,
  handle: (payload: Payload, tools: { log: Log }) => Promise<void>,
  options: { every?: string; atStart?: boolean } = {},
): Job {
  return { name, handle: handle as Job['handle'], ...options };
}

export interface JobOptions {
  /** Not before this. */
  at?: Date;
  /** A waiting job of the same key is replaced. */
  key?: string;
}

export interface Jobs {
  /** Adds a job in the caller's transaction. With a key, a waiting job of the same key is replaced. */
  add(trx: Executor, name: string, payload: unknown, options?: JobOptions): Promise<void>;
  /** The same as a part of a statement of the caller: a WITH query with one row, which the statement must read; it may be given a WHERE. */
  addingOf(name: string, payload: unknown, options?: JobOptions): RawBuilder<unknown>;
}

export const jobs: Jobs = {
  async add(trx, name, payload, options) {
    await sql`${sql.raw(PREPARED)} ${jobs.addingOf(name, payload, options)}`.execute(
      trx as Parameters<ReturnType<typeof sql>['execute']>[0],
    );
  },
  addingOf: (name, payload, options = {}) =>
    sql`select platform.add_job(${name}, ${JSON.stringify(payload)}::json, ${options.at ?? null}, ${options.key ?? null})`,
};

export interface Worker {
  /** Lets running jobs finish (or gives them back after the grace time) and stops. */
  stop(): Promise<void>;
}

interface Work {
  database: Database;
  /** Connection of the owner role: the queue's tables are not open to the application role. */
  owner: pg.PoolConfig;
  listeners: readonly Listener[];
  jobs: readonly Job[];
  log: Log;
}

function taskList({ database, listeners, jobs, log }: Work): TaskList {
  const tasks: TaskList = {};
  for (const listener of listeners)
    tasks[listenerTask(listener.name)] = async (payload) => {
      const started = performance.now();
      const { eventId } = payload as { eventId: string };
      await deliver(database, listener, eventId, log.child({ listener: listener.name, eventId }));
      observe('lienthong_listener_seconds', { listener: listener.name }, (performance.now() - started) / 1000);
    };
  for (const one of jobs)
    tasks[one.name] = async (payload) => {
      const started = performance.now();
      await one.handle(payload, { log: log.child({ job: one.name }) });
      observe('lienthong_job_seconds', { job: one.name }, (performance.now() - started) / 1000);
    };
  return tasks;
}

/**
 * graphile-worker keeps a crashed worker's jobs locked for four hours. Each of our workers holds a session
 * advisory lock under its id, so a lock that nobody holds proves that its worker is gone, and its jobs return within
 * seconds. A lost connection is opened again and the locks taken anew; jobs younger than a few seconds are left
 * alone, which is longer than that takes.
 */
class Presence {
  readonly #owner: pg.PoolConfig;
  readonly #log: Log;
  readonly #workers: string[] = [];
  #client: pg.Client | undefined;
  /** One statement at a time on the one connection. */
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(owner: pg.PoolConfig, log: Log) {
    this.#owner = owner;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.#connect();
    await this.freeAbandoned();
    this.#timer = setInterval(() => void this.freeAbandoned().catch(() => undefined), SWEEP_MS);
    this.#timer.unref();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ ...this.#owner, application_name: 'lienthong-presence' });
    const lost = (): void => {
      if (this.#client !== client || this.#stopped) return;
      this.#client = undefined;
      void this.#reconnect();
    };
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    this.#client = client;
    for (const id of this.#workers) await this.#lock(id);
  }

  async #reconnect(): Promise<void> {
    while (!this.#stopped && !this.#client)
      await this.#connect().catch(async (error: unknown) => {
        this.#log.warn({ err: error }, 'presence: not connected');
        await wait(500, undefined, { ref: false });
      });
  }

  #query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    const done = this.#turn.then(() => {
      if (!this.#client) throw new Error('presence is not connected');
      return this.#client.query<Row>(text, values);
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #lock(workerId: string): Promise<void> {
    await this.#query("select pg_advisory_lock(hashtext('lienthong.worker'), hashtext($1))", [workerId]);
  }

  async announce(workerId: string): Promise<void> {
    this.#workers.push(workerId);
    await this.#lock(workerId);
  }

  async freeAbandoned(): Promise<void> {
    // A job that was added anew under its key while a worker had it is not to run again: the new one stands for it. Where that worker died,
    // nobody takes the old row away, and it would be shown for ever as a job that gave up.
    await this.#query(
      `delete from graphile_worker._private_jobs where locked_by is null and key is null and last_error is null and attempts >= max_attempts`,
    );
    await this.#query(
      `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker._private_jobs
       where locked_at < $1 and locked_by is not null
         and not exists (select from pg_locks where locktype = 'advisory' and granted
           and database = (select oid from pg_database where datname = current_database())
           and classid = hashtext('lienthong.worker')::oid and objid = hashtext(locked_by)::oid)
       having count(*) > 0`,
      [new Date(Date.now() - YOUNG_MS)],
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }
}

const SWEEP_MS = 4000;
const YOUNG_MS = 3000;

/**
 * A worker that lives as long as the process. graphile-worker gives up when the database goes away in the middle of a
 * job; then everything of it is put away and begun anew, and the job, no longer claimed, runs again.
 */
export async function startWorker(work: Work & { concurrency: number }): Promise<Worker> {
  let stopped = false;
  let current: Worker | undefined;
  const ended = (error?: unknown): void => {
    if (stopped) return;
    work.log.warn({ err: error }, 'the worker of the queue ended and is started again');
    void again();
  };
  const again = async (): Promise<void> => {
    await current?.stop();
    current = undefined;
    await wait(1000, undefined, { ref: false });
    if (stopped) return;
    try {
      current = await startRunner(work, ended);
    } catch (failure) {
      return ended(failure);
    }
    // Stopped while it was starting.
    if (stopped) await current.stop();
  };
  current = await startRunner(work, ended);
  return {
    async stop() {
      stopped = true;
      await current?.stop();
    },
  };
}

async function startRunner(work: Work & { concurrency: number }, ended: (error?: unknown) => void): Promise<Worker> {
  const presence = new Presence(work.owner, work.log);
  const pool = queuePool(work.owner, work.concurrency + 2);
  let runner: Runner | undefined;
  const putAway = async (): Promise<void> => {
    await atMost(PATIENCE_MS, runner?.stop());
    await atMost(PATIENCE_MS, pool.end());
    await presence.stop();
  };
  const fatal = Promise.withResolvers<never>();
  fatal.promise.catch(() => undefined);
  try {
    await presence.start();
    runner = await run({
      pgPool: pool,
      taskList: taskList(work),
      concurrency: work.concurrency,
      noHandleSignals: true,
      pollInterval: 2000,
      parsedCronItems: parseCronItems(work.jobs.flatMap((one) => (one.every ? [comesRound(one.name, one.every)] : []))),
      events: workerEvents(work.log, presence, fatal.reject),
      logger: quietLogger(work.log),
      preset: {
        worker: {
          gracefulShutdownAbortTimeout: 4000,
          // In batches, although of what one tick brings: outside a batch nobody awaits these two statements of the
          // library, and one that fails because the database has gone would end the process.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
          // A job for later is for a time of this node's clock, and the same clock says when it is due: the database may be on another
          // machine.
          useNodeTime: true,
        },
      },
    });
    // Heard of below; until then a database that goes away in this very moment must not end the process as a rejection that nobody awaits.
    runner.promise.catch(() => undefined);
    for (const one of work.jobs)
      if (one.atStart) await pool.query('select graphile_worker.add_job($1, job_key => $1)', [one.name]);
  } catch (error) {
    await putAway();
    throw error;
  }
  // After this start is through: what is ended is then known to whoever puts it away.
  Promise.race([runner.promise, fatal.promise]).then(
    () => setImmediate(ended),
    (error: unknown) => setImmediate(ended, error),
  );
  return { stop: putAway };
}

/** Under its own key: a machine that slept, or a worker that was held up, finds each of them waiting once and not once for every minute missed. */
const comesRound = (name: string, match: string) => ({
  task: name,
  match,
  identifier: name,
  options: { jobKey: name, jobKeyMode: 'replace' as const },
});

/** Longer than the library lets running jobs finish. */
const PATIENCE_MS = 6000;

/** A part that does not end in time is left behind: its connections are closed, and its jobs go back when nobody holds their lock. */
async function atMost(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  await Promise.race([Promise.resolve(work).catch(() => undefined), wait(ms, undefined, { ref: false })]);
}

/**
 * @param fatal told when the library gives up because it could not write that a job is done, or failed. Its own end of that is not to be
 *   waited for: where another job is done meanwhile, it counts what is under way below nothing, and never ends. A full disk left nodes
 *   without a worker that way.
 */
function workerEvents(log: Log, presence: Presence, fatal: (error: unknown) => void): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  events.on(
    'worker:create',
    ({ worker }) => void presence.announce(worker.workerId).catch((error) => log.error({ err: error }, 'presence')),
  );
  events.on('pool:fatalError', ({ error }) => fatal(error));
  events.on('job:failed', ({ job, error }) => {
    count('lienthong_job_failures_total', { job: job.task_identifier });
    log.error({ job: job.task_identifier, attempts: job.attempts, err: error }, 'a job gave up');
  });
  events.on('job:error', ({ job, error }) =>
    log.warn({ job: job.task_identifier, attempts: job.attempts, err: error }, 'a job will be tried again'),
  );
  return events;
}

/** Runs everything that is due, in this process, until nothing is left. For tests and one-off commands. */
export async function runDueJobs(work: Work): Promise<void> {
  const pool = queuePool(work.owner, 3);
  try {
    await runOnce({ pgPool: pool, taskList: taskList(work), noHandleSignals: true, logger: quietLogger(work.log) });
  } finally {
    await pool.end();
  }
}

/** A lost connection is the pool's business, not the end of the process. */
function queuePool(owner: pg.PoolConfig, max: number): pg.Pool {
  const pool = new pg.Pool({ ...owner, max, application_name: 'lienthong-worker' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function quietLogger(log: Log) {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
  });
}
