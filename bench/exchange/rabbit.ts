import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#test/world/free-port.ts';

export interface Rabbit {
  port: number;
  version: string;
  stop(): Promise<void>;
}

const SBIN = '/usr/lib/rabbitmq/bin';

function server(): string | undefined {
  return ['/usr/lib/rabbitmq/bin/rabbitmq-server', ...versioned()].find((path) => existsSync(path));
}

function versioned(): string[] {
  const lib = '/usr/lib/rabbitmq/lib';
  return existsSync(lib) ? readdirSync(lib).map((name) => join(lib, name, 'sbin', 'rabbitmq-server')) : [];
}

/** Installed where it is missing and may be: the package of the distribution, as an integrator would take it. */
function ensureRabbit(): boolean {
  if (server()) return true;
  if (process.getuid?.() !== 0 || spawnSync('sh', ['-c', 'command -v apt-get'], { stdio: 'ignore' }).status !== 0)
    return false;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'rabbitmq-server');
  return server() !== undefined;
}

/** A broker of our own in this folder, on the loopback, ended by `stop`; undefined where there is none to be had. */
export async function startRabbit(dir: string): Promise<Rabbit | undefined> {
  if (!ensureRabbit()) return undefined;
  const [port, distribution, names] = [await freePort(), await freePort(), await freePort()];
  const home = join(dir, 'rabbit');
  mkdirSync(home, { recursive: true });
  const config = join(home, 'rabbitmq.conf');
  writeFileSync(config, `listeners.tcp.1 = 127.0.0.1:${port}\nloopback_users = none\n`);
  writeFileSync(join(home, 'enabled_plugins'), '[].\n');
  const child = spawn(server() ?? '', [], {
    env: {
      PATH: `${SBIN}:${process.env['PATH'] ?? ''}`,
      HOME: home,
      RABBITMQ_NODENAME: `bench${port}@localhost`,
      RABBITMQ_MNESIA_BASE: home,
      RABBITMQ_LOG_BASE: home,
      RABBITMQ_CONFIG_FILE: config,
      RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
      RABBITMQ_DIST_PORT: String(distribution),
      // Its register of names is ours as well, and goes with it.
      ERL_EPMD_ADDRESS: '127.0.0.1',
      ERL_EPMD_PORT: String(names),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  const deadline = Date.now() + 90_000;
  while (!/completed with/.test(output)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      end(child.pid);
      console.log(`  RabbitMQ did not start: ${output.trim().split('\n').slice(-3).join(' ')}`);
      return undefined;
    }
    await wait(200);
  }
  return {
    port,
    version: /RabbitMQ (\d[\d.]*)/.exec(output)?.[1] ?? '',
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      end(child.pid);
      await gone;
      spawnSync('epmd', ['-port', String(names), '-kill'], { stdio: 'ignore' });
    },
  };
}

/** It and what it started, which are a process group of their own. */
function end(pid: number | undefined): void {
  if (!pid) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // Ended by itself meanwhile.
  }
}
