import '#test/world/as-in-production.ts';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServerBuild } from 'react-router';
import type { PagesBuild } from '#platform/web/pages.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { createPortal } from '../index.ts';
import { catalogue, counter } from './fixtures.ts';

const build = new URL('../../../../build/', import.meta.url);

/** The pages as `npm run build` made them; a test without them fails and says what to do. */
async function builtPages(): Promise<PagesBuild> {
  const server = new URL('server/index.js', build);
  assert.ok(existsSync(fileURLToPath(server)), 'The pages are not built: npm run build');
  return {
    server: (await import(server.href)) as ServerBuild,
    clientDir: new URL('client/', build),
    mode: 'production',
  };
}

/** A node with the portal over stand-ins for the rooms below it. */
export async function startPortal(): Promise<TestNode> {
  return startNode({ build: () => [catalogue, counter, createPortal()], pages: await builtPages() });
}
