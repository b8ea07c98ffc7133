// The pictures of README.md: node scripts/screenshots.ts walks through a birth and writes docs/screenshots/*.png.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { answerAll, birthOfMinhKhoi } from '../test/journeys/parts/answer-birth.ts';
import { downloadPdf } from '../test/journeys/parts/pdf.ts';
import { openAsOfficer, signIn } from '../test/journeys/parts/people.ts';
import { openHouse } from '../test/world/browser.ts';

const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const MOST_BYTES = 150_000;
/** Longer pages are cut: a picture in a README is for a first impression. */
const TALLEST = { 375: 1600, 1280: 1400 };

mkdirSync(folder, { recursive: true });
const house = await openHouse({ publicUrl: 'http://dichvucong.example.vn' });
try {
  const parent = await house.visitor('phone');
  const officer = await house.visitor('desktop');
  const leader = await house.visitor('desktop');
  const reader = await house.visitor('desktop');

  await reader.page.goto('/');
  await shoot(reader.page, 'portal-home-1280');
  await openAsOfficer(officer.page, house, 'Đào Quang Huy', '/can-bo');
  await officer.page.getByText('Danh sách tự cập nhật').waitFor();
  await openAsOfficer(leader.page, house, 'Lê Minh Quang', '/chi-huy');

  const { page } = parent;
  await page.goto('/');
  await shoot(page, 'portal-home-375');
  await page.goto('/thu-tuc/1.001193');
  await shoot(page, 'procedure-375');
  await page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến' }).first().click();
  await signIn(page, house, birthOfMinhKhoi.mother);
  await page.getByRole('link', { name: 'Bắt đầu' }).click();
  await answerAll(page, birthOfMinhKhoi, async ({ heading }) => {
    if (heading === 'Trẻ sinh ở đâu?') await shoot(page, 'question-375');
  });
  await shoot(page, 'check-answers-375');
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.getByRole('heading', { name: 'Đã nộp hồ sơ' }).first().waitFor();
  await shoot(page, 'confirmation-375');

  await officer.page.getByText('Mới đến').waitFor();
  await shoot(officer.page, 'queue-1280');
  await officer.page.getByRole('link', { name: /-\d{8}-/ }).click();
  await officer.page.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
  await officer.page.getByText('Đã tiếp nhận hồ sơ và báo ngày hẹn').waitFor();
  await officer.page.getByText('Thời hạn này được tính thế nào?').click();
  await shoot(officer.page, 'dossier-1280');
  await officer.page.getByRole('link', { name: 'Giải quyết hồ sơ' }).click();
  await officer.page.getByRole('heading', { level: 1, name: 'Đăng ký khai sinh' }).waitFor();
  await shoot(officer.page, 'register-birth-1280');
  await officer.page.getByRole('button', { name: 'Ghi vào sổ và đăng ký khai sinh' }).click();
  await officer.page.getByRole('link', { name: 'Mở giấy khai sinh' }).waitFor();
  await leader.page.getByText('Ký số một giấy khai sinh').waitFor();
  await shoot(leader.page, 'board-1280');

  await page.getByRole('link', { name: 'Xem hồ sơ trong tài khoản' }).click();
  await page.getByText('Kết quả đã sẵn sàng').waitFor();
  await shoot(page, 'my-dossier-375');
  await picture(await downloadPdf(page, () => page.getByRole('link', { name: /^Tải về: / }).click()), 'certificate');
} finally {
  await house.close();
}
process.exit(0);

async function shoot(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width === 375 ? 375 : 1280;
  const size = page.viewportSize();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const wanted = await page.evaluate(() => document.documentElement.scrollHeight);
  // A window as tall as the page, so that what sticks to its edges stands where it belongs.
  await page.setViewportSize({ width, height: Math.min(wanted, TALLEST[width]) });
  await keep(sharp(await page.screenshot({ animations: 'disabled', caret: 'hide' })), name);
  if (size) await page.setViewportSize(size);
}

/** The first page of a PDF. */
async function picture(pdf: Buffer, name: string): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'lienthong-picture-'));
  try {
    writeFileSync(join(temporary, 'page.pdf'), pdf);
    spawnSync('pdftoppm', ['-r', '70', '-png', '-singlefile', 'page.pdf', 'page'], { cwd: temporary });
    await keep(sharp(join(temporary, 'page.png')), name);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

async function keep(image: Sharp, name: string): Promise<void> {
  const bytes = await image.png({ palette: true, colours: 128, compressionLevel: 9, effort: 10 }).toBuffer();
  if (bytes.length > MOST_BYTES) throw new Error(`${name}.png has ${bytes.length} bytes, more than ${MOST_BYTES}`);
  writeFileSync(join(folder, `${name}.png`), bytes);
  console.log(`${name}.png  ${Math.round(bytes.length / 1024)} KB`);
}
