import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { startEmbedded, type Embedded } from '#platform/database/embedded.ts';

/** The PostgreSQL server of the tests: real, but without waiting for the disk. It outlives a single test file. */
export interface TestCluster {
  owner: pg.ClientConfig;
  dataDir: string;
}

export const TEST_DATA = fileURLToPath(new URL('../../data/test', import.meta.url));

let cluster: Promise<TestCluster> | undefined;

export function testCluster(): Promise<TestCluster> {
  cluster ??= startTestServer().then(({ owner }) => ({ owner, dataDir: TEST_DATA }));
  return cluster;
}

/** Starts the server, or joins the one that runs; test files start at the same time, so one folder is the lock. */
export async function startTestServer(): Promise<Embedded> {
  mkdirSync(TEST_DATA, { recursive: true });
  const lock = join(TEST_DATA, 'starting.lock');
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 60_000) rmdirSync(lock);
      await wait(100);
    }
  }
  try {
    return await startEmbedded({
      dir: TEST_DATA,
      database: 'postgres',
      settings: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_connections: '400',
        shared_buffers: '256MB',
      },
    });
  } finally {
    rmdirSync(lock);
  }
}
