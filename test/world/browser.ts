import './as-in-production.ts';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import type { ServerBuild } from 'react-router';
import { buildHouse, type House } from '#app';
import { loadWorld } from '../../src/worlds/load-world.ts';
import { testCluster } from './cluster.ts';
import { freePort } from './node-process.ts';
import { startNode, type TestNode } from './node.ts';
import { visit, type Visitor } from './visitor.ts';

/** A phone held upright, a desk, and a phone whose browser runs no scripts. */
export const devices = {
  phone: { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 900 } },
  'phone without JavaScript': {
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
    javaScriptEnabled: false,
  },
} satisfies Record<string, BrowserContextOptions>;

export type Device = keyof typeof devices;

/** The whole house with its pages, worker and demo world on a database of its own, and a browser to walk through it. */
export interface OpenHouse {
  url: string;
  node: TestNode;
  /** The password of the demo people. */
  code: string;
  browser: Browser;
  /** A person with a browser of their own: nothing is shared with other visitors. */
  visitor(device: Device): Promise<Visitor>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const quiet = { step: <T>(_name: string, work: () => Promise<T>): Promise<T> => work(), say: () => undefined };

/**
 * @param publicUrl what printed papers give as the address; default: the one that the browser uses
 * @param host 'localhost' where passkeys are used: browsers make none for a bare address
 * @param env more settings
 */
export async function openHouse({
  publicUrl,
  host = '127.0.0.1',
  env = {},
}: { publicUrl?: string; host?: '127.0.0.1' | 'localhost'; env?: Record<string, string> } = {}): Promise<OpenHouse> {
  const pages = await builtPages();
  const owner = await copyOfTheWorld();
  const port = await freePort();
  const url = `http://${host}:${port}`;
  const node = await startNode({
    build: buildHouse,
    pages,
    worker: true,
    beside: { owner },
    env: { PORT: String(port), PUBLIC_URL: publicUrl ?? url, ...env },
  });
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
  const visitors: Visitor[] = [];
  return {
    url,
    node,
    code: node.config.secrets.demoCode,
    browser,
    async visitor(device) {
      const visitor = await visit(browser, url, devices[device]);
      visitors.push(visitor);
      return visitor;
    },
    async close() {
      await browser.close();
      await node.close();
      await withAdmin((client) => client.query(`drop database if exists ${String(owner.database)} with (force)`));
    },
  };
}

export function findBrowser(): string {
  const found = [process.env['CHROMIUM'], '/usr/bin/chromium', chromium.executablePath()].find(
    (path) => path && existsSync(path),
  );
  if (!found) throw new Error('No Chromium: npm test installs one, or name it in CHROMIUM.');
  return found;
}

export async function builtPages(): Promise<{ server: ServerBuild; clientDir: URL; mode: 'production' }> {
  const file = join(root, 'build', 'server', 'index.js');
  if (!existsSync(file)) throw new Error('The pages are not built: npm test builds them, or run npm run build.');
  const server = (await import(pathToFileURL(file).href)) as ServerBuild;
  return { server, clientDir: pathToFileURL(join(root, 'build', 'client/')), mode: 'production' };
}

async function withAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { owner } = await testCluster();
  const client = new pg.Client({ ...owner, database: 'postgres' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Loading the world takes seconds and copying it a tenth of one: it is loaded once for all test files. */
async function copyOfTheWorld(): Promise<pg.ClientConfig> {
  const { owner } = await testCluster();
  const name = `j_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await withAdmin(async (client) => {
    await client.query("select pg_advisory_lock(hashtext('lienthong.world-template'))");
    const template = `world_${fingerprint()}`;
    const known = await client.query('select from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) {
      const loaded = await loadedWorld();
      await client.query(`alter database ${loaded} rename to ${template}`);
      const old = await client.query(
        "select datname from pg_database where datname like 'world\\_%' and datname <> $1",
        [template],
      );
      for (const { datname } of old.rows as { datname: string }[])
        await client.query(`drop database if exists ${datname}`);
    }
    await client.query(`create database ${name} template ${template}`);
  });
  return { ...owner, database: name };
}

/** A database with the national lists and the demo world, and nobody connected to it. */
async function loadedWorld(): Promise<string> {
  let house: House | undefined;
  const node = await startNode({
    build(deps) {
      house = buildHouse(deps);
      return house;
    },
  });
  if (!house) throw new Error('The house was not built');
  await loadWorld(house, node.deps, quiet);
  await node.runJobs();
  await node.process.stop();
  return String(node.owner.database);
}

/** Whatever can change what a loaded world looks like: the source of the server and of the seeds, and the password. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of ['src', 'seeds'])
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile() && /\.(ts|sql)$/.test(entry.name) && !/[/\\](test|ui)([/\\]|$)/.test(entry.parentPath))
        hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
  hash.update(readFileSync(join(root, 'data', 'test', 'secrets', 'demo-code'), { flag: 'a+' }));
  return hash.digest('hex').slice(0, 20);
}
