import { Piscina } from 'piscina';
import type { Config } from '#platform/config.ts';
import { identityProblem } from '../errors.ts';
import type { PasswordTask } from './password-worker.ts';

/**
 * Hashing has threads of its own. The library's asynchronous functions would run in libuv's four threads, which also sign tokens and
 * read files: twenty sign-ins a second keep half a core busy there, and every signature would wait in their queue. Here only sign-ins
 * wait for sign-ins, and when too many wait the next is told to come back, rather than all being late.
 */
const WAITING_PER_THREAD = 100;
/** Seconds after which a full queue is worth another try: about the time in which one thread works off a third of it. */
const COME_BACK = 2;
const IDLE_MS = 30_000;

/** One for each node of this process: tests run several. */
const pools = new WeakMap<Config, Piscina<PasswordTask, string | boolean>>();

function poolOf(config: Config): Piscina<PasswordTask, string | boolean> {
  const known = pools.get(config);
  if (known) return known;
  const piscina = new Piscina<PasswordTask, string | boolean>({
    filename: new URL('./password-worker.ts', import.meta.url).href,
    // None before the first password, and none after a quiet half minute.
    minThreads: 0,
    maxThreads: config.passwordThreads,
    maxQueue: WAITING_PER_THREAD * config.passwordThreads,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: 1,
    // Nothing of the node's environment is needed there.
    env: {},
    execArgv: [],
  });
  pools.set(config, piscina);
  return piscina;
}

async function run(config: Config, task: PasswordTask): Promise<string | boolean> {
  try {
    return await poolOf(config).run(task);
  } catch (error) {
    if (error instanceof Error && error.message === 'Task queue is at limit')
      throw identityProblem('busy', { retryAfter: COME_BACK, cause: error });
    throw error;
  }
}

/** @throws identity.busy */
export async function hashPassword(config: Config, password: string): Promise<string> {
  return String(await run(config, { hash: password.normalize('NFC') }));
}

/** @throws identity.busy */
export async function passwordMatches(config: Config, kept: string, given: string): Promise<boolean> {
  return (await run(config, { verify: given.normalize('NFC'), against: kept })) === true;
}

/** Ends the threads of a node. The next password would start new ones. */
export async function closePasswordPool(config: Config): Promise<void> {
  const open = pools.get(config);
  pools.delete(config);
  await open?.destroy();
}
