import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('stream-through.ts', import.meta.url));

test('300 MB in and out again leave the memory of the process where it was', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, '300']);
  const seen = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { same: boolean; grown: number };
  assert.ok(seen.same);
  // Highest resident memory after it over highest before: 0 to 3 MB here; a file that is held whole anywhere would show at once.
  assert.ok(seen.grown < 100, `${seen.grown} MB`);
});
