import { readFileSync } from 'node:fs';
import type { Agency } from '#modules/directory/index.ts';
import { typesetWithPlaces, TypesetError, type PlaceMark, type TypesetInput } from '#platform/pdf/typeset.ts';
import type { Content } from '../content.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentData } from './document-data.ts';
import { documentsProblem } from '../errors.ts';
import { notationOf, printed, type Style } from '../notation.ts';

const template = readFileSync(new URL('van-ban.typ', import.meta.url), 'utf8');

export interface Rendered {
  pdf: Buffer;
  /** Where the signature belongs; undefined for an uploaded document. */
  place: PlaceMark | undefined;
}

export interface ToRender {
  content: Content;
  number: number | null;
  notation: string | null;
  issuedOn: string | null;
  createdAt: Date;
}

/** The document as it will be signed, or looks now: the uploaded file itself, or the form typeset as PDF/A. @throws documents.unprintable */
export async function renderOutgoing(
  deps: Pick<DocumentsDeps, 'files'>,
  { content, number, notation, issuedOn, createdAt }: ToRender,
  agency: { itself: Agency; parent: Agency | null; style: Style },
): Promise<Rendered> {
  if (content.file) return { pdf: await deps.files.read(content.file.id), place: undefined };
  const code = notation ?? notationOf(content.type, agency.style, content.unit);
  const data = documentData(content, {
    agency: { name: agency.itself.name, parentName: parentPrinted(agency) },
    place: agency.style.place,
    number: number === null ? `…/${code}` : printed(number, code),
    date: issuedOn,
  });
  const { pdf, places } = await typesetPrintable({
    template,
    data,
    title: content.subject,
    author: agency.itself.name,
    at: createdAt,
  });
  return { pdf, place: places.find((one) => one.name === 'signature') };
}

/** A People's Committee stands alone on the head: what is above it is not its governing agency there. */
function parentPrinted({ itself, parent }: { itself: Agency; parent: Agency | null }): string | null {
  return parent && !itself.name.startsWith('Ủy ban nhân dân') ? parent.name : null;
}

export async function typesetPrintable(input: TypesetInput): Promise<{ pdf: Buffer; places: PlaceMark[] }> {
  try {
    return await typesetWithPlaces(input);
  } catch (error) {
    if (error instanceof TypesetError && error.kind === 'unprintable')
      throw documentsProblem('unprintable', {
        params: { sign: [...error.message].slice(0, 80).join('') },
        cause: error,
      });
    throw error;
  }
}
