import { fileTypeFromBuffer } from 'file-type';
import { AXIS_TYPES, type ContentType } from './types.ts';

/** How much of a content's beginning and end is looked at. What office formats are stands in the first entries of their ZIP. */
export const HEAD = 1024 * 1024;
/** The longest comment a ZIP may carry at its end, and the record before it. */
export const TAIL = 65_535 + 22;
/** PDF readers look for the header, and old browsers for HTML, this far into a file. */
const SNIFFED = 1024;

const ALIASES: Record<string, ContentType> = {
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heic',
  'image/apng': 'image/png',
  'video/x-m4v': 'video/mp4',
};
const PACKED: readonly ContentType[] = AXIS_TYPES.filter(
  (type) => type === 'application/zip' || type.startsWith('application/vnd.o'),
);

/**
 * What a content of any size is, by its beginning and its end alone; `undefined` for what the axis does not carry: programs, scripts,
 * pages for a browser, and what is made to be two things at once. A gigabyte is not unpacked to look further: the officer's own
 * programs open it, outside of the browser.
 */
export async function detectLarge(head: Buffer, tail: Buffer): Promise<ContentType | undefined> {
  const start = head.subarray(0, SNIFFED).toString('latin1');
  if (/<(?:!doctype html|html|script|svg|body|iframe)[\s>]/i.test(start)) return undefined;
  const type = await typeOf(head);
  if (type === 'application/pdf') {
    if (!start.startsWith('%PDF-')) return undefined;
  } else if (start.includes('%PDF-')) return undefined;
  if (type === undefined || PACKED.includes(type)) return type;
  return endsAsZip(tail) ? undefined : type;
}

async function typeOf(head: Buffer): Promise<ContentType | undefined> {
  const found = (await fileTypeFromBuffer(head))?.mime as string | undefined;
  if (found !== undefined) return ALIASES[found] ?? AXIS_TYPES.find((type) => type === found);
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return isProgramArchive(head) ? undefined : 'application/zip';
  return isText(head) ? 'text/plain' : undefined;
}

/** A ZIP that an operating system or Java runs. */
function isProgramArchive(head: Buffer): boolean {
  return head.includes('META-INF/MANIFEST.MF') || head.includes('AndroidManifest.xml');
}

/** UTF-8 without control characters, and no script that a shell would run. */
function isText(head: Buffer): boolean {
  if (head.length === 0 || head.toString('latin1', 0, 2) === '#!') return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // eslint-disable-next-line no-control-regex
    return !/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text);
  } catch {
    return false;
  }
}

/** A ZIP is opened from its end, whatever stands before it: its last record says how long the comment after it is. */
function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.indexOf('PK\x05\x06', 0, 'latin1'); at !== -1; at = tail.indexOf('PK\x05\x06', at + 4, 'latin1'))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  return false;
}
