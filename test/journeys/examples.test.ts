import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { freePort } from '#test/world/free-port.ts';
import { enterCode, signIn } from './parts/people.ts';

// The two sample applications, as processes of their own, with the node and a person's browser between them.
const root = fileURLToPath(new URL('../../', import.meta.url));
let house: OpenHouse;
const started: ChildProcess[] = [];

before(async () => {
  house = await openHouse({ env: { SIGN_ON_INNER_ADDRESSES: 'yes' } });
});
after(async () => {
  for (const one of started) one.kill();
  await house?.close();
});

interface Sample {
  /** All it has said so far. */
  said(): string;
  /** Waits until it says something that fits. */
  says(pattern: RegExp): Promise<string>;
}

function start(file: string, env: Record<string, string>): Sample {
  const child = spawn(process.execPath, [join(root, file)], {
    cwd: root,
    env: { ...process.env, ISSUER: `${house.url}/oidc`, ...env },
  });
  started.push(child);
  let said = '';
  const hearers = new Set<() => void>();
  const hear = (part: Buffer): void => {
    said += part.toString();
    for (const hearer of hearers) hearer();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return {
    said: () => said,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(said);
          if (found) {
            hearers.delete(look);
            resolve(found[0]);
          }
        };
        hearers.add(look);
        child.once('exit', (code) =>
          pattern.test(said) ? look() : reject(new Error(`It ended with ${code}: ${said}`)),
        );
        look();
      }),
  };
}

/** The sample is registered for one port; tests run side by side. */
async function moveTo(clientId: string, from: number): Promise<number> {
  const port = await freePort();
  await house.node.database.pool.query(
    `update sign_on.client set redirect_uris = array(select replace(uri, $2, $3) from unnest(redirect_uris) uri),
       post_logout_uris = array(select replace(uri, $2, $3) from unnest(post_logout_uris) uri),
       backchannel_logout_uri = replace(backchannel_logout_uri, $2, $3) where id = $1`,
    [clientId, `:${from}/`, `:${port}/`],
  );
  return port;
}

test('a ministry’s web application: name and level, a page that wants more, signing out, and being told', async () => {
  const port = await moveTo('demo-ministry-web', 4010);
  const app = start('examples/ministry-web/server.ts', {
    APP_PORT: String(port),
    CLIENT_KEY: join(house.node.config.dataDir, 'secrets', 'demo-ministry-web.json'),
  });
  await app.says(/ministry-web at /);
  const visitor = await house.visitor('desktop');
  const { page } = visitor;
  const name = 'Nguyễn Thị Thu Hà';
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await page.waitForURL((url) => url.pathname === '/dang-nhap');
  await visitor.inspect({ alsoAt: 375 });
  await page.getByLabel('Số định danh cá nhân').waitFor();
  await signInHere(page, name);
  await page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung');
  await visitor.inspect({ alsoAt: 375 });
  await page.getByRole('button', { name: 'Đồng ý và tiếp tục' }).click();
  await page.getByRole('heading', { name: `Xin chào ${name}` }).waitFor();
  await page.getByText('Mức độ bảo đảm: LoA1').waitFor();
  // Step-up: the person is known, one more proof is asked for.
  await page.getByRole('link', { name: 'Trang cần xác nhận thêm' }).click();
  await page.waitForURL((url) => url.pathname === '/dang-nhap/xac-nhan');
  await visitor.inspect({ alsoAt: 375 });
  await page.getByRole('button', { name: /Gửi/u }).click();
  await enterCode(page, house, name);
  await page.getByText('với mức LoA2 xem được').waitFor();
  // Another tab: what the application was told, and no longer allowing it ends the session there.
  const tab = await visitor.tab();
  await tab.goto(`${house.url}/cua-toi/ung-dung`);
  await tab.getByText('(đã nhận)').waitFor();
  await visitor.inspect({}, tab);
  await tab.getByRole('link', { name: 'Thôi cho phép' }).click();
  await tab.getByRole('button', { name: 'Thôi cho phép' }).click();
  await app.says(/signed out elsewhere/);
  await page.goto(`http://127.0.0.1:${port}/`);
  // In again: the portal knows the person, but the application has to ask; then out, everywhere.
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await page.getByRole('button', { name: 'Đồng ý và tiếp tục' }).click();
  await page.getByRole('link', { name: 'Đăng xuất' }).click();
  await page.waitForURL((url) => url.href.startsWith(house.url));
  await visitor.inspect({ alsoAt: 375 });
  await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL(`http://127.0.0.1:${port}/**`);
  await page.getByRole('link', { name: 'Đăng nhập' }).waitFor();
  await tab.goto(`${house.url}/cua-toi/ung-dung`);
  await tab.waitForURL((url) => url.pathname === '/dang-nhap');
  await visitor.close();
});

/** The sign-in page leads on by itself, so there is nothing of the portal to wait for. */
async function signInHere(page: Parameters<typeof signIn>[0], name: string): Promise<void> {
  await Promise.race([
    signIn(page, house, name),
    page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung' || !url.href.startsWith(house.url)),
  ]);
}

test('a client on a person’s own device: PKCE, DPoP, a refresh token used once, signing out', async () => {
  const port = await moveTo('demo-mobile-client', 4011);
  const app = start('examples/mobile-client/app.ts', { REDIRECT_URI: `http://127.0.0.1:${port}/quay-lai` });
  const line = await app.says(/http\S+\/auth\?\S+/);
  const visitor = await house.visitor('phone without JavaScript');
  const { page } = visitor;
  const name = 'Nguyễn Thị Thu Hà';
  await page.goto(line);
  await page.waitForURL((url) => url.pathname === '/dang-nhap');
  await signInHere(page, name);
  await page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung');
  await visitor.inspect({ scripts: 'none' });
  await page.getByRole('button', { name: 'Đồng ý và tiếp tục' }).click();
  await page.getByText('Mời ông/bà trở lại ứng dụng').waitFor();
  await app.says(/Signed out/);
  assert.match(
    app.said(),
    new RegExp(`Signed in as ${name}[^]*Refreshed: true[^]*Signed in as ${name}[^]*Signed out`, 'u'),
  );
  await visitor.close();
});
