import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNodeProcess, type NodeProcessHandle } from '#test/world/node-process.ts';

const folder = fileURLToPath(new URL('../../data/bench/', import.meta.url));

/** An empty folder for a node's data, on the same disk as `data/` and removed by `drop`. */
export function dataFolder(name: string): { dir: string; drop(): void } {
  mkdirSync(folder, { recursive: true });
  const dir = mkdtempSync(join(folder, `${name}-`));
  return { dir, drop: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A real node in its own process, as `npm start` runs it, without a limit on requests. */
export async function startBenchNode(dir: string, env: Record<string, string> = {}): Promise<NodeProcessHandle> {
  return startNodeProcess(dir, { RATE_LIMIT_PER_MINUTE: '100000000', LOG_LEVEL: 'error', ...env });
}
