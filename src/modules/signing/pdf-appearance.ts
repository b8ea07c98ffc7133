import { deflateSync } from 'node:zlib';
import { signingProblem } from './errors.ts';
import { readDictionary, readObject, reference, type PdfDictionary, type PdfFile } from './pdf-objects.ts';

/** A picture as raw samples: three bytes of colour and one of opacity for each point, row by row from the top. */
export type Picture = { width: number; height: number; rgba: Buffer };

/** What a reader shows where the signature stands: the image of a seal or of a handwritten signature, or drawn text. */
export type Appearance = {
  picture: Picture;
  /** Page from 1; the last page where it is left out. */
  page?: number | undefined;
  /** Points (1/72 inch) of the upper left corner, from the left and from the top of the page; from the right edge where `fromRight`. */
  x: number;
  y: number;
  fromRight?: boolean;
  /** Points. */
  width: number;
  height: number;
};

type Page = { id: number; box: [number, number, number, number] };

const A4: Page['box'] = [0, 0, 595.28, 841.89];
const maxPages = 20_000;
const maxSamples = 4_000_000;

const unsupported = (why: string) => signingProblem('unsupported-pdf', { cause: new Error(why) });

/** The page that a signature stands on. @throws signing.unsupported-pdf */
export function findPage(pdf: PdfFile, catalog: PdfDictionary, wanted: number | undefined): Page {
  const pages: Page[] = [];
  const root = reference(catalog.get('/Pages'));
  if (root !== undefined) walk(pdf, root, A4, 0, pages, wanted ?? maxPages);
  const page = wanted === undefined ? pages.at(-1) : pages[wanted - 1];
  if (!page) throw unsupported('The page was not found.');
  return page;
}

function walk(pdf: PdfFile, id: number, inherited: Page['box'], depth: number, pages: Page[], upTo: number): void {
  if (depth > 50 || pages.length >= maxPages) throw unsupported('The tree of pages does not end.');
  if (pages.length >= upTo) return;
  const node = readDictionary(readObject(pdf, id));
  const box = readBox(node.get('/MediaBox')) ?? inherited;
  if (node.get('/Type') === '/Page') {
    pages.push({ id, box });
    return;
  }
  for (const kid of (node.get('/Kids') ?? '').matchAll(/(\d{1,10})\s+0\s+R/g)) {
    walk(pdf, Number(kid[1]), box, depth + 1, pages, upTo);
    if (pages.length >= upTo) return;
  }
}

function readBox(value: string | undefined): Page['box'] | undefined {
  const numbers = (value ?? '').match(/-?\d+(?:\.\d+)?/g)?.map(Number);
  const [a, b, c, d] = numbers ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [a, b, c, d];
}

/** The rectangle of an appearance in the coordinates of its page, as `/Rect` wants it. */
export function rectOn({ box }: Page, { x, y, width, height, fromRight }: Appearance): string {
  const left = fromRight ? box[2] - x - width : box[0] + x;
  const top = box[3] - y;
  return `[${[left, top - height, left + width, top].map((value) => value.toFixed(2)).join(' ')}]`;
}

/**
 * The objects of an appearance: a form that paints one image, whose opacity is a soft mask.
 * @param first number of the first of the three objects
 * @returns number of the form, and the objects' text in Latin-1
 */
export function appearanceObjects(
  appearance: Appearance,
  first: number,
): { form: number; objects: Map<number, string> } {
  const { picture, width, height } = appearance;
  const samples = picture.width * picture.height;
  if (samples < 1 || samples > maxSamples || picture.rgba.length !== samples * 4)
    throw new TypeError('The picture of a signature does not have the samples that it says.');
  const colour = Buffer.alloc(samples * 3);
  const opacity = Buffer.alloc(samples);
  for (let i = 0; i < samples; i += 1) {
    picture.rgba.copy(colour, i * 3, i * 4, i * 4 + 3);
    opacity[i] = picture.rgba[i * 4 + 3] ?? 0;
  }
  const image = `/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} /BitsPerComponent 8`;
  const paint = `q ${width.toFixed(2)} 0 0 ${height.toFixed(2)} 0 0 cm /P Do Q`;
  return {
    form: first,
    objects: new Map([
      [
        first,
        stream(
          `/Type /XObject /Subtype /Form /BBox [0 0 ${width.toFixed(2)} ${height.toFixed(2)}] /Resources << /XObject << /P ${first + 1} 0 R >> >>`,
          Buffer.from(paint),
        ),
      ],
      [first + 1, stream(`${image} /ColorSpace /DeviceRGB /SMask ${first + 2} 0 R`, colour)],
      [first + 2, stream(`${image} /ColorSpace /DeviceGray`, opacity)],
    ]),
  };
}

function stream(dictionary: string, content: Buffer): string {
  const packed = deflateSync(content);
  return `<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}\nendstream`;
}
