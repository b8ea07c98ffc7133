// node scripts/run.mjs COMMAND [ARG …]: the lienthong command, on the pinned Node, with everything it needs in place.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, fail, node, ourEnv, root } from './prepare.mjs';

export function runCli(args) {
  ensureInstalled();
  if (args[0] === 'start' && !args.includes('--help')) ensureBuilt();
  const cli = join(root, 'src', 'cli.ts');
  // Already on the pinned Node: no second process, so signals and memory are the node's own.
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    process.argv = [process.argv[0], cli, ...args];
    process.env.NODE_ENV ??= 'production';
    return import(pathToFileURL(cli).href);
  }
  const child = spawn(node, [cli, ...args], {
    stdio: 'inherit',
    env: ourEnv({ NODE_ENV: process.env.NODE_ENV ?? 'production' }),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) =>
    fail(`The pinned Node did not start (${error.message}): remove node_modules and start again.`),
  );
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  return undefined;
}

if (process.argv[1] === join(root, 'scripts', 'run.mjs')) await runCli(process.argv.slice(2));
