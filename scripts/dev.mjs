// npm run dev: starts the node, and when a file under src or seeds changes rebuilds the pages and restarts
// the server. A build that fails leaves the last good server running.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildPages, ensureBuilt, ensureInstalled, node, ourEnv, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();

let server;
let ending = false;
let timer;
/** Changes are worked off one after another, never two at a time. */
let turn = Promise.resolve();

function startServer() {
  server = spawn(node, [join(root, 'src', 'cli.ts'), 'start', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: ourEnv({ NODE_ENV: 'production' }),
  });
}

async function stopServer() {
  if (!server || server.exitCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
}

async function change() {
  if (ending) return;
  const started = performance.now();
  const failure = buildPages();
  if (failure) {
    console.error(`${failure}\n✗ The pages could not be built; the server goes on with the last ones.`);
    return;
  }
  await stopServer();
  if (ending) return;
  console.log(`↻ changed, ${((performance.now() - started) / 1000).toFixed(1)} s`);
  startServer();
}

for (const folder of ['src', 'seeds'])
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (!name || !/\.(ts|tsx|scss|svg|sql|typ)$/.test(name) || /(^|\/)test\//.test(name) || name.endsWith('tables.ts'))
      return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(change);
    }, 300);
  });

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    ending = true;
    void stopServer().then(() => process.exit(0));
  });
startServer();
