import type { Book } from '../book.ts';

/** What an operator must know of this node's copy of the directory, the worst first. */
export const alarmKinds = [
  'grace-over',
  'over',
  'ends-soon',
  'refused',
  'not-secure',
  'not-refreshed',
  'not-joined',
  'no-directory',
] as const;
export type Alarm = (typeof alarmKinds)[number];

export interface Standing {
  registrar: boolean;
  joined: boolean;
  book: Pick<Book, 'issuedAt' | 'validUntil'> | undefined;
  graceDays: number;
  failures: number;
  heardAt: Date | null;
  refused: string | null;
  /** Nodes with which no secure connection comes about. */
  untrusted: number;
}

/** One missed look is the weather; an hour without any is worth a word. */
const QUIET_MS = 60 * 60_000;
const LOOKS = 3;

/** Pure. */
export function alarmsOf(standing: Standing, now: Date): Alarm[] {
  const { book, registrar, joined, graceDays, failures, heardAt, refused, untrusted } = standing;
  const alarms: Alarm[] = [];
  const at = now.getTime();
  if (book) {
    const until = book.validUntil.getTime();
    const life = until - book.issuedAt.getTime();
    if (at > until + graceDays * 86_400_000) alarms.push('grace-over');
    else if (at > until) alarms.push('over');
    else if (until - at < life / 10) alarms.push('ends-soon');
  } else alarms.push('no-directory');
  if (refused) alarms.push('refused');
  if (untrusted > 0) alarms.push('not-secure');
  if (!registrar && failures >= LOOKS && (!heardAt || at - heardAt.getTime() > QUIET_MS)) alarms.push('not-refreshed');
  if (book && !joined) alarms.push('not-joined');
  return alarms;
}

/** Share of the copy's life that is left, below 0 once it is over. */
export function lifeLeft(book: Pick<Book, 'issuedAt' | 'validUntil'>, now: Date): number {
  const life = book.validUntil.getTime() - book.issuedAt.getTime();
  return (book.validUntil.getTime() - now.getTime()) / life;
}
