import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Presses what starts a download and answers its bytes, which must be a PDF. */
export async function downloadPdf(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const pdf = readFileSync(await download.path());
  assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
  return pdf;
}

export const textOf = (pdf: Buffer): string => ask('pdftotext', pdf, ['-layout', 'FILE', '-']);

/** What pdfsig of Poppler says about the signatures. */
export const signaturesOf = (pdf: Buffer): string => ask('pdfsig', pdf, ['FILE']);

function ask(tool: string, pdf: Buffer, args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-pdf-'));
  try {
    const file = join(folder, 'file.pdf');
    writeFileSync(file, pdf);
    const asked = spawnSync(
      tool,
      args.map((arg) => (arg === 'FILE' ? file : arg)),
      { encoding: 'utf8' },
    );
    if (asked.error) throw new Error(`${tool} is missing: npm test installs poppler-utils`, { cause: asked.error });
    return asked.stdout.normalize('NFC');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
