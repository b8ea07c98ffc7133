// Runs test files in lanes, on the pinned Node: node scripts/run-tests.mjs LANES COUNTS-FILE FILE …
// A process of its own for each file spent a third of its time on reading the house in (3,300 modules) and on code that had not
// run warm. So a few files of one folder share a process: each is a suite of its own, its nodes open and close with it, and the next one
// begins when it is done. The longest groups come first, because a long one that begins last leaves the other lanes without work.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import count from './count-reporter.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [lanes, countsFile, ...named] = process.argv.slice(2);
const folder = join(root, 'data', 'test', `groups-${process.pid}`);
const learnt = join(root, 'data', 'test', 'durations.json');
/** What the files took: on this machine the last time, or else where the list beside the tests was written. */
const known = { ...read(join(root, 'test', 'durations.json')), ...read(learnt) };
/**
 * Milliseconds of one process. To begin one takes three seconds of a processor, and twice as many of half the length would be sixteen more;
 * longer ones are hard to spread over the lanes.
 */
const ENOUGH = 120_000;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Of a file that nobody has timed yet. */
const expected = (name) => known[name] ?? 500 + statSync(join(root, name)).size / 10;

/** Files of one folder, a few in each group. Nodes that are killed have a process to themselves. */
function groups(names) {
  const made = [];
  for (const name of [...names].sort((a, b) => expected(b) - expected(a))) {
    const where = dirname(name);
    const open = made.find((one) => one.where === where && one.ms + expected(name) <= ENOUGH);
    if (open && where !== 'test/faults') {
      open.names.push(name);
      open.ms += expected(name);
    } else made.push({ where, names: [name], ms: expected(name) });
  }
  return made.sort((a, b) => b.ms - a.ms);
}

/** What `node:test` starts a process with. */
function write({ names }, index) {
  const path = join(folder, `${String(index).padStart(3, '0')}-${names[0].replace(/\W+/g, '-')}.mjs`);
  writeFileSync(
    path,
    `import { runGroup } from '../../../scripts/test-group.mjs';\n\nrunGroup(${JSON.stringify(names, undefined, 2)});\n`,
  );
  return path;
}

mkdirSync(folder, { recursive: true });
const files = groups(named.map((name) => relative(root, resolve(root, name)))).map(write);

const cut = new AbortController();
process.on('SIGINT', () => cut.abort());
process.on('SIGTERM', () => cut.abort());
const events = run({
  files,
  concurrency: Number(lanes),
  timeout: 900_000,
  signal: cut.signal,
  // Reading the house in makes much that lives for a moment: with room for it, a fifth less of a processor.
  execArgv: [
    '--min-semi-space-size=16',
    '--max-semi-space-size=32',
    `--import=${new URL('test-hooks.mjs', import.meta.url)}`,
  ],
});
events.on('test:complete', ({ name, nesting, details }) => {
  if (nesting === 0 && details.type === 'suite') known[name] = Math.round(details.duration_ms);
});
events.on('test:fail', () => (process.exitCode = 1));
events.compose(spec).pipe(process.stdout);
let counts = '';
for await (const text of events.compose(count)) counts += text;
writeFileSync(countsFile, counts);
writeFileSync(learnt, `${JSON.stringify(known, undefined, 1)}\n`);
rmSync(folder, { recursive: true });
