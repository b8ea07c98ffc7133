import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { violationsOf } from '#test/world/accessibility.ts';
import { launchBrowser } from '#test/world/chromium.ts';
import type { TestNode } from '#test/world/node.ts';
import { knownCode, pausedCode } from './fixtures.ts';
import { startPortal } from './world.ts';

const paths = [
  '/',
  '/tim?q=khai+sinh',
  '/tim?q=khai+snih',
  '/tim?q=zzzz',
  '/su-kien/COCONNHO',
  '/thu-tuc/1.001193',
  '/tra-cuu',
  `/tra-cuu?ma=${knownCode}`,
  `/tra-cuu?ma=${pausedCode}`,
  '/tra-cuu?ma=H55.12.34-20261123-9999999',
  '/gioi-thieu',
  '/tro-giup',
  '/loi-tiep-can',
  '/khong-co-trang-nay',
];

let node: TestNode;
let browser: Browser;
before(async () => {
  node = await startPortal();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await node.close();
});

for (const [name, width] of [
  ['phone', 375],
  ['desk', 1280],
] as const) {
  test(`no accessibility violation on a ${name} screen`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(`${node.url}${path}`);
      assert.deepEqual(await violationsOf(page), [], `${path} at ${width} px`);
    }
    await context.close();
  });
}

test('nothing has to be dragged sideways, down to 320 px (400 % of a desk screen)', async () => {
  const page = await browser.newPage();
  for (const path of paths) {
    await page.goto(`${node.url}${path}`);
    for (const width of [320, 375, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(sideways <= 0, `${path} is ${sideways} px too wide at ${width} px`);
    }
  }
  await page.close();
});

test('after a mistake the focus is on the summary, and its line leads to the box', async () => {
  const page = await browser.newPage({ javaScriptEnabled: true });
  await page.goto(`${node.url}/tra-cuu?ma=H55.12.34-20261123-9999999`);
  // The browser moves the focus after the page has loaded, in its own time.
  await page.waitForFunction(() => /error-summary/.test(document.activeElement?.className ?? ''));
  await page.getByRole('alert').getByRole('link').click();
  await page.waitForFunction(() => document.activeElement?.id === 'ma');
  await page.close();
});

test('from the front page to the form’s door with the keyboard alone, without JavaScript', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(node.url);
  await page.getByRole('searchbox', { name: 'Tìm thủ tục' }).focus();
  await page.keyboard.type('khai sinh');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Đăng ký khai sinh' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/thu-tuc/1.001193');
  const start = page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến' }).first();
  assert.equal(await start.getAttribute('href'), '/nop-ho-so/1.001193');
  await context.close();
});
