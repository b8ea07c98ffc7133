import { dateOf, isDate } from './dates.ts';
import { digitsOnly, hasStrangeCharacters, LONGEST_TEXT, nationalPhone, tidy } from './clean.ts';
import { brokenKeyword } from './schema.ts';
import type { AnswerValue, Field, FieldErrorCode, Submitted } from './types.ts';

export type Reading = { value: AnswerValue } | { refused: FieldErrorCode } | { empty: true };

/** The most files that are looked at before the field's own limit is applied. */
const MOST_FILES = 100;

/** Reads one field of what was sent, without looking at the others. */
export function readField(field: Field, submitted: Submitted): Reading {
  const found = own(submitted, field.key);
  const raw =
    field.kind === 'paper' ? filesOf(found) : field.kind === 'date' ? dateText(field, submitted) : scalar(found);
  if (raw === undefined) return { refused: 'wrong-shape' };
  if (raw.length === 0) return { empty: true };
  if (typeof raw !== 'string') return judge(field, raw);
  if (raw.length > LONGEST_TEXT) return { refused: 'too-long' };
  const text = tidy(raw);
  if (text === '') return { empty: true };
  if (hasStrangeCharacters(text)) return { refused: 'strange-characters' };
  const value = convert(field, text);
  return value === undefined ? { refused: 'wrong-shape' } : judge(field, value);
}

/** Never a property that an object inherits: keys of a form come from outside. */
const own = (submitted: Submitted, key: string): unknown =>
  Object.hasOwn(submitted, key) ? submitted[key] : undefined;

/** Text or a number as it came; '' when nothing came; undefined when something else came. */
function scalar(raw: unknown): string | undefined {
  if (raw === undefined || raw === null) return '';
  if (typeof raw === 'string') return raw;
  return typeof raw === 'number' ? String(raw) : undefined;
}

function filesOf(raw: unknown): string[] | undefined {
  if (raw === undefined || raw === null || raw === '') return [];
  const list = Array.isArray(raw) ? raw : [raw];
  if (list.length > MOST_FILES || !list.every((id): id is string => typeof id === 'string')) return undefined;
  return list.filter((id) => id !== '').map((id) => id.toLowerCase());
}

/** A date comes in one piece, or in three boxes named `key-day`, `key-month`, `key-year`. */
function dateText(field: Field, submitted: Submitted): string | undefined {
  const whole = scalar(own(submitted, field.key));
  if (whole === undefined || whole !== '') return whole;
  const boxes = ['day', 'month', 'year'].map((part) => scalar(own(submitted, `${field.key}-${part}`)));
  if (boxes.includes(undefined)) return undefined;
  return boxes.every((box) => box === '' || box?.trim() === '') ? '' : boxes.join('/');
}

function convert(field: Field, text: string): AnswerValue | undefined {
  switch (field.kind) {
    case 'date':
      return readDate(text);
    case 'number':
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'person-number':
      return digitsOnly(text);
    case 'phone':
      return nationalPhone(text);
    default:
      return text;
  }
}

/** 'YYYY-MM-DD', or day, month and year in the order of this country with any of / . - or spaces between. */
function readDate(text: string): string | undefined {
  if (isDate(text)) return text;
  const parts = /^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})$/.exec(text);
  return parts === null ? undefined : dateOf(Number(parts[3]), Number(parts[2]), Number(parts[1]));
}

const codes: { [keyword: string]: FieldErrorCode } = {
  maxLength: 'too-long',
  minLength: 'too-short',
  minimum: 'too-small',
  maximum: 'too-large',
  minItems: 'too-few-files',
  maxItems: 'too-many-files',
};

function judge(field: Field, value: AnswerValue): Reading {
  if (field.kind === 'choice' && !field.options?.some((option) => option.value === value)) {
    return { refused: 'not-an-option' };
  }
  if (field.paper !== undefined && Array.isArray(value)) {
    if (value.length < field.paper.min) return { refused: 'too-few-files' };
    if (value.length > field.paper.max) return { refused: 'too-many-files' };
  }
  const broken = brokenKeyword(field.schema, value);
  return broken === undefined ? { value } : { refused: codes[broken.keyword] ?? 'wrong-shape' };
}
