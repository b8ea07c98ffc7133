// npm test [FILE …]: everything, browser journeys included. Ends with the count of passed and failed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureTestTools, findChromium, node, ourEnv, root } from './prepare.mjs';

const started = Date.now();
const asked = process.argv.slice(2);
ensureInstalled();
ensureTestTools();
ensureBuilt();

const env = ourEnv({ CHROMIUM: findChromium() ?? '', TZ: 'UTC', NODE_ENV: 'test' });
const files = asked.length > 0 ? asked : testFiles();
const counts = join(root, 'data', 'test', `counts-${process.pid}.json`);
mkdirSync(join(root, 'data', 'test'), { recursive: true });

let failed = 0;
let passed = 0;
const failures = [];
if (asked.length === 0) {
  const check = spawnSync(node, [join(root, 'scripts', 'check.mjs'), '--without-architecture'], {
    env,
    stdio: 'inherit',
    cwd: root,
  });
  if (check.status === 0) passed++;
  else {
    failed++;
    failures.push('npm run check');
  }
}

const server = join(root, 'scripts', 'test-server.ts');
spawnSync(node, [server, 'start'], { env, stdio: 'inherit', cwd: root });
const child = spawn(
  node,
  [
    '--test',
    '--test-concurrency=2',
    '--test-timeout=300000',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(root, 'scripts', 'count-reporter.mjs')}`,
    `--test-reporter-destination=${counts}`,
    ...files,
  ],
  { env, stdio: 'inherit', cwd: root },
);
const stop = () => child.kill('SIGTERM');
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
const code = await new Promise((resolve) => child.on('exit', resolve));
spawnSync(node, [server, 'stop'], { env, stdio: 'inherit', cwd: root });

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

/** Slow journeys first, so that the two lanes end together. */
function testFiles() {
  // The pinned Node lists them: fs.globSync is not there on Node 20.
  const script = `JSON.stringify(require('node:fs').globSync('{test,src}/**/*.test.ts', { cwd: ${JSON.stringify(root)} }))`;
  const names = JSON.parse(spawnSync(node, ['-p', script], { encoding: 'utf8' }).stdout);
  const weight = (name) => (name.startsWith('test/journeys') ? 0 : name.startsWith('test/') ? 1 : 2);
  return names.sort((a, b) => weight(a) - weight(b) || (a < b ? -1 : 1));
}
