import { fold } from '#platform/text.ts';
import { documentTypes } from '../legal.ts';
import type { Element } from '../xml/element.ts';
import { childOf, numberAt, present, textAt } from './fields.ts';
import type { DocumentFacts } from './types.ts';

type DocumentType = NonNullable<DocumentFacts['type']>;

/**
 * With TypeDetail, Type is the group; without it, Type is a code: of the administrative group, unless the name says that it is a normative
 * document (an old packet with 7 and "Nghị định" means the decree, not the notice). Only a name is found by it.
 */
export function readDocumentType(header: Element | undefined): DocumentType | undefined {
  const element = childOf(header, 'DocumentType');
  const name = textAt(element, 'TypeName', { most: 200 });
  const detail = numberAt(element, 'TypeDetail', { least: 1, most: 99 });
  if (detail !== undefined) {
    const group = numberAt(element, 'Type', { least: 1, most: 2 }) ?? 2;
    return present({ group: group === 1 ? 1 : 2, code: detail, name: name ?? nameOf(group, detail) }) as DocumentType;
  }
  const code = numberAt(element, 'Type', { least: 0, most: 99 });
  if (code === undefined || code === 0) return name ? byName(name) : undefined;
  const normative = name !== undefined && !same(name, nameOf(2, code)) && same(name, nameOf(1, code));
  const group = normative ? 1 : 2;
  return present({ group, code, name: name ?? nameOf(group, code) }) as DocumentType;
}

const nameOf = (group: number, code: number): string | undefined => documentTypes[group === 1 ? 1 : 2][code - 1];

const same = (one: string, other: string | undefined): boolean => other !== undefined && fold(one) === fold(other);

/** Administrative first: between agencies they are nearly all. */
function byName(name: string): DocumentType | undefined {
  for (const group of [2, 1] as const) {
    const at = documentTypes[group].findIndex((known) => same(known, name));
    if (at >= 0) return { group, code: at + 1, name };
  }
  return undefined;
}
