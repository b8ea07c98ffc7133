import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SESSION_COOKIE } from '#platform/web/sessions.ts';
import type { Actor } from '#platform/access.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { violationsOf, WCAG } from '#test/world/accessibility.ts';
import { launchBrowser } from '#test/world/chromium.ts';
import { tokenOf } from '#test/world/node.ts';
import type { Browser, Page } from 'playwright-core';
import type { ServerBuild } from 'react-router';
import { acceptDossier, requestSupplement } from '../contract.ts';
import { mai, openOffice, type Office, stranger, thuHa } from './office.ts';

let office: Office;
let browser: Browser;

before(async () => {
  const build = new URL('../../../../build/', import.meta.url);
  const server = new URL('server/index.js', build);
  assert.ok(existsSync(fileURLToPath(server)), 'The pages are not built: npm run build');
  const pages: PagesBuild = {
    server: (await import(server.href)) as ServerBuild,
    clientDir: new URL('client/', build),
    mode: 'production',
  };
  office = await openOffice({ pages });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await office?.close();
});

async function open(actor: Actor, path: string, options: { script?: boolean; width?: number } = {}): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: options.script ?? true,
    viewport: { width: options.width ?? 1280, height: 900 },
    locale: 'vi-VN',
  });
  await context.addCookies([{ name: SESSION_COOKIE, value: tokenOf(actor), url: office.node.url }]);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  Object.assign(page, { wrong });
  await page.goto(`${office.node.url}${path}`);
  return page;
}

async function assertAccessible(page: Page): Promise<void> {
  assert.deepEqual(await violationsOf(page, WCAG), [], page.url());
}

test('an officer sees a dossier arrive without reloading, and goes through the list by keyboard', async () => {
  const first = await office.file();
  const page = await open(mai, '/can-bo');
  await page.getByText('Danh sách tự cập nhật.').waitFor();
  await page.getByRole('link', { name: first.code }).waitFor();
  const second = await office.file();
  await office.node.runJobs();
  await page.getByRole('link', { name: second.code }).waitFor();
  await page.getByText('Mới đến').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.waitForFunction((code) => document.activeElement?.textContent === code, first.code);
  await assertAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /khai sinh/i }).waitFor();
  await page.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
  await page.getByText('Đã tiếp nhận hồ sơ và báo ngày hẹn trả kết quả cho người nộp.').waitFor();
  await page.getByText('Công dân đề nghị 2 bản sao trích lục').waitFor();
  await page.getByText('Thời hạn này được tính thế nào?').click();
  await page.getByText('Tính khi tiếp nhận hồ sơ').waitFor();
  await assertAccessible(page);
  assert.deepEqual(Reflect.get(page, 'wrong'), []);
});

test('the staff pages work without JavaScript too', async () => {
  const filed = await office.file();
  const page = await open(mai, `/can-bo/ho-so/${filed.dossierId}`, { script: false });
  await page.getByText('Từ chối tiếp nhận', { exact: true }).click();
  await page.getByRole('button', { name: 'Gửi phiếu từ chối tiếp nhận' }).click();
  assert.match(await page.title(), /^Lỗi: /);
  const reasons = page.locator('form', { has: page.getByRole('button', { name: 'Gửi phiếu từ chối tiếp nhận' }) });
  await reasons.getByLabel('Lý do').fill('Nơi đăng ký không đúng thẩm quyền');
  await reasons.getByLabel('Căn cứ pháp lý').fill('Luật Hộ tịch');
  await page.getByRole('button', { name: 'Gửi phiếu từ chối tiếp nhận' }).click();
  await page.getByText('Không được tiếp nhận').first().waitFor();
});

test('the parent’s pages, on a phone without JavaScript: steps, supplement, withdrawal', async () => {
  const filed = await office.file();
  const params = { dossierId: filed.dossierId };
  await office.node.call(acceptDossier, { params, body: {} }, mai);
  const marks = [
    {
      target: 'field' as const,
      key: 'childFullName',
      kind: 'incorrect' as const,
      message: 'Họ của trẻ chưa khớp với Giấy chứng sinh',
    },
    {
      target: 'paper' as const,
      key: 'birthNotification',
      kind: 'incomplete' as const,
      message: 'Ảnh bị mất góc, xin chụp lại',
    },
  ];
  const body = { message: 'Thông tin chưa khớp với giấy tờ', legalGround: 'Thông tư 04/2024/TT-BTP', marks };
  const asked = await office.node.call(requestSupplement, { params, body }, mai);
  assert.ok(asked.ok, JSON.stringify(asked));

  const page = await open(thuHa, '/cua-toi/ho-so', { script: false, width: 375 });
  await page.getByRole('link', { name: filed.code }).click();
  await page.getByText('Cơ quan đề nghị ông/bà bổ sung hồ sơ').waitFor();
  await page.getByRole('link', { name: 'Bổ sung hồ sơ' }).click();
  const name = page.getByLabel('Họ, chữ đệm, tên của trẻ', { exact: false });
  await name.fill('');
  await page.getByRole('button', { name: 'Gửi phần bổ sung' }).last().click();
  assert.match(await page.title(), /^Lỗi: /);
  await name.fill('Nguyễn Bảo An');
  await page.getByRole('button', { name: 'Gửi phần bổ sung' }).last().click();
  await page.getByText('Đã gửi phần bổ sung cho cơ quan').waitFor();
  await page.getByRole('link', { name: 'Rút hồ sơ' }).click();
  await page.getByRole('button', { name: 'Rút hồ sơ' }).click();
  assert.match(await page.title(), /^Lỗi: /);
  await page.getByLabel('Lý do rút hồ sơ').fill('Tôi nộp nhầm nơi đăng ký');
  await page.getByRole('button', { name: 'Rút hồ sơ' }).click();
  await page.getByText('Hồ sơ đã được rút').waitFor();

  const scripted = await open(thuHa, `/cua-toi/ho-so/${filed.dossierId}`, { width: 375 });
  await assertAccessible(scripted);
  assert.equal(await scripted.locator('script').count(), 0, 'no JavaScript is sent');
  const list = await open(thuHa, '/cua-toi/ho-so', { width: 375 });
  await assertAccessible(list);
});

test('another person’s dossier has no page', async () => {
  const filed = await office.file();
  for (const path of ['', '/bo-sung', '/rut']) {
    const page = await office.node.fetch(`/cua-toi/ho-so/${filed.dossierId}${path}`, { actor: stranger });
    assert.equal(page.status, 404, path);
  }
  const anonymous = await office.node.fetch(`/cua-toi/ho-so/${filed.dossierId}`);
  assert.equal(anonymous.status, 302);
  assert.match(anonymous.headers.get('location') ?? '', /^\/dang-nhap\?ve=/);
});
