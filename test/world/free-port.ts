import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What this run of the tests has given out; `npm test` empties it when it begins. */
export const GIVEN_PORTS = fileURLToPath(new URL('../../data/test/ports', import.meta.url));

const LOWEST = 12_000;

/**
 * A port for a server that has to know its own address before it listens. One that the system chose and that was let go again may go to
 * anybody else in the seconds until then: to another test, or to an outgoing connection. So it is taken from below what the system gives out
 * by itself, and no two tests of a run get the same.
 */
export async function freePort(): Promise<number> {
  mkdirSync(GIVEN_PORTS, { recursive: true });
  const many = systemsLowest() - LOWEST;
  for (let tries = 0; tries < 10_000; tries += 1) {
    const port = LOWEST + Math.floor(Math.random() * many);
    if (claim(port) && (await isFree(port))) return port;
  }
  throw new Error(`No port is left between ${LOWEST} and ${LOWEST + many}: empty ${GIVEN_PORTS}`);
}

function claim(port: number): boolean {
  try {
    mkdirSync(join(GIVEN_PORTS, String(port)));
    return true;
  } catch {
    return false;
  }
}

/** The lowest port that the system gives to whoever asks for any. */
function systemsLowest(): number {
  try {
    const lowest = Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/)[0]);
    if (lowest > LOWEST + 2000) return Math.min(lowest, 65_000);
  } catch {
    // Not Linux.
  }
  return 32_768;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
