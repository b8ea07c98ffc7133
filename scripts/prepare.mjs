// What the machine needs before anything else can run. Plain JavaScript for Node ≥ 20.19: TypeScript runs only
// on the Node that is installed here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');

/** The pinned Node 24 of this repository. */
export const node = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');

/** Environment in which `node` and every tool are ours. */
export function ourEnv(more = {}) {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...more };
}

function step(name, work) {
  const started = performance.now();
  process.stdout.write(`  … ${name}`);
  const skipped = work() === false;
  const clear = process.stdout.isTTY ? '\r' : '\n';
  if (skipped && process.stdout.isTTY) process.stdout.write(`\r${' '.repeat(name.length + 4)}\r`);
  else process.stdout.write(`${clear}  ✓ ${name}  ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

/** Whether every package of the lockfile is there in its version. */
function isInstalled() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden) || !existsSync(node)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || optional || devOptional || peer || have[path]?.version === version,
  );
}

export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old: install Node 20.19 or later and start again.`);
  if (isInstalled()) return;
  step('Installing packages from the lockfile', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    if (done.status !== 0)
      fail(
        `The packages could not be installed. npm said:\n${done.stderr}\nSee that the package registry is reachable, then start again.`,
      );
  });
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'test' && entry.name !== 'migrations') yield* filesBelow(path);
    } else if (/\.(ts|tsx|scss|css|svg|json)$/.test(entry.name)) yield path;
  }
}

/** Size and time of everything that can end up in a page; a second start sees in milliseconds that nothing changed. */
function inputsHash() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'vite.config.ts', 'react-router.config.ts'])
    hash.update(readFileSync(join(root, file)));
  for (const path of filesBelow(join(root, 'src'))) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path.slice(root.length)}:${size}:${mtimeMs};`);
  }
  return hash.digest('hex');
}

/** Builds the pages and, beside every text asset, its compressed twins for the server to send. Answers what went wrong, if anything did. */
export function buildPages() {
  const done = spawnSync(node, [join(root, 'node_modules', '@react-router', 'dev', 'bin.cjs'), 'build'], {
    cwd: root,
    env: ourEnv({ NODE_ENV: 'production' }),
    encoding: 'utf8',
  });
  if (done.status !== 0) return `${done.stdout}\n${done.stderr}`;
  const assets = join(root, 'build', 'client', 'assets');
  for (const name of readdirSync(assets).filter((one) => /\.(css|js|svg)$/.test(one))) {
    const bytes = readFileSync(join(assets, name));
    writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
  return undefined;
}

export function ensureBuilt() {
  const mark = join(root, 'build', '.inputs');
  const now = inputsHash();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === now) return;
  step('Building the pages', () => {
    const failure = buildPages();
    if (failure) fail(`The pages could not be built:\n${failure}`);
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, now);
  });
}

/** Chromium for the browser journeys, and the tools that check signatures of PDF and XML: installed where missing. */
export function ensureTestTools() {
  const wanted = [
    ['chromium', () => findChromium() !== undefined],
    ['poppler-utils', () => has('pdfsig') && has('pdftotext')],
    ['libnss3-tools', () => has('certutil')],
    ['openssl', () => has('openssl')],
    ['xmlsec1', () => has('xmlsec1')],
  ];
  const missing = wanted.filter(([, there]) => !there()).map(([name]) => name);
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && has('apt-get'))
    step(`Installing ${missing.join(', ')}`, () => {
      const apt = (...args) =>
        spawnSync('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, encoding: 'utf8' });
      apt('update', '-qq');
      const done = apt('install', '-y', '-qq', '--no-install-recommends', ...missing);
      if (done.status !== 0) fail(`apt-get could not install ${missing.join(', ')}:\n${done.stderr}`);
    });
  else if (missing.includes('chromium'))
    step('Downloading Chromium', () => {
      const done = spawnSync(node, [join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], {
        env: ourEnv(),
        encoding: 'utf8',
      });
      if (done.status !== 0)
        fail(`Chromium could not be had: install it (package chromium), or set CHROMIUM to its path.\n${done.stderr}`);
    });
  const still = wanted.filter(([, there]) => !there()).map(([name]) => name);
  if (still.length > 0)
    fail(`The tests need ${still.join(', ')}: install ${still.length > 1 ? 'them' : 'it'} and run npm test again.`);
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}

export function findChromium() {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const known = candidates.find((path) => path && existsSync(path));
  if (known) return known;
  const cache = join(process.env.HOME ?? '/root', '.cache', 'ms-playwright');
  if (!existsSync(cache)) return undefined;
  for (const folder of readdirSync(cache)
    .filter((name) => name.startsWith('chromium-'))
    .sort((a, b) => (a < b ? 1 : -1))) {
    const found = ['chrome-linux64', 'chrome-linux']
      .map((name) => join(cache, folder, name, 'chrome'))
      .find((path) => existsSync(path));
    if (found) return found;
  }
  return undefined;
}

export function fail(sentence) {
  process.stderr.write(`\n✗ ${sentence}\n`);
  process.exit(1);
}
