// npm test [FILE …]: everything, browser journeys included. Ends with the count of passed and failed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureTestTools, findChromium, node, ourEnv, root } from './prepare.mjs';

const started = Date.now();
const asked = process.argv.slice(2);
ensureInstalled();
ensureTestTools();
ensureBuilt();

const data = join(root, 'data', 'test');
mkdirSync(data, { recursive: true });
const env = ourEnv({
  CHROMIUM: findChromium() ?? '',
  TZ: 'UTC',
  NODE_ENV: 'production',
  // Half of what a small test file takes is reading the house in, and most of that compiling it: with this, once.
  NODE_COMPILE_CACHE: join(data, 'compile-cache'),
});
const files = asked.length > 0 ? asked : testFiles();
const counts = join(data, `counts-${process.pid}.json`);
/** One more than there are processors: in each, a browser or the disk is often waited for. Beyond four, tests wait for one another. */
const LANES = Math.min(availableParallelism() + 1, 4);

let failed = 0;
let passed = 0;
const failures = [];
const checked = asked.length === 0 ? check() : undefined;

const server = join(root, 'scripts', 'test-server.ts');
spawnSync(node, [server, 'start'], { env, stdio: 'inherit', cwd: root });
const child = spawn(node, [join(root, 'scripts', 'run-tests.mjs'), String(LANES), counts, ...files], {
  env,
  stdio: 'inherit',
  cwd: root,
});
const stop = () => child.kill('SIGTERM');
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
const code = await new Promise((resolve) => child.on('exit', resolve));
spawnSync(node, [server, 'stop'], { env, stdio: 'inherit', cwd: root });
if (checked) {
  const { status, output } = await checked;
  console.log(output);
  if (status === 0) passed++;
  else {
    failed++;
    failures.push('npm run check');
  }
}

if (existsSync(counts)) {
  const result = JSON.parse(readFileSync(counts, 'utf8'));
  passed += result.passed;
  failed += result.failed;
  failures.push(...result.failures);
  rmSync(counts);
}
if (code !== 0 && failed === 0) failed = 1;
for (const name of failures) console.log(`✗ ${name.replace(root, '.')}`);
console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function testFiles() {
  // The pinned Node lists them: fs.globSync is not there on Node 20.
  const script = `JSON.stringify(require('node:fs').globSync('{test,src}/**/*.test.ts', { cwd: ${JSON.stringify(root)} }))`;
  return JSON.parse(spawnSync(node, ['-p', script], { encoding: 'utf8' }).stdout);
}

/** Beside the tests: types, lint and format are half a minute of one processor. What it says is shown at the end. */
function check() {
  const script = join(root, 'scripts', 'check.mjs');
  const running = spawn(node, [script, '--without-architecture'], {
    env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  running.stdout.on('data', (chunk) => (output += chunk));
  running.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => running.on('exit', (status) => resolve({ status, output })));
}
