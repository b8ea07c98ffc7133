import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ServerBuild } from 'react-router';
import type { Actor } from '#platform/access.ts';
import { SESSION_COOKIE } from '#platform/web/sessions.ts';
import { tokenOf } from '#test/world/node.ts';
import { registerBirthOperation } from '../contract.ts';
import { entryOf, nong, openOffice, reception, type Office } from './office.ts';

const path = '/can-bo/so-ho-tich';
let office: Office;

before(async () => {
  const build = new URL('../../../../build/', import.meta.url);
  const server = new URL('server/index.js', build);
  assert.ok(existsSync(fileURLToPath(server)), 'The pages are not built: npm run build');
  office = await openOffice(undefined, {
    pages: {
      server: (await import(server.href)) as ServerBuild,
      clientDir: new URL('client/', build),
      mode: 'production',
    },
  });
  for (let n = 0; n < 32; n++) {
    const entry = entryOf({
      motherPersonalId: `006198${String(n).padStart(6, '0')}`,
      childFullName: n === 0 ? 'Lò Thị Khuê' : 'Hoàng Bảo An',
    });
    const done = await office.node.call(registerBirthOperation, { body: { dossierId: office.dossier(), entry } }, nong);
    assert.ok(done.ok, JSON.stringify(done));
  }
});
after(() => office?.node.close());

async function ask(actor: Actor, typed?: Record<string, string>): Promise<{ status: number; html: string }> {
  const response = await fetch(`${office.node.url}${path}`, {
    redirect: 'manual',
    headers: {
      cookie: `${SESSION_COOKIE}=${tokenOf(actor)}`,
      origin: office.node.url,
      ...(typed ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(typed ? { method: 'POST', body: new URLSearchParams(typed).toString() } : {}),
  });
  return { status: response.status, html: await response.text() };
}

const rowsIn = (html: string): number => [...html.matchAll(/href="\/can-bo\/ho-tich\/khai-sinh\//g)].length;
const readings = async (): Promise<number> => (await office.evidence('civil-status.register-read')).length;

test('a search is posted, finds without accents, and reads no more than it shows', async () => {
  const before = await readings();
  const found = await ask(nong, { q: 'khue' });
  assert.equal(found.status, 200);
  assert.equal(rowsIn(found.html), 1);
  assert.match(found.html, /Lò Thị Khuê/u);
  assert.equal(await readings(), before + 1, 'the whole book was read beside the search');
});

test('no address of the page holds a name, and results go on page by page', async () => {
  const first = await ask(nong, { q: 'bao an' });
  assert.equal(rowsIn(first.html), 30);
  for (const [, address = ''] of first.html.matchAll(/\s(?:href|action|src|formaction)="([^"]*)"/g))
    assert.doesNotMatch(decodeURIComponent(address), /bao an|Bảo An/u);
  const [, after = ''] = /name="sau" value="([0-9-]+)"/.exec(first.html) ?? [];
  const rest = await ask(nong, { q: 'bao an', sau: after });
  assert.equal(rowsIn(rest.html), 1);
  assert.doesNotMatch(rest.html, /name="sau"/);
});

test('without words it is the whole book, and it is nobody else’s', async () => {
  assert.equal(rowsIn((await ask(nong)).html), 30);
  assert.equal(rowsIn((await ask(nong, { q: ' ' })).html), 30);
  assert.equal((await ask(reception, { q: 'khue' })).status, 403);
});
