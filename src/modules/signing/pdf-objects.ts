import { signingProblem } from './errors.ts';

/**
 * As much of the PDF object syntax (ISO 32000-1, 7.3 and 7.5) as an incremental update needs: the cross-reference table,
 * the trailer, and dictionaries as maps from key to raw text. Whatever is not understood is refused, never guessed.
 */
export type PdfFile = {
  bytes: Buffer;
  /** Offset of the newest cross-reference table. */
  startXref: number;
  /** Offset of each object in its newest version. */
  offsets: Map<number, number>;
  trailer: PdfDictionary;
};

/** Top-level keys (with their slash) in order, values as the text between keys. */
export type PdfDictionary = Map<string, string>;

const maxRevisions = 200;
const maxObjects = 2_000_000;

const unsupported = (why: string) => signingProblem('unsupported-pdf', { cause: new Error(why) });

/** @throws signing.not-a-pdf, signing.unsupported-pdf */
export function readPdf(bytes: Buffer): PdfFile {
  if (bytes.subarray(0, 1024).indexOf('%PDF-') !== 0) throw signingProblem('not-a-pdf');
  const tail = bytes.subarray(Math.max(0, bytes.length - 2048)).toString('latin1');
  const last = [...tail.matchAll(/startxref\s+(\d{1,10})\s+%%EOF/g)].at(-1);
  if (!last) throw signingProblem('not-a-pdf');
  const startXref = Number(last[1]);
  const offsets = new Map<number, number>();
  const seen = new Set<number>();
  let trailer: PdfDictionary | undefined;
  let at: number | undefined = startXref;
  const budget = { entries: maxObjects };
  while (at !== undefined) {
    if (seen.has(at) || seen.size >= maxRevisions)
      throw unsupported('The chain of cross-reference tables does not end.');
    seen.add(at);
    const section = readXref(bytes, at, offsets, budget);
    trailer ??= section;
    at = section.has('/Prev') ? Number(section.get('/Prev')) : undefined;
  }
  if (!trailer || trailer.has('/Encrypt')) throw unsupported('The document is encrypted.');
  return { bytes, startXref, offsets, trailer };
}

function readXref(
  bytes: Buffer,
  at: number,
  offsets: Map<number, number>,
  // Of all tables together: tables that overlap would otherwise make a small file cost minutes.
  budget: { entries: number },
): PdfDictionary {
  if (!Number.isInteger(at) || at < 0 || at >= bytes.length) throw signingProblem('not-a-pdf');
  const line = (from: number, pattern: RegExp) => pattern.exec(bytes.toString('latin1', from, from + 64));
  const head = line(at, /^\s*xref\s+/);
  if (!head) throw unsupported('The cross-reference is a stream.');
  let position = at + head[0].length;
  for (;;) {
    const section = line(position, /^\s*(\d{1,10})\s+(\d{1,10})\s*\r?\n/);
    if (!section) break;
    position += section[0].length;
    const first = Number(section[1]);
    const count = Number(section[2]);
    budget.entries -= count;
    if (budget.entries < 0 || position + count * 20 > bytes.length) throw signingProblem('not-a-pdf');
    for (let i = 0; i < count; i += 1, position += 20) {
      const entry = bytes.toString('latin1', position, position + 18);
      if (!/^\d{10} \d{5} [nf]/.test(entry)) throw signingProblem('not-a-pdf');
      // Newest first: an older table never replaces a newer entry.
      if (!offsets.has(first + i)) offsets.set(first + i, entry[17] === 'n' ? Number(entry.slice(0, 10)) : -1);
    }
  }
  const trailer = line(position, /^\s*trailer\s*/);
  if (!trailer) throw signingProblem('not-a-pdf');
  const dictionary = readDictionary(bytes.toString('latin1', position + trailer[0].length, position + 65_536));
  if (dictionary.has('/XRefStm')) throw unsupported('The cross-reference is partly a stream.');
  return dictionary;
}

/** The text of an object between `obj` and `endobj`, for objects without a stream. */
export function readObject(pdf: PdfFile, id: number): string {
  const offset = pdf.offsets.get(id) ?? -1;
  const end = offset < 0 ? -1 : pdf.bytes.indexOf('endobj', offset);
  if (end < 0 || end - offset > 8_000_000) throw unsupported(`Object ${id} is not there.`);
  const match = /^\s*(\d+)\s+0\s+obj\b([\s\S]*)$/.exec(pdf.bytes.toString('latin1', offset, end));
  if (!match || Number(match[1]) !== id) throw unsupported(`Object ${id} is not where the table says.`);
  return (match[2] ?? '').trim();
}

/** `12 0 R` → 12 */
export function reference(value: string | undefined): number | undefined {
  const match = /^\s*(\d{1,10})\s+0\s+R\s*$/.exec(value ?? '');
  return match ? Number(match[1]) : undefined;
}

/** Reads `<< /Key value … >>` at the start of the text. */
export function readDictionary(text: string): PdfDictionary {
  const dictionary: PdfDictionary = new Map();
  let position = skipSpace(text, 0);
  if (!text.startsWith('<<', position)) throw unsupported('A dictionary was expected.');
  position = skipSpace(text, position + 2);
  while (!text.startsWith('>>', position)) {
    const key = /^\/[^\s()<>[\]{}/%]+/.exec(text.slice(position, position + 256))?.[0];
    if (!key || dictionary.has(key)) throw unsupported('A dictionary key is missing or there twice.');
    position = skipSpace(text, position + key.length);
    const start = position;
    position = skipValue(text, position);
    dictionary.set(key, text.slice(start, position).trim());
    position = skipSpace(text, position);
  }
  return dictionary;
}

export function writeDictionary(dictionary: PdfDictionary): string {
  return `<<\n${[...dictionary].map(([key, value]) => `${key} ${value}`).join('\n')}\n>>`;
}

/** A value ends where the next key or the end of the dictionary begins: `1 0 R` is one value of three words. */
function skipValue(text: string, from: number): number {
  let position = skipToken(text, from);
  for (;;) {
    const next = skipSpace(text, position);
    if (next >= text.length) throw unsupported('A dictionary does not end.');
    if (text[next] === '/' || text.startsWith('>>', next)) return position;
    position = skipToken(text, next);
  }
}

function skipToken(text: string, from: number, depth = 0): number {
  // Deeper than any real document; without a limit, a file of brackets would end the process.
  if (depth > 100) throw unsupported('The document is nested too deeply.');
  const rest = text.slice(from, from + 2);
  if (rest === '<<') return skipNested(text, from, '<<', '>>', depth);
  if (rest[0] === '[') return skipNested(text, from, '[', ']', depth);
  if (rest[0] === '(') return skipString(text, from);
  if (rest[0] === '<') {
    const end = text.indexOf('>', from);
    if (end < 0) throw unsupported('A string does not end.');
    return end + 1;
  }
  const token = /^\/?[^\s()<>[\]{}/%]+/.exec(text.slice(from, from + 512))?.[0];
  if (!token) throw unsupported('A value was expected.');
  return from + token.length;
}

function skipNested(text: string, from: number, open: string, close: string, depth: number): number {
  let position = skipSpace(text, from + open.length);
  while (!text.startsWith(close, position)) {
    if (position >= text.length) throw unsupported('An array or a dictionary does not end.');
    position = skipSpace(text, skipToken(text, position, depth + 1));
  }
  return position + close.length;
}

function skipString(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '(') depth += 1;
    else if (text[i] === ')' && (depth -= 1) === 0) return i + 1;
  }
  throw unsupported('A string does not end.');
}

function skipSpace(text: string, from: number): number {
  let position = from;
  for (;;) {
    while (position < text.length && '\0\t\n\f\r '.includes(text[position] ?? '')) position += 1;
    if (text[position] !== '%') return position;
    const end = text.slice(position).search(/[\r\n]/);
    position = end < 0 ? text.length : position + end;
  }
}
