import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { importJWK, type JWK } from 'jose';
import * as oidc from 'openid-client';
import type { Page } from 'playwright-core';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { person } from './parts/people.ts';

// Somebody signs in at another system through our pages: says no once, says yes, is not asked again, and signs out there.
const CLIENT = 'demo-ministry-web';
let house: OpenHouse;
let system: Server;
let home: string;
let config: oidc.Configuration;

before(async () => {
  house = await openHouse();
  // The other system, as far as a browser sees it: pages to come back to.
  system = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><html lang="vi"><title>Hệ thống khác</title><h1>Hệ thống khác</h1></html>');
  });
  await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve));
  const address = system.address();
  home = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  await house.node.database.pool.query(
    'update sign_on.client set redirect_uris = $2, post_logout_uris = $3, backchannel_logout_uri = null where id = $1',
    [CLIENT, [`${home}/quay-lai`], [`${home}/`]],
  );
  const file = join(house.node.config.dataDir, 'secrets', 'demo-ministry-web.json');
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const key = await importJWK(jwk, 'ES256');
  assert.ok(!(key instanceof Uint8Array));
  config = await oidc.discovery(
    new URL(`${house.url}/oidc`),
    CLIENT,
    { id_token_signed_response_alg: 'ES256' },
    oidc.PrivateKeyJwt({ key, kid: jwk.kid ?? '' }),
    { execute: [oidc.allowInsecureRequests] },
  );
});
after(async () => {
  system?.close();
  await house?.close();
});

/** The button of the other system, pressed. */
async function press(page: Page, asked: Record<string, string> = {}): Promise<{ verifier: string; state: string }> {
  const [verifier, state] = [oidc.randomPKCECodeVerifier(), oidc.randomState()];
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${home}/quay-lai`,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...asked,
  });
  await page.goto(to.href);
  return { verifier, state };
}

async function backAtTheSystem(page: Page): Promise<URL> {
  await page.waitForURL(`${home}/quay-lai?**`);
  return new URL(page.url());
}

for (const [device, alsoAt, name] of [
  ['phone', 1280, 'Nguyễn Thị Thu Hà'],
  ['phone without JavaScript', 1280, 'Trần Đức Mạnh'],
] as const)
  test(`by ${device}: no, then yes, then not asked, then out`, async () => {
    const visitor = await house.visitor(device);
    const { page } = visitor;
    const refused = await press(page);
    await page.waitForURL((url) => url.pathname === '/dang-nhap');
    await visitor.inspect({ alsoAt });
    await page.getByLabel('Số định danh cá nhân').fill(person(name).personalId);
    await page.getByLabel('Mật khẩu').fill(house.code);
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung');
    await page.getByRole('heading', { level: 1, name: 'Ứng dụng mẫu của Bộ' }).waitFor();
    await page.getByText('Để chào ông/bà bằng tên.').waitFor();
    await visitor.inspect({ alsoAt });
    await page.getByRole('button', { name: 'Không đồng ý' }).click();
    const no = await backAtTheSystem(page);
    assert.deepEqual(
      [no.searchParams.get('error'), no.searchParams.get('state'), no.searchParams.get('code')],
      ['access_denied', refused.state, null],
    );

    // A no is not remembered: the person pressed the button again and is asked again, without signing in.
    const allowed = await press(page);
    await page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung');
    await page.getByRole('button', { name: 'Đồng ý và tiếp tục' }).click();
    const tokens = await oidc.authorizationCodeGrant(config, await backAtTheSystem(page), {
      pkceCodeVerifier: allowed.verifier,
      expectedState: allowed.state,
    });
    const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    assert.equal(info.name, name);

    const third = await press(page);
    const yes = await backAtTheSystem(page);
    assert.deepEqual([!!yes.searchParams.get('code'), yes.searchParams.get('state')], [true, third.state]);

    const out = oidc.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: `${home}/`,
      state: 'tam-biet',
    });
    await page.goto(out.href);
    await page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung/dang-xuat');
    await visitor.inspect({ alsoAt });
    await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(`${home}/?state=tam-biet`);
    await press(page, { prompt: 'none' });
    assert.equal((await backAtTheSystem(page)).searchParams.get('error'), 'login_required');
    await page.goto(`${house.url}/cua-toi/ung-dung`);
    assert.equal(new URL(page.url()).pathname, '/dang-nhap', 'still signed in on the portal');
    await visitor.close();
  });
