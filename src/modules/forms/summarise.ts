import { formatDate } from '#platform/time.ts';
import type {
  Answers,
  AnswerValue,
  Field,
  FormContext,
  FormDefinition,
  Locale,
  SummaryNames,
  SummarySection,
} from './types.ts';
import { keepVisible, visibleFields, visiblePages } from './visibility.ts';

const nothing = { vi: 'Chưa cung cấp', en: 'Not provided' };

/**
 * The answers as people read them, for the check-answers page, receipts and the officer's view: one section per visible
 * page, one row per visible field, and the answers that follow from others under the page that decides them. Codes of
 * areas and ids of files are named by the callbacks, and shown as they are where a callback knows nothing.
 */
export function summarise(
  form: FormDefinition,
  answers: Answers,
  locale: Locale,
  names: SummaryNames = {},
  context: FormContext = {},
): SummarySection[] {
  const kept = keepVisible(form, answers, context);
  return visiblePages(form, answers, context).map((page) => ({
    pageId: page.id,
    title: page.question[locale],
    rows: page.fields.flatMap((field) => {
      const value = kept[field.key];
      if (value === undefined && !visibleFields(page, kept, context).includes(field)) return [];
      return [
        {
          key: field.key,
          pageId: page.id,
          label: field.label[locale],
          value: value === undefined ? nothing[locale] : show(field, value, locale, names),
          empty: value === undefined,
          kind: field.kind,
        },
      ];
    }),
  }));
}

function show(field: Field, value: AnswerValue, locale: Locale, names: SummaryNames): string {
  if (Array.isArray(value)) return showFiles(value, locale, names);
  const text = String(value);
  if (field.kind === 'date') return formatDate(text);
  if (field.kind === 'area') return names.area?.(text) ?? text;
  if (field.kind === 'choice') return field.options?.find((option) => option.value === text)?.label[locale] ?? text;
  return text;
}

function showFiles(ids: string[], locale: Locale, names: SummaryNames): string {
  const known = ids.map((id) => names.file?.(id)).filter((name) => name !== undefined);
  if (known.length === ids.length) return known.join(', ');
  return locale === 'vi' ? `${ids.length} tệp` : `${ids.length} ${ids.length === 1 ? 'file' : 'files'}`;
}
