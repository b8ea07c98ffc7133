import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { openAsOfficer } from './parts/people.ts';

/** A clerk enters a document that came by e-mail with a film of 30 MB; the line is cut in the middle, and the film goes on by itself. */
const clerk = 'Bàn Thị Lan';
const MB = 1024 * 1024;
const SIZE = 30;
let house: OpenHouse;
let folder: string;

before(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-den-'));
});
after(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

async function film(name: string): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  const part = randomFillSync(Buffer.alloc(MB));
  for (let at = 0; at < SIZE; at += 1) {
    if (at === 0) part.write('\0\0\0\x20ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
    await file.write(part);
  }
  await file.close();
  return path;
}

test('a film of 30 MB is registered with an incoming document, with its progress, over a line that is cut and comes back', async () => {
  const desk = await house.visitor('desktop');
  const { page } = desk;
  await openAsOfficer(page, house, clerk, '/can-bo/van-ban/den/vao-so');
  // The first part arrives; at the second one the line is gone, for everything.
  let parts = 0;
  const sent: { method: string; offset: string | undefined }[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/files/uploads'))
      sent.push({ method: request.method(), offset: request.headers()['upload-offset'] });
  });
  await page.route('**/api/files/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') parts += 1;
    if (parts !== 2) return route.continue();
    await page.context().setOffline(true);
    await route.abort('internetdisconnected');
  });
  await page
    .getByLabel('Tệp', { exact: false })
    .first()
    .setInputFiles(await film('Hiện trường sạt lở.mp4'));
  await page.getByText(/^Hiện trường sạt lở\.mp4: mất kết nối, đã gửi 5[0-9]%\. Có mạng lại thì tự gửi tiếp/).waitFor();
  const bar = page.getByRole('progressbar', { name: 'Hiện trường sạt lở.mp4' });
  assert.ok(Number(await bar.getAttribute('value')) >= 50, 'how far it has come is seen while it waits');
  await page.getByRole('button', { name: 'Gửi tiếp' }).waitFor();
  await desk.inspect({ alsoAt: 375 });

  // Not registered without it.
  await page.getByLabel('Cơ quan ban hành').fill('Ban Chỉ huy phòng thủ dân sự tỉnh Thái Nguyên');
  await page.getByRole('button', { name: 'Lưu và vào sổ' }).click();
  await page.getByText(/Còn tệp đang gửi/).waitFor();

  await page.unroute('**/api/files/uploads/*');
  sent.length = 0;
  await page.context().setOffline(false);
  await page.getByText('Hiện trường sạt lở.mp4 (30 MB): đã nhận.').waitFor();
  assert.deepEqual(
    sent.filter(({ method }) => method !== 'HEAD').map(({ method, offset }) => [method, offset]),
    [['PATCH', String(16 * MB)]],
    'it goes on from where the server stands',
  );

  await page.getByLabel('Số, ký hiệu').fill('88/BC-PTDS');
  const date = page.getByRole('group', { name: 'Ngày văn bản' });
  for (const [box, value] of [
    ['Ngày', '20'],
    ['Tháng', '11'],
    ['Năm', '2025'],
  ] as const)
    await date.getByLabel(box, { exact: true }).fill(value);
  await page.getByLabel('Trích yếu nội dung').fill('Báo cáo nhanh tình hình sạt lở đất');
  await page.getByRole('button', { name: 'Lưu và vào sổ' }).click();
  await page.getByRole('heading', { level: 1, name: /Số đến \d+: 88\/BC-PTDS/ }).waitFor();
  const link = page.getByRole('link', { name: 'Hiện trường sạt lở.mp4' });
  await link.waitFor();
  await desk.inspect({ alsoAt: 375 });
  const range = await page.evaluate(
    (href) => fetch(href, { headers: { range: 'bytes=-5' } }).then((answer) => answer.headers.get('content-range')),
    (await link.getAttribute('href')) ?? '',
  );
  assert.equal(range, `bytes ${SIZE * MB - 5}-${SIZE * MB - 1}/${SIZE * MB}`);
});
