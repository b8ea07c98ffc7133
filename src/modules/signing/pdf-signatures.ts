import { readDictionary, type PdfDictionary } from './pdf-objects.ts';

export type FoundSignature = {
  /** Signed bytes: everything but the signature's own hexadecimal string. */
  parts: [Buffer, Buffer];
  cms: Buffer;
  /** Offset behind the last signed byte. */
  end: number;
  /** Offset of `/ByteRange`, to tell signatures apart. */
  at: number;
  dictionary: PdfDictionary;
};

// A hostile file must not buy time with repetition: each limit is far above any real document.
const maxSignatures = 20;
const maxMentions = 200;
const maxDictionaryBytes = 400_000;

/**
 * Finds the signatures of a PDF by their byte ranges, without believing its cross-references: what a range leaves out must
 * be one hexadecimal string and nothing else, so no content can hide in it.
 * @returns in file order; `undefined` when a byte range is not of that form
 */
export function findSignatures(pdf: Buffer): FoundSignature[] | undefined {
  const found: FoundSignature[] = [];
  let mentions = 0;
  for (let at = pdf.indexOf('/ByteRange'); at >= 0; at = pdf.indexOf('/ByteRange', at + 10)) {
    mentions += 1;
    if (mentions > maxMentions) return undefined;
    const dictionary = dictionaryAround(pdf, at);
    // The word in a page's text or in a stream is no signature.
    if (!dictionary || !['/Sig', '/DocTimeStamp'].includes(dictionary.get('/Type') ?? '/Sig')) continue;
    if (!dictionary.has('/Contents') || found.length >= maxSignatures) return undefined;
    const range = /^\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]$/.exec(dictionary.get('/ByteRange') ?? '');
    if (!range) return undefined;
    const [gap, resume, rest] = [Number(range[1]), Number(range[2]), Number(range[3])];
    if (gap < 1 || resume <= gap + 2 || resume + rest > pdf.length || resume - gap > maxDictionaryBytes)
      return undefined;
    const cms = readContents(pdf.toString('latin1', gap, resume));
    if (!cms || dictionary.get('/Contents') !== pdf.toString('latin1', gap, resume)) return undefined;
    found.push({
      parts: [pdf.subarray(0, gap), pdf.subarray(resume, resume + rest)],
      cms,
      end: resume + rest,
      at,
      dictionary,
    });
  }
  return found;
}

/** The dictionary of the object in which the offset lies. */
function dictionaryAround(pdf: Buffer, at: number): PdfDictionary | undefined {
  const from = Math.max(0, at - maxDictionaryBytes);
  const start = pdf.subarray(from, at).lastIndexOf(' obj');
  const end = pdf.subarray(at, at + maxDictionaryBytes).indexOf('endobj');
  if (start < 0 || end < 0) return undefined;
  try {
    return readDictionary(pdf.toString('latin1', from + start + 4, at + end));
  } catch {
    return undefined;
  }
}

/** `<hex>` → the DER in it. What follows the DER must be zeros, and the digits of one case, so that no bit is free. */
function readContents(text: string): Buffer | undefined {
  if (!/^<(?:[0-9a-f]{2})+>$/.test(text) && !/^<(?:[0-9A-F]{2})+>$/.test(text)) return undefined;
  const bytes = Buffer.from(text.slice(1, -1), 'hex');
  const length = derLength(bytes);
  if (length === undefined || length > bytes.length || bytes.subarray(length).some((byte) => byte !== 0))
    return undefined;
  return bytes.subarray(0, length);
}

function derLength(bytes: Buffer): number | undefined {
  if (bytes[0] !== 0x30 || bytes.length < 4) return undefined;
  const first = bytes[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count < 1 || count > 4) return undefined;
  return 2 + count + bytes.readUIntBE(2, count);
}
