import { isDate, vnDate, vnTime } from '#platform/time.ts';

/** yyyy/MM/dd, as the standard has it; also with dashes or points, day first, or a time behind it. @returns YYYY-MM-DD */
export function readDate(text: string): string | undefined {
  const found =
    /^(?<y>\d{4})[/.-](?<m>\d{1,2})[/.-](?<d>\d{1,2})(?:[T ].*)?$/.exec(text) ??
    /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})(?:[T ].*)?$/.exec(text);
  const { y, m, d } = found?.groups ?? {};
  const date = `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}

/** yyyy/MM/dd HH:mm:ss without a zone is Vietnam's time; with one it is what it says. @returns an ISO instant */
export function readInstant(text: string): string | undefined {
  const local =
    /^(\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?$/.exec(
      text,
    );
  const date = local?.[1] && readDate(local[1]);
  const at = date ? new Date(`${date}T${seconds(local[2] ?? '00:00')}+07:00`) : new Date(zoned(text));
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

const seconds = (time: string) => (time.length === 5 ? `${time}:00` : time);
const zoned = (text: string) => (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : '');

export const writeDate = (date: string): string => date.replaceAll('-', '/');

export function writeInstant(instant: string): string {
  const at = new Date(instant);
  return `${writeDate(vnDate(at))} ${vnTime(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}`;
}
