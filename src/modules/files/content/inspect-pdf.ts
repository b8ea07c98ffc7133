import { constants, inflateSync } from 'node:zlib';

/** Bytes that may follow the last `%%EOF`: scanners and mail programs add line ends and padding. */
const LONGEST_TRAILER = 1024;
/** Together the object streams of one file may unfold to this many bytes; beyond it the count is given up. */
const MOST_UNFOLDED = 32 * 1024 * 1024;

/** What is found in a PDF, or why it is refused. */
export type PdfInspection = { ok: true; pages: number } | { ok: false; why: 'password-protected' | 'truncated' };

/**
 * Reads the skeleton of a PDF (ISO 32000): is it whole, is it encrypted, how many pages has it. Nothing is rendered
 * and no content stream is unfolded; object streams are, within a limit.
 */
export function inspectPdf(bytes: Buffer): PdfInspection {
  const text = bytes.toString('latin1');
  const end = text.lastIndexOf('%%EOF');
  if (end === -1 || text.length - end - 5 > LONGEST_TRAILER) return { ok: false, why: 'truncated' };
  if (!/startxref\s+\d+\s+%%EOF/.test(text.slice(Math.max(0, end - 200), end + 5)))
    return { ok: false, why: 'truncated' };
  const skeleton = skeletonOf(bytes, text);
  // Encryption is declared in the trailer or the cross-reference stream's dictionary, never inside a stream.
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(skeleton.outside)) return { ok: false, why: 'password-protected' };
  const pages = countPages(skeleton.outside + skeleton.unfolded);
  // No reader opens a document without a page; the usual cause is an upload that was cut and then "repaired".
  return pages === 0 ? { ok: false, why: 'truncated' } : { ok: true, pages };
}

/** The text outside of streams, and what the object streams hold. */
function skeletonOf(bytes: Buffer, text: string): { outside: string; unfolded: string } {
  const outside: string[] = [];
  const unfolded: string[] = [];
  let room = MOST_UNFOLDED;
  let cursor = 0;
  const opening = />>\s*stream\r?\n/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end === -1) break;
    const before = text.slice(cursor, start);
    outside.push(before);
    const dictionary = before.slice(Math.max(0, before.lastIndexOf(' obj')));
    if (/\/Type\s*\/ObjStm\b/.test(dictionary) && room > 0) {
      const objects = unfold(bytes.subarray(start, end), dictionary, room);
      room -= objects.length;
      unfolded.push(objects);
    }
    cursor = end;
    opening.lastIndex = end;
  }
  outside.push(text.slice(cursor));
  return { outside: outside.join('\n'), unfolded: unfolded.join('\n') };
}

function unfold(body: Buffer, dictionary: string, room: number): string {
  if (!/\/FlateDecode|\/Fl\b/.test(dictionary)) return body.toString('latin1');
  try {
    // A sync flush gives what there is of a stream whose last bytes are padding.
    return inflateSync(body, {
      maxOutputLength: room,
      finishFlush: constants.Z_SYNC_FLUSH,
    }).toString('latin1');
  } catch {
    return '';
  }
}

/** The root of the page tree counts every page below it; where no count can be read, the leaves are counted. */
function countPages(text: string): number {
  let most = 0;
  for (const dictionary of dictionariesWith(text, '/Pages')) {
    if (!/\/Type\s*\/Pages\b/.test(dictionary)) continue;
    const count = /\/Count\s+(\d{1,6})(?!\s+\d+\s+R)/.exec(dictionary);
    if (count?.[1] !== undefined) most = Math.max(most, Number(count[1]));
  }
  if (most > 0) return most;
  return (text.match(/\/Type\s*\/Page(?![A-Za-z])/g) ?? []).length;
}

/** Each dictionary that holds the word at its own level (what is nested in it left out), in one pass. */
function* dictionariesWith(text: string, word: string): Generator<string> {
  const open: string[][] = [];
  let cursor = 0;
  const bracket = /<<|>>/g;
  for (let match = bracket.exec(text); match !== null; match = bracket.exec(text)) {
    open.at(-1)?.push(text.slice(cursor, match.index));
    cursor = match.index + 2;
    if (match[0] === '<<') open.push([]);
    else {
      const own = open.pop()?.join(' ');
      if (own?.includes(word)) yield own;
    }
  }
}
