import { SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import { VIETNAM_OFFSET_MS } from '#platform/time.ts';
import { signingProblem } from './errors.ts';
import { appearanceObjects, findPage, rectOn, type Appearance } from './pdf-appearance.ts';
import {
  readDictionary,
  readObject,
  readPdf,
  reference,
  writeDictionary,
  type PdfDictionary,
  type PdfFile,
} from './pdf-objects.ts';

export type SignatureText = {
  /** Who signs, as shown by PDF readers. */
  name: string;
  reason: string;
  location: string;
  at: Date;
  /** What readers show on the page; nothing where it is left out, because what the page says of it is typeset in the page itself. */
  appearance?: Appearance | undefined;
};

/** Room for the CMS structure with two certificates (about 2 KB) and, later, a time stamp. */
export const signatureBytes = 6144;

const unsupported = (why: string) => signingProblem('unsupported-pdf', { cause: new Error(why) });

/**
 * Appends a signature field, invisible unless it has an appearance, with room for the signature, as an incremental update: no byte of the document
 * changes, so earlier signatures stay valid and PDF/A stays PDF/A.
 * @throws signing.not-a-pdf, signing.unsupported-pdf
 */
export function addPlaceholder(bytes: Buffer, text: SignatureText): Buffer {
  const pdf = readPdf(bytes);
  const size = Number(pdf.trailer.get('/Size'));
  const rootId = reference(pdf.trailer.get('/Root'));
  if (!Number.isInteger(size) || size < 1 || size > 8_000_000 || rootId === undefined)
    throw signingProblem('not-a-pdf');
  const [signatureId, fieldId] = [size, size + 1];
  const catalog = readDictionary(readObject(pdf, rootId));
  const page = findPage(pdf, catalog, text.appearance ? text.appearance.page : 1);
  const pageId = page.id;
  const changed = new Map<number, string>();
  changed.set(signatureId, signatureDictionary(text));
  const drawn = text.appearance && appearanceObjects(text.appearance, size + 2);
  for (const [id, object] of drawn?.objects ?? []) changed.set(id, object);
  const shown = text.appearance && drawn ? { rect: rectOn(page, text.appearance), form: drawn.form } : undefined;
  changed.set(fieldId, fieldDictionary(signatureId, pageId, shown));
  addToForm(pdf, catalog, rootId, fieldId, changed);
  addToPage(pdf, pageId, fieldId, changed);
  return append(pdf, changed);
}

function signatureDictionary(text: SignatureText): string {
  return [
    '<<',
    '/Type /Sig',
    '/Filter /Adobe.PPKLite',
    `/SubFilter /${SUBFILTER_ETSI_CADES_DETACHED}`,
    '/ByteRange [0 /********** /********** /**********]',
    `/Contents <${'0'.repeat(signatureBytes * 2)}>`,
    `/M (${pdfDate(text.at)})`,
    `/Name ${textString(text.name)}`,
    `/Reason ${textString(text.reason)}`,
    `/Location ${textString(text.location)}`,
    '>>',
  ].join('\n');
}

/** F 132 = print, locked. Without an appearance the rectangle is empty. */
function fieldDictionary(signatureId: number, pageId: number, shown?: { rect: string; form: number }): string {
  return [
    '<<',
    `/Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect ${shown?.rect ?? '[0 0 0 0]'}`,
    ...(shown ? [`/AP << /N ${shown.form} 0 R >>`] : []),
    `/T (Signature${signatureId})`,
    `/V ${signatureId} 0 R`,
    `/P ${pageId} 0 R`,
    '>>',
  ].join('\n');
}

function addToForm(
  pdf: PdfFile,
  catalog: PdfDictionary,
  rootId: number,
  fieldId: number,
  changed: Map<number, string>,
): void {
  const formId = reference(catalog.get('/AcroForm'));
  const form = catalog.has('/AcroForm')
    ? readDictionary(formId === undefined ? (catalog.get('/AcroForm') ?? '') : readObject(pdf, formId))
    : new Map<string, string>();
  addToArray(pdf, form, '/Fields', fieldId, changed);
  form.set('/SigFlags', '3'); // signatures exist; append only
  if (formId !== undefined) changed.set(formId, writeDictionary(form));
  else {
    catalog.set('/AcroForm', writeDictionary(form));
    changed.set(rootId, writeDictionary(catalog));
  }
}

function addToPage(pdf: PdfFile, pageId: number, fieldId: number, changed: Map<number, string>): void {
  const page = readDictionary(readObject(pdf, pageId));
  if (addToArray(pdf, page, '/Annots', fieldId, changed)) changed.set(pageId, writeDictionary(page));
}

/** Adds a reference to an array that lies in the dictionary or in an object of its own. Says whether the dictionary changed. */
function addToArray(
  pdf: PdfFile,
  owner: PdfDictionary,
  key: string,
  id: number,
  changed: Map<number, string>,
): boolean {
  const value = owner.get(key);
  const arrayId = reference(value);
  const array = value === undefined ? '[]' : arrayId === undefined ? value : readObject(pdf, arrayId);
  if (!/^\[[\s\S]*\]$/.test(array)) throw unsupported(`${key} is not an array.`);
  const longer = `${array.slice(0, -1)} ${id} 0 R]`;
  if (arrayId === undefined) owner.set(key, longer);
  else changed.set(arrayId, longer);
  return arrayId === undefined;
}

function append(pdf: PdfFile, changed: Map<number, string>): Buffer {
  const parts: Buffer[] = [pdf.bytes];
  let length = pdf.bytes.length;
  const write = (text: string) => {
    const part = Buffer.from(text, 'latin1');
    parts.push(part);
    length += part.length;
  };
  write('\n');
  const ids = [...changed.keys()].toSorted((a, b) => a - b);
  const lines: string[] = [];
  for (const id of ids) {
    lines.push(`${id} 1\n${String(length).padStart(10, '0')} 00000 n \n`);
    write(`${id} 0 obj\n${changed.get(id)}\nendobj\n`);
  }
  const startXref = length;
  const trailer: PdfDictionary = new Map([['/Size', String((ids.at(-1) ?? 0) + 1)]]);
  for (const key of ['/Root', '/Info', '/ID']) {
    const value = pdf.trailer.get(key);
    if (value !== undefined) trailer.set(key, value);
  }
  trailer.set('/Prev', String(pdf.startXref));
  write(`xref\n${lines.join('')}trailer\n${writeDictionary(trailer)}\nstartxref\n${startXref}\n%%EOF`);
  return Buffer.concat(parts, length);
}

/** UTF-16 in hexadecimal: no character of a name can end the string or mean anything to a parser. */
export function textString(text: string): string {
  return `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`;
}

/** `D:20261123190000+07'00'`, the time in Vietnam. */
export function pdfDate(at: Date): string {
  const local = new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString();
  return `D:${local.slice(0, 19).replace(/\D/g, '')}+07'00'`;
}
