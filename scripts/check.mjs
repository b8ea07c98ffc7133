// npm run check: types, lint, format, generated files, architecture. Each prints its seconds; all run even when one fails.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, node, ourEnv, root } from './prepare.mjs';

ensureInstalled();
const tool = (name, ...args) => [join(root, 'node_modules', '.bin', name), args];
const ours = (file, ...args) => [node, [join(root, file), ...args]];
/** Every checker reads the types of all libraries for itself: four of them on two processors take 43 s of these, one takes 19 s. */
const fewProcessors = availableParallelism() < 4 ? ['--singleThreaded'] : [];
const checks = {
  types: tool('tsc', '-p', '.', '--noEmit', ...fewProcessors),
  lint: tool('oxlint', '--deny-warnings'),
  format: tool('oxfmt', '--check', '.'),
  'table types': ours('scripts/types.ts', '--check'),
  'OpenAPI, settings and legal assumptions': ours('scripts/documents.ts', '--check'),
  architecture: [node, ['--test', join(root, 'test', 'architecture.test.ts')]],
};
if (process.argv.includes('--without-architecture')) delete checks.architecture;

let failed = 0;
for (const [name, [command, args]] of Object.entries(checks)) {
  const started = performance.now();
  const done = spawnSync(command, args, { cwd: root, env: ourEnv(), encoding: 'utf8' });
  const time = ((performance.now() - started) / 1000).toFixed(1);
  if (done.status === 0) console.log(`  ✓ ${name}  ${time} s`);
  else {
    failed++;
    console.log(`  ✗ ${name}  ${time} s\n${done.stdout}${done.stderr}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
