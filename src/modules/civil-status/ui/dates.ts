import { isDate } from '#platform/time.ts';

/**
 * A date as an officer types it ('12/11/2026', '12-11-2026', '12112026', and '1998' where a year is enough) as the
 * register keeps it; undefined where it is none. Nothing typed stays ''.
 */
export function readTypedDate(typed: string, options: { yearIsEnough?: boolean } = {}): string | undefined {
  const text = typed.trim();
  if (text === '') return '';
  if (options.yearIsEnough && /^[0-9]{4}$/u.test(text)) return text;
  const parts =
    /^([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})$/u.exec(text) ?? /^([0-9]{2})([0-9]{2})([0-9]{4})$/u.exec(text);
  if (!parts) return undefined;
  const [, day = '', month = '', year = ''] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(iso) ? iso : undefined;
}

/** 'YYYY-MM-DD' → 'dd/MM/yyyy'; a bare year and anything else as it is. */
export function showDate(date: string): string {
  return isDate(date) ? date.split('-').toReversed().join('/') : date;
}
