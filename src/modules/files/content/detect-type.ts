import { fileTypeFromBuffer } from 'file-type';
import type { ContentType } from './types.ts';

// The longest comment a ZIP may carry at its end, and the record before it.
const ZIP_TAIL = 65_535 + 22;
// PDF readers look for the header, and old browsers for HTML, this far into a file.
const SNIFFED = 1024;

const KNOWN: Record<string, ContentType> = {
  'application/pdf': 'application/pdf',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'image/heic': 'image/heic',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heic',
  // An animated PNG opens as a PNG in every program; its first picture is what counts.
  'image/apng': 'image/png',
};

/**
 * What the bytes are, by their content alone; `undefined` when they are none of the accepted types or are made to be
 * two things at once (a PDF that is also a ZIP, a picture that a PDF reader would open as a PDF, a picture with HTML
 * at its head).
 */
export async function detectType(bytes: Buffer): Promise<ContentType | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  const type = found === undefined ? undefined : KNOWN[found.mime];
  if (type === undefined) return undefined;
  const head = bytes.subarray(0, SNIFFED).toString('latin1');
  if (/<(?:!doctype html|html|script|svg|body|iframe)[\s>]/i.test(head)) return undefined;
  if (type === 'application/pdf') {
    if (!head.startsWith('%PDF-')) return undefined;
  } else if (head.includes('%PDF-')) return undefined;
  return endsAsZip(bytes) ? undefined : type;
}

/** A ZIP (and so a JAR, a Word document, an Android program) is opened from its end, whatever stands before it. */
function endsAsZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - ZIP_TAIL);
  let at = bytes.indexOf('PK\x05\x06', from, 'latin1');
  while (at !== -1) {
    if (at + 22 <= bytes.length) {
      const directory = bytes.readUInt32LE(at + 12);
      const opens = at - directory;
      if (directory === 0 || (opens >= 0 && bytes.toString('latin1', opens, opens + 4) === 'PK\x01\x02')) return true;
    }
    at = bytes.indexOf('PK\x05\x06', at + 4, 'latin1');
  }
  return false;
}
