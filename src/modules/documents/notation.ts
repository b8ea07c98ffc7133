import { fold, nfc } from '#platform/text.ts';
import { findType } from './document-types.ts';

/** How an agency writes its notations. */
export interface Style {
  /** 'UBND', 'STP', 'BNV' */
  abbreviation: string;
  /** The place in "Đức Xuân, ngày …" */
  place: string;
}

/** Letters and hyphens of any alphabet; no stroke or space, which would make a notation read as another. */
export const ABBREVIATION = '^[\\p{L}\\p{M}]+(?:-[\\p{L}\\p{M}]+)*$';

/** 'QĐ-UBND' for a type with an abbreviation, 'UBND-VP' for an official letter of the office: without the number. */
export function notationOf(type: string, style: Style, unit: string | null): string {
  const abbreviation = findType(type)?.abbreviation ?? '';
  const parts = abbreviation ? [abbreviation, style.abbreviation] : [style.abbreviation, unit ?? ''];
  return nfc(parts.filter(Boolean).join('-'));
}

export const copyNotation = (kind: string, style: Style): string => nfc(`${kind}-${style.abbreviation}`);

/** '05/QĐ-UBND': as printed. */
export function printed(number: number, notation: string): string {
  return `${String(number).padStart(2, '0')}/${notation}`;
}

/** The form in which documents are searched for: folded, with the number also without its zero ('05/QĐ-UBND' and '5/QĐ-UBND'). */
export function searchText(parts: readonly (string | null | undefined)[]): string {
  return fold(parts.filter(Boolean).join(' · '));
}

/** For LIKE: what people type is text, never a pattern. */
export function likePattern(typed: string): string {
  return `%${fold(typed).replace(/[\\%_]/g, '\\$&')}%`;
}
