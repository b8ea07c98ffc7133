import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as client from 'openid-client';
import type { Browser } from 'playwright-core';
import type { ProofKind } from '#modules/identity/index.ts';
import { SESSION_COOKIE } from '#platform/web/sessions.ts';
import { builtPages, devices, type Device } from '#test/world/browser.ts';
import { launchBrowser } from '#test/world/chromium.ts';
import { visit, type Visitor } from '#test/world/visitor.ts';
import { keyPair, people, startProvider, type KeyPair, type ProviderWorld, type Who } from './provider-world.ts';

const REDIRECT = 'http://127.0.0.1:9999/quay-lai';
let world: ProviderWorld;
let keys: KeyPair;
let browser: Browser;

before(async () => {
  keys = await keyPair();
  world = await startProvider({ pages: await builtPages() });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await world?.close();
});

async function person(who: Who, device: Device, proofs?: readonly ProofKind[]): Promise<Visitor> {
  const session = (await world.signedIn(who, proofs)).cookie(SESSION_COOKIE) ?? '';
  const visitor = await visit(browser, world.url, devices[device]);
  await visitor.page.context().addCookies([{ name: SESSION_COOKIE, value: session, url: world.url }]);
  return visitor;
}

async function configured(changed: Parameters<ProviderWorld['client']>[0] = {}): Promise<client.Configuration> {
  const id = await world.client({ keys: [keys.publicJwk], redirectUris: [REDIRECT], ...changed });
  return client.discovery(
    new URL(world.issuer),
    id,
    { id_token_signed_response_alg: 'ES256' },
    client.PrivateKeyJwt({ key: keys.privateKey, kid: keys.publicJwk.kid }),
    { execute: [client.allowInsecureRequests] },
  );
}

test('without JavaScript a person sees the applications and no longer allows one', async () => {
  const empty = await person('nam', 'phone without JavaScript');
  await empty.page.goto('/cua-toi/ung-dung');
  await empty.page.getByText('Ông/bà chưa đăng nhập vào ứng dụng nào khác').waitFor();
  await empty.inspect({ scripts: 'none' });
  await empty.close();
  const config = await configured();
  const lan = await world.signedIn('lan');
  const verifier = client.randomPKCECodeVerifier();
  const to = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const tokens = await client.authorizationCodeGrant(config, await lan.through(to.href), {
    pkceCodeVerifier: verifier,
  });
  await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
  const visitor = await person('lan', 'phone without JavaScript');
  const { page } = visitor;
  await page.goto('/cua-toi/ung-dung');
  await page.getByText('(đã nhận)').waitFor();
  await visitor.inspect({ scripts: 'none', alsoAt: 1280 });
  await page.getByRole('link', { name: 'Thôi cho phép' }).click();
  await visitor.inspect({ scripts: 'none', alsoAt: 1280 });
  await page.getByRole('button', { name: 'Thôi cho phép' }).click();
  await page.getByText('Ông/bà đã thôi cho phép').waitFor();
  await visitor.inspect({ scripts: 'none' });
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? ''));
  await visitor.close();
});

const ask = (config: client.Configuration, binding_message: string) =>
  client.initiateBackchannelAuthentication(config, {
    scope: 'openid profile',
    login_hint: people.lan.personalId,
    binding_message,
  });

test('a request arrives on the open page, is compared and agreed to; another is refused without JavaScript', async () => {
  const config = await configured({ secondDevice: true });
  const visitor = await person('lan', 'phone');
  const { page } = visitor;
  await page.goto('/cua-toi/xac-nhan');
  await page.getByText('Không có yêu cầu nào đang chờ ông/bà.').waitFor();
  await page.getByText('Trang này tự cập nhật khi có yêu cầu.').waitFor();
  await visitor.inspect({ scripts: 'allowed', alsoAt: 1280 });
  const asked = await ask(config, 'MAY-07');
  await page.getByText('MAY-07').waitFor();
  await visitor.inspect({ scripts: 'allowed', alsoAt: 1280 });
  await page.getByRole('button', { name: 'Đúng là tôi, đồng ý' }).click();
  await page.getByText('Ông/bà đã đồng ý').waitFor();
  await visitor.inspect({ scripts: 'allowed' });
  const tokens = await client.pollBackchannelAuthenticationGrant(config, asked);
  assert.ok(tokens.access_token);
  await visitor.close();

  await ask(config, 'MAY-08');
  const plain = await person('lan', 'phone without JavaScript');
  await plain.page.goto('/cua-toi/xac-nhan');
  await plain.page.getByText('MAY-08').waitFor();
  await plain.page.getByRole('button', { name: 'Không phải tôi, từ chối' }).click();
  await plain.page.getByText('Ông/bà đã từ chối').waitFor();
  await plain.page.getByRole('link', { name: 'Xem lại' }).click();
  await plain.page.getByText('Không có yêu cầu nào đang chờ ông/bà.').waitFor();
  await plain.close();
});
