// npm run dev: starts the node, and when a file under src or seeds changes rebuilds the pages (if any could have
// changed) and restarts the server. A build that fails leaves the last good server running.
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, node, ourEnv, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();

let server;
let ending = false;
let timer;
let pagesChanged = false;

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
  const started = performance.now();
  if (pagesChanged) {
    pagesChanged = false;
    const done = spawnSync(node, [join(root, 'node_modules', '@react-router', 'dev', 'bin.cjs'), 'build'], {
      cwd: root,
      env: ourEnv({ NODE_ENV: 'production' }),
      encoding: 'utf8',
    });
    if (done.status !== 0) {
      console.error(
        `${done.stdout}\n${done.stderr}\n✗ The pages could not be built; the server goes on with the last ones.`,
      );
      return;
    }
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
    if (/\.(tsx|scss|svg)$/.test(name) || /(^|\/)ui\/|contract|words|routes|web\//.test(name)) pagesChanged = true;
    clearTimeout(timer);
    timer = setTimeout(() => void change(), 300);
  });

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    ending = true;
    void stopServer().then(() => process.exit(0));
  });
startServer();
