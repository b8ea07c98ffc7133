import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const MOST_BYTES = 150_000;
/** Longer pages are cut: a picture in a README is for a first impression. */
const TALLEST = { 375: 1600, 1280: 1400 };

mkdirSync(folder, { recursive: true });

export async function shoot(page: Page, name: string): Promise<void> {
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
export async function picture(pdf: Buffer, name: string): Promise<void> {
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
