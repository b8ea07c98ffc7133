import { tidyName } from '#modules/population/index.ts';
import type { UpstreamConfig, UpstreamLevel } from '#platform/config.ts';

/** What the other provider said of a person. */
export interface Told {
  personalId: string;
  fullName: string;
  /** 'YYYY-MM-DD', or 'YYYY' where only the year is known. */
  birthDate: string;
}

/**
 * Pure. Undefined where number, name or birth date is missing or is not one. Claims of the ID token stand before those of userinfo.
 */
export function readClaims(
  { claims }: Pick<UpstreamConfig, 'claims'>,
  ...said: readonly (Record<string, unknown> | undefined)[]
): Told | undefined {
  const of = (name: string): string => {
    const value = said.map((one) => one?.[name]).find((one) => typeof one === 'string' && one !== '');
    return typeof value === 'string' ? tidyName(value) : '';
  };
  const [personalId, fullName, birthDate] = [of(claims.number), of(claims.name), birthOf(of(claims.birth))];
  return /^[0-9]{12}$/.test(personalId) && fullName && birthDate ? { personalId, fullName, birthDate } : undefined;
}

/** Pure. Days are written in the order of the standard (2001-12-31) or of Vietnamese forms (31/12/2001). */
function birthOf(text: string): string | undefined {
  if (/^\d{4}$/.test(text)) return text;
  const form = /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/.exec(text)?.groups;
  const iso = form ? `${form['year']}-${form['month']?.padStart(2, '0')}-${form['day']?.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  const at = new Date(`${iso}T00:00:00Z`);
  // 2001-02-30 would be read as 2 March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}

/** Pure. What its `acr` is worth here; undefined when that is nothing. */
export function levelOf({ levels }: Pick<UpstreamConfig, 'levels'>, acr: unknown): UpstreamLevel | undefined {
  return typeof acr === 'string' ? levels.get(acr) : undefined;
}
