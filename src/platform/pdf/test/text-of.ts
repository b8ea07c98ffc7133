import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';

/**
 * The words of a PDF, read back from the glyphs of each page through the fonts' ToUnicode tables: independent of the
 * program that wrote them, and there on machines without poppler.
 */
export async function textOf(pdf: Buffer): Promise<string> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  let text = '';
  for (const page of document.getPages()) {
    const maps = new Map<string, Map<string, string>>();
    const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
    for (const [name] of fonts?.entries() ?? []) {
      const font = fonts?.lookup(name, PDFDict);
      const unicode = font && document.context.lookup(font.get(PDFName.of('ToUnicode')));
      if (unicode instanceof PDFRawStream) maps.set(name.asString(), readMap(bytesOf(unicode)));
    }
    const contents = page.node.Contents();
    const streams =
      contents instanceof PDFArray ? contents.asArray().map((ref) => document.context.lookup(ref)) : [contents];
    for (const stream of streams) if (stream instanceof PDFRawStream) text += readContent(bytesOf(stream), maps);
  }
  return text.replace(/\s+/g, ' ').normalize('NFC');
}

function bytesOf(stream: PDFRawStream): Buffer {
  return stream.dict.has(PDFName.of('Filter')) ? inflateSync(stream.contents) : Buffer.from(stream.contents);
}

const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function readMap(table: Buffer): Map<string, string> {
  const map = new Map<string, string>();
  for (const block of table.toString('latin1').matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const pair of (block[1] ?? '').matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) {
      map.set((pair[1] ?? '').toLowerCase(), utf16(pair[2] ?? ''));
    }
  }
  return map;
}

/** Reads `/f0 13 Tf` and the strings of `Tj` and `TJ`; a line ends where the text position is set anew. */
function readContent(content: Buffer, maps: Map<string, Map<string, string>>): string {
  let map: Map<string, string> | undefined;
  let text = '';
  // What a marked-content mark says beside the glyphs (language, replacement text) is not on the page.
  const source = content.toString('latin1').replace(/\/\w+\s*<<(?:[^<>]|<[^<]*?>|<<[^<>]*>>)*>>\s*BDC/g, '');
  for (let i = 0; i < source.length;) {
    const rest = source.slice(i, i + 60);
    const font = /^(\/[A-Za-z0-9]+) [\d.]+ Tf/.exec(rest);
    if (font) {
      map = maps.get(font[1] ?? '');
      i += font[0].length;
    } else if (/^(Tm|Td|T\*)/.test(rest)) {
      text += ' ';
      i += 2;
    } else if (source[i] === '(' || (source[i] === '<' && source[i + 1] !== '<' && source[i - 1] !== '<')) {
      const [bytes, end] = source[i] === '(' ? literal(source, i) : hexString(source, i);
      for (let k = 0; k + 1 < bytes.length; k += 2)
        text += map?.get(bytes.subarray(k, k + 2).toString('hex')) ?? '\ufffd';
      i = end;
    } else i += 1;
  }
  return text;
}

function hexString(source: string, from: number): [Buffer, number] {
  const end = source.indexOf('>', from);
  return [Buffer.from(source.slice(from + 1, end), 'hex'), end + 1];
}

function literal(source: string, from: number): [Buffer, number] {
  const bytes: number[] = [];
  let depth = 1;
  let i = from + 1;
  const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
  for (; i < source.length; i += 1) {
    let char = source[i] ?? '';
    if (char === '\\') {
      const octal = /^[0-7]{1,3}/.exec(source.slice(i + 1, i + 4));
      if (octal) {
        bytes.push(Number.parseInt(octal[0], 8));
        i += octal[0].length;
      } else {
        i += 1;
        char = source[i] ?? '';
        bytes.push(escapes[char] ?? char.charCodeAt(0));
      }
      continue;
    }
    if (char === '(') depth += 1;
    if (char === ')' && (depth -= 1) === 0) break;
    bytes.push(char.charCodeAt(0));
  }
  return [Buffer.from(bytes), i + 1];
}
