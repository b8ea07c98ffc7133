import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { listCopies } from '../../contract.ts';
import { ruleWords } from '../rules.ts';
import type { ConsoleWords } from './words.ts';

export type ShownCopy = AnswerOf<typeof listCopies>['copies'][number];

/** How long something has waited: minutes, then hours, then days. */
export function sinceWords(t: ConsoleWords, from: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(from)) / 60_000));
  if (minutes < 120) return say(t.since, { minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say(t.sinceHours, { hours }) : say(t.sinceDays, { days: Math.floor(hours / 24) });
}

/** Why a copy is where it is, line by line: the rule, what it waits for, the reason, the tries, the end. */
export function whyLines(t: ConsoleWords, copy: ShownCopy, locale: 'vi' | 'en'): string[] {
  const waits = { earlier: t.waitsEarlier, recipient: t.waitsRecipient, turn: t.waitsTurn };
  const ended = ['rejected', 'expired', 'failed'].includes(copy.transport);
  return [
    copy.waitsFor ? waits[copy.waitsFor] : say(t.rule, { rule: ruleWords(copy.rule, locale) }),
    ...(copy.toldBy ? [say(t.toldBy, { node: copy.toldBy })] : []),
    ...(copy.reason ? [say(t.reasonGiven, { reason: copy.reason })] : []),
    ...(copy.attempts > 0 ? [say(t.attempts, { attempts: copy.attempts })] : []),
    ...(ended ? [] : [say(t.until, { time: formatDateTime(copy.expiresAt) })]),
  ];
}

/** A length of time as people say it. */
export function lengthWords(minutes: number, locale: 'vi' | 'en'): string {
  const rounded = (value: number): string =>
    (value < 10 ? Math.round(value * 10) / 10 : Math.round(value)).toLocaleString(locale);
  if (minutes < 1) return locale === 'vi' ? 'dưới 1 phút' : 'less than a minute';
  if (minutes < 90) return `${Math.round(minutes)} ${locale === 'vi' ? 'phút' : 'minutes'}`;
  if (minutes < 36 * 60) return `${rounded(minutes / 60)} ${locale === 'vi' ? 'giờ' : 'hours'}`;
  return `${rounded(minutes / 1440)} ${locale === 'vi' ? 'ngày' : 'days'}`;
}
