// npm run faults [-- --seed 1 --kills 100]: see scripts/faults.ts; on the pinned Node, with everything it needs in place.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, node, ourEnv, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const child = spawn(node, [join(root, 'scripts', 'faults.ts'), ...process.argv.slice(2)], {
  cwd: root,
  env: ourEnv({ TZ: 'UTC', NODE_COMPILE_CACHE: join(root, 'data', 'test', 'compile-cache') }),
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
