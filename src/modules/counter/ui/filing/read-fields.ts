import type { Field, FormPage } from '#modules/forms/index.ts';
import type { Answers } from '../../shapes.ts';

// Runs on the server and in the browser (autosave), so that both read a form in the same way: types only from outside.

/** The text fields of a submitted form; of several with one name the last. */
export type Fields = Record<string, string>;

/** What a control shows: text, the boxes of a date, or the ids of files. */
export type TypedValue = string | { day: string; month: string; year: string } | string[];
export type Typed = Record<string, TypedValue>;

export type FieldShape = Pick<Field, 'key' | 'kind'>;

/** The names of what a form carries besides answers. */
export const formNames = {
  /** the button that was pressed */
  act: 'viec-can-lam',
  version: 'phien-ban',
  seen: 'da-thay',
  /** which version of the procedure the page shows */
  versionId: 'ban-thu-tuc',
  province: (key: string): string => `${key}-tinh`,
  /** the province whose communes the page listed */
  listed: (key: string): string => `${key}-da-liet-ke`,
  searched: (key: string): string => `${key}-ten`,
  files: (key: string): string => `${key}-tep`,
} as const;

/** Longer text is cut before it is sent on; the form's own limits are far below and refuse it with their words. */
const LONGEST_SENT = 3000;

export function fieldsOf(form: Iterable<[string, unknown]>): Fields {
  const fields: Fields = {};
  for (const [name, value] of form) if (typeof value === 'string') fields[name] = value;
  return fields;
}

/** What was typed, to be shown again exactly so. */
export function readTyped(page: { fields: readonly FieldShape[] }, fields: Fields): Typed {
  return Object.fromEntries(page.fields.map((field) => [field.key, typedValue(field, fields)]));
}

function typedValue({ key, kind }: FieldShape, fields: Fields): TypedValue {
  if (kind === 'date') {
    return {
      day: fields[`${key}-day`] ?? '',
      month: fields[`${key}-month`] ?? '',
      year: fields[`${key}-year`] ?? '',
    };
  }
  const text = fields[key] ?? '';
  return kind === 'paper' ? text.split(',').filter(Boolean) : text;
}

/** What is sent to be saved. The three boxes of a date become 'd/m/yyyy': whether there is such a day is the form's to say. */
export function answersOf(page: { fields: readonly FieldShape[] }, typed: Typed): Answers {
  return Object.fromEntries(page.fields.map(({ key }) => [key, sentValue(typed[key] ?? '')]));
}

function sentValue(value: TypedValue): string | string[] {
  if (typeof value === 'string') return value.slice(0, LONGEST_SENT);
  if (Array.isArray(value)) return value;
  const parts = [value.day, value.month, value.year].map((part) => part.trim().slice(0, 20));
  return parts.every((part) => part === '') ? '' : parts.join('/');
}

/** Stored answers as the controls show them. */
export function typedFromAnswers(page: { fields: readonly FieldShape[] }, answers: Answers): Typed {
  return Object.fromEntries(
    page.fields.map(({ key, kind }) => {
      const value = answers[key];
      if (kind === 'paper') return [key, Array.isArray(value) ? value : []];
      if (kind === 'date') return [key, dateParts(typeof value === 'string' ? value : '')];
      return [key, value === undefined ? '' : String(value)];
    }),
  );
}

function dateParts(iso: string): TypedValue {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { day, month, year };
}

/** The stored answers of a page in one line of text: what the reader saw, to tell a real conflict from a mere newer version. */
export function seenOf(page: { fields: readonly FieldShape[] }, answers: Answers): string {
  return JSON.stringify(page.fields.map(({ key }) => answers[key] ?? null));
}

/** A button's order: 'tim:registerArea' → { act: 'tim', key: 'registerArea', value: undefined }. */
export function readAct(text: string | undefined): { act: string; key: string; value: string } {
  const [act = '', key = '', value = ''] = (text ?? '').split(':');
  return { act, key, value };
}

export function hasPaper(page: FormPage): boolean {
  return page.fields.some((field) => field.kind === 'paper');
}
