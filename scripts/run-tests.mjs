// Runs test files in lanes, on the pinned Node: node scripts/run-tests.mjs LANES COUNTS-FILE FILE …
// The command `node --test` sorts the files by name, which leaves the longest ones alone at the end. Here the longest come first, by
// what they took last time on this machine (data/test/durations.json), or by a guess where nothing is known yet.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import count from './count-reporter.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [lanes, countsFile, ...named] = process.argv.slice(2);
const durationsFile = join(root, 'data', 'test', 'durations.json');
const known = existsSync(durationsFile) ? JSON.parse(readFileSync(durationsFile, 'utf8')) : {};

/** Milliseconds. Browser journeys and nodes that are started and killed take longest, then the whole house, then whatever is long. */
function expected(name) {
  if (known[name] !== undefined) return known[name];
  const guess = [
    [/^test\/(journeys|faults)\//, 40_000],
    [/^test\/whole\//, 20_000],
    [/pages\.test\.ts$/, 10_000],
  ].find(([pattern]) => pattern.test(name));
  return guess ? guess[1] : statSync(join(root, name)).size / 10;
}

const files = named
  .map((name) => ({ path: resolve(root, name), expected: expected(relative(root, resolve(root, name))) }))
  .sort((a, b) => b.expected - a.expected)
  .map(({ path }) => path);

const cut = new AbortController();
process.on('SIGINT', () => cut.abort());
process.on('SIGTERM', () => cut.abort());
const events = run({ files, concurrency: Number(lanes), timeout: 300_000, signal: cut.signal });
events.on('test:summary', ({ file, duration_ms: ms }) => {
  if (file) known[relative(root, file)] = Math.round(ms);
});
events.on('test:fail', () => (process.exitCode = 1));
events.compose(spec).pipe(process.stdout);
let counts = '';
for await (const text of events.compose(count)) counts += text;
writeFileSync(countsFile, counts);
writeFileSync(durationsFile, `${JSON.stringify(known, undefined, 1)}\n`);
