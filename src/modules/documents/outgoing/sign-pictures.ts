import sharp from 'sharp';
import type { Appearance, Picture } from '#modules/signing/index.ts';
import { drawSvg, type PlaceMark } from '#platform/pdf/typeset.ts';
import { VIETNAM_OFFSET_MS } from '#platform/time.ts';
import { visibleSignatures } from '../legal.ts';

const MM = 72 / 25.4;
const { sealMm, signatureMm, overlap, stampPt } = visibleSignatures;
const [signatureWidth = 45, signatureHeight = 20] = signatureMm;
/** The column of the signature in the templates: 55 % of 165 mm. */
const COLUMN_MM = 0.55 * 165;
const STAMP_MM = 82;

const signatureTemplate = `#set page(width: ${signatureWidth}mm, height: ${signatureHeight}mm, margin: 0mm, fill: none)
#set align(center + horizon)
#rotate(-4deg, text(size: 17pt, style: "italic", fill: rgb("#1f3fa8"), data.name))
#v(-2mm)
#text(size: 7pt, fill: rgb("#1f3fa8"))[Ký số: #data.at]`;

const sealTemplate = `#set page(width: ${sealMm}mm, height: ${sealMm}mm, margin: 0mm, fill: none)
#let red = rgb("#c8102e")
#let letters = upper(data.name).clusters()
#let reach = calc.min(330, letters.len() * 11)
#place(center + horizon, circle(radius: ${sealMm / 2 - 0.6}mm, stroke: 1.6pt + red))
#place(center + horizon, circle(radius: ${sealMm / 2 - 5.4}mm, stroke: 0.7pt + red))
#for (i, letter) in letters.enumerate() {
  let turn = if letters.len() == 1 { 0 } else { -reach / 2 + i * reach / (letters.len() - 1) }
  place(center + horizon, rotate(turn * 1deg, box(height: ${sealMm - 2.4}mm, width: 4mm, align(center + top, text(size: calc.min(8.5, 250 / letters.len()) * 1pt, weight: "bold", fill: red, letter)))))
}
#place(center + horizon, polygon(fill: red, ..range(10).map(i => { let r = if calc.rem(i, 2) == 0 { 6mm } else { 2.4mm }; let a = i * 36deg - 90deg; (6mm + r * calc.cos(a), 6mm + r * calc.sin(a)) })))`;

const stampTemplate = (
  lines: number,
): string => `#set page(width: ${STAMP_MM}mm, height: ${lines * 4.6 + 1}mm, margin: 0mm, fill: none)
#set par(leading: 1pt, justify: false)
#text(size: ${stampPt}pt, fill: black, data.lines.join("\\n"))`;

/** 200 dpi: as sharp as a scan of the decree's own kind, and some 30 KB in the file. */
async function draw(template: string, data: unknown, widthMm: number): Promise<Picture> {
  const svg = await drawSvg({ template, data, title: 'Hình ảnh chữ ký' });
  const { data: rgba, info } = await sharp(Buffer.from(svg), { density: 200 })
    .resize({ width: Math.round((widthMm / 25.4) * 200) })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba };
}

/** The signer's signature, in the middle of the place that the template left for it. */
export async function signatureAt(place: PlaceMark, signer: { name: string; at: Date }): Promise<Appearance> {
  const picture = await draw(signatureTemplate, { name: signer.name, at: stampTime(signer.at) }, signatureWidth);
  return {
    picture,
    page: place.page,
    x: place.x + ((COLUMN_MM - signatureWidth) / 2) * MM,
    y: place.y + 2 * MM,
    width: signatureWidth * MM,
    height: signatureHeight * MM,
  };
}

/** The agency's seal over about a third of the signature, from the left. */
export async function sealAt(place: PlaceMark, agencyName: string): Promise<Appearance> {
  const picture = await draw(sealTemplate, { name: agencyName }, sealMm);
  const left = (COLUMN_MM - signatureWidth) / 2 + signatureWidth * overlap - sealMm;
  return {
    picture,
    page: place.page,
    x: place.x + left * MM,
    y: place.y + (2 + signatureHeight / 2 - sealMm / 2) * MM,
    width: sealMm * MM,
    height: sealMm * MM,
  };
}

/** Lines of text at the upper right of the first page, `row` lines below the top: for uploaded documents and copies. */
export async function stampAt(lines: readonly string[], row = 0): Promise<Appearance> {
  const wrapped = lines.flatMap(wrap);
  const heightMm = wrapped.length * 4.6 + 1;
  const picture = await draw(stampTemplate(wrapped.length), { lines: wrapped }, STAMP_MM);
  return {
    picture,
    page: 1,
    x: 8 * MM,
    y: (6 + row * 4.6) * MM,
    fromRight: true,
    width: STAMP_MM * MM,
    height: heightMm * MM,
  };
}

/** A line of the stamp holds about 48 letters of 10 pt. */
function wrap(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(0, 300).split(/\s+/)) {
    if (current && current.length + word.length + 1 > 46) {
      lines.push(current);
      current = '';
    }
    current = current ? `${current} ${word}` : word;
  }
  return current ? [...lines, current] : lines;
}

/** '28-11-2026 15:04:05 +07:00', as the decree's annex writes the time of a signature. */
export function stampTime(at: Date): string {
  const local = new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString();
  return `${local.slice(8, 10)}-${local.slice(5, 7)}-${local.slice(0, 4)} ${local.slice(11, 19)} +07:00`;
}
