import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { openAsOfficer } from './parts/people.ts';

/** A drafter attaches a film that is larger than people may send; the line breaks, the page is loaded again, and it goes on. */
const drafter = 'Nông Thị Duyên';
const MB = 1024 * 1024;
let house: OpenHouse;
let folder: string;

before(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-film-'));
});
after(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

async function film(name: string, megabytes: number): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  const part = randomFillSync(Buffer.alloc(MB));
  for (let at = 0; at < megabytes; at += 1) {
    if (at === 0) part.write('\0\0\0\x20ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
    await file.write(part);
  }
  await file.close();
  return path;
}

test('a film of 40 MB goes with a draft, over a line that breaks and a page that is loaded again', async () => {
  const desk = await house.visitor('desktop');
  await openAsOfficer(desk.page, house, drafter, '/can-bo/van-ban/di/soan');
  const path = await film('Hội nghị tổng kết.mp4', 40);
  let parts = 0;
  await desk.page.route('**/api/files/uploads/*', (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    parts += 1;
    return parts === 1 ? route.continue() : route.abort();
  });
  await desk.page.getByLabel('Tài liệu kèm theo').setInputFiles(path);
  await desk.page.getByText(/Hội nghị tổng kết\.mp4: đã gửi 1[0-9],?\d? MB trong 40 MB/).waitFor();
  await desk.inspect({ alsoAt: 375 });
  desk.page.on('dialog', (dialog) => void dialog.accept());
  await desk.page.reload();
  await desk.page.unroute('**/api/files/uploads/*');

  const begun: string[] = [];
  desk.page.on('request', (request) => {
    if (request.url().includes('/api/files/uploads')) begun.push(request.method());
  });
  await desk.page.getByLabel('Tài liệu kèm theo').setInputFiles(path);
  await desk.page.getByText('Hội nghị tổng kết.mp4 (40 MB): đã nhận.').waitFor();
  assert.ok(!begun.includes('POST'), `${begun.join()}: it goes on, it does not begin anew`);
  assert.ok(begun.filter((method) => method === 'PATCH').length <= 2, begun.join());

  // What was sent is not asked for again where something else is missing.
  await desk.page.getByLabel('Loại văn bản').selectOption('decision');
  await desk.page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await desk.page.getByRole('alert').first().waitFor();
  assert.ok(await desk.page.getByLabel('Hội nghị tổng kết.mp4 (40 MB)').isChecked());
  await desk.inspect({ alsoAt: 375 });
  await desk.page.getByLabel('Trích yếu nội dung').fill('Về việc gửi phim hội nghị');
  await desk.page.getByLabel('Nội dung', { exact: true }).fill('Kính gửi phim hội nghị.');
  await desk.page.getByLabel('Người ký').selectOption({ index: 1 });
  await desk.page.getByLabel('Chức vụ in trên văn bản').fill('Chủ tịch');
  await desk.page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  const link = desk.page.getByRole('link', { name: 'Hội nghị tổng kết.mp4' });
  await link.waitFor();
  await desk.inspect({ alsoAt: 375 });
  const address = (await link.getAttribute('href')) ?? '';
  const part = await desk.page.evaluate(
    (href) => fetch(href, { headers: { range: 'bytes=-5' } }).then((answer) => answer.headers.get('content-range')),
    address,
  );
  assert.equal(part, `bytes ${40 * MB - 5}-${40 * MB - 1}/${40 * MB}`);
});

test('a program is refused with what to do, and a form is not sent while a file is on its way', async () => {
  const desk = await house.visitor('desktop');
  await openAsOfficer(desk.page, house, drafter, '/can-bo/van-ban/di/soan');
  const exe = Buffer.alloc(20_000, 0x90);
  exe.write('MZ\x90\x00\x03', 0, 'latin1');
  exe.writeUInt32LE(0x80, 0x3c);
  exe.write('PE\0\0', 0x80, 'latin1');
  const field = desk.page.getByLabel('Tài liệu kèm theo');
  await field.setInputFiles({ name: 'phim.mp4', mimeType: 'video/mp4', buffer: exe });
  await desk.page.getByText(/phim\.mp4: Loại tệp này không gửi được qua trục liên thông/).waitFor();
  await desk.inspect({ alsoAt: 375 });
  await desk.page.route('**/api/files/uploads/*', (route) => route.abort());
  await field.setInputFiles({ name: 'bảng.csv', mimeType: 'text/csv', buffer: Buffer.from('mã,tên\n') });
  await desk.page.getByText('bảng.csv').first().waitFor();
  await desk.page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await desk.page.getByText(/Còn tệp đang gửi/).waitFor();
});
