import { readFileSync } from 'node:fs';
import { qrSvg } from '#platform/pdf/qr.ts';
import { typeset } from '#platform/pdf/typeset.ts';
import { VIETNAM_OFFSET_MS } from '#platform/time.ts';
import { printable } from '../free-text.ts';

const read = (name: string) => readFileSync(new URL(`./${name}.typ`, import.meta.url), 'utf8');
const frame = read('frame');

const templates = {
  receipt: frame + read('receipt'),
  '01': frame + read('form-01'),
  '02': frame + read('form-02'),
  '03': frame + read('form-03'),
};

/** Instants in the data: only these are turned to local time, so that a date inside somebody's text stays as it was typed. */
const instants = new Set(['at', 'filedAt', 'dueAt', 'intakeDueAt']);

/**
 * Prints one of the counter's papers from stored data. The same data give the same bytes.
 *
 * @param paper.publicUrl the node's address without a slash at the end; the QR code leads to the tracking page there
 */
export async function printPaper(
  kind: keyof typeof templates,
  paper: { title: string; code: string; at: Date; publicUrl: string; data: Record<string, unknown> },
): Promise<Buffer> {
  const trackUrl = `${paper.publicUrl}/tra-cuu?ma=${encodeURIComponent(paper.code)}`;
  return typeset({
    template: templates[kind],
    data: toPrint({ ...paper.data, trackUrl }),
    assets: { 'qr.svg': await qrSvg(trackUrl) },
    title: `${paper.title} ${paper.code}`,
    at: paper.at,
  });
}

/** Text that the font has, times as they are on a clock in Vietnam: the templates cut the digits out. */
function toPrint(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    if (!instants.has(key)) return printable(value);
    return new Date(new Date(value).getTime() + VIETNAM_OFFSET_MS).toISOString();
  }
  if (Array.isArray(value)) return value.map((one) => toPrint(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toPrint(one, name)]));
}
