import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { randomUUID } from 'node:crypto';
import { sweepSpooled } from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'quet-'));
after(() => rmSync(folder, { recursive: true }));

const now = new Date('2026-11-29T03:00:00Z');
function left(pid: number, minutesAgo: number): string {
  const path = join(folder, `lienthong-${pid}-${randomUUID()}`);
  writeFileSync(path, 'gói dở dang');
  const at = new Date(now.getTime() - minutesAgo * 60_000);
  utimesSync(path, at, at);
  return path;
}

test('what a killed process left is taken away; what is in use, or is not ours, stays', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const abandoned = left(dead, 11);
  const fresh = left(dead, 9);
  const inUse = left(process.pid, 11);
  const ancient = left(process.pid, 25 * 60);
  const other = join(folder, 'lienthong-khac');
  writeFileSync(other, '');
  assert.equal(await sweepSpooled(now, folder), 2);
  assert.deepEqual([abandoned, ancient, fresh, inUse, other].map(existsSync), [false, false, true, true, true]);
  assert.equal(await sweepSpooled(now, folder), 0);
});
