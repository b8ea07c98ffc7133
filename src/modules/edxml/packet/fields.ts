import { hasControlChars } from '#platform/text.ts';
import { edxmlProblem } from '../errors.ts';
import { elementsOf, textOf, type Element } from '../xml/element.ts';
import { readDate, readInstant } from './dates.ts';

/**
 * Builders disagree about the order of elements, their prefixes and two spellings: everything is found by its local name, and each thing may
 * have more than one. The first is the one that we write.
 */
export function childrenOf(element: Element | undefined, ...names: string[]): Element[] {
  return element ? elementsOf(element).filter((child) => names.includes(child.local)) : [];
}

/** At most one: of two, one program would read the first and another the last. @throws edxml.field-twice */
export function childOf(element: Element | undefined, ...names: string[]): Element | undefined {
  const [found, ...more] = childrenOf(element, ...names);
  if (more.length > 0) throw edxmlProblem('field-twice', { params: { field: names[0] ?? '' } });
  return found;
}

export interface TextRule {
  most?: number;
}

/** The text of a child; undefined where there is none or it is empty. @throws edxml.field-wrong, field-twice */
export function textAt(
  element: Element | undefined,
  names: string | readonly string[],
  { most = 4000 }: TextRule = {},
) {
  const list = typeof names === 'string' ? [names] : names;
  const child = childOf(element, ...list);
  if (!child) return undefined;
  const text = textOf(child);
  if (text.length > most || elementsOf(child).length > 0 || hasControlChars(text)) wrong(list[0]);
  return text === '' ? undefined : text;
}

export function numberAt(
  element: Element | undefined,
  name: string,
  { least, most }: { least: number; most: number },
): number | undefined {
  const text = textAt(element, name, { most: 12 });
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) wrong(name);
  return value;
}

export function flagAt(element: Element | undefined, name: string): boolean | undefined {
  const text = textAt(element, name, { most: 5 })?.toLowerCase();
  if (text === undefined) return undefined;
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  return wrong(name);
}

export function dateAt(element: Element | undefined, name: string): string | undefined {
  const text = textAt(element, name, { most: 40 });
  return text === undefined ? undefined : (readDate(text) ?? wrong(name));
}

export function instantAt(element: Element | undefined, name: string): string | undefined {
  const text = textAt(element, name, { most: 40 });
  return text === undefined ? undefined : (readInstant(text) ?? wrong(name));
}

export function required<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw edxmlProblem('field-missing', { params: { field } });
  return value;
}

export function wrong(field = ''): never {
  throw edxmlProblem('field-wrong', { params: { field } });
}

/** Without the fields that are not there. */
export function present<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
