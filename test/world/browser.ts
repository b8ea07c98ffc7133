import './as-in-production.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { ServerBuild } from 'react-router';
import { buildHouse, type House } from '#app';
import { copyLoadedWorld } from '../whole/house.ts';
import { launchBrowser } from './chromium.ts';
import { testCluster } from './cluster.ts';
import { dropDatabase } from './filled-database.ts';
import { freePort } from './free-port.ts';
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
  /** Its rooms, for what no page does: joining nodes to each other. */
  house: House;
  /** The password of the demo people. */
  code: string;
  browser: Browser;
  /** A person with a browser of their own: nothing is shared with other visitors. */
  visitor(device: Device): Promise<Visitor>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

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
  const { owner } = await testCluster();
  const database = await copyLoadedWorld();
  const port = await freePort();
  const url = `http://${host}:${port}`;
  let house: House | undefined;
  const node = await startNode({
    build(deps) {
      house = buildHouse(deps);
      return house;
    },
    pages,
    worker: true,
    beside: { owner: { ...owner, database } },
    env: { PORT: String(port), PUBLIC_URL: publicUrl ?? url, ...env },
  });
  if (!house) throw new Error('The house was not built');
  const browser = await launchBrowser();
  const visitors: Visitor[] = [];
  return {
    url,
    node,
    house,
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
      await dropDatabase(database);
    },
  };
}

export async function builtPages(): Promise<{ server: ServerBuild; clientDir: URL; mode: 'production' }> {
  const file = join(root, 'build', 'server', 'index.js');
  if (!existsSync(file)) throw new Error('The pages are not built: npm test builds them, or run npm run build.');
  const server = (await import(pathToFileURL(file).href)) as ServerBuild;
  return { server, clientDir: pathToFileURL(join(root, 'build', 'client/')), mode: 'production' };
}
