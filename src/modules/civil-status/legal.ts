import { legalAssumption } from '#platform/legal.ts';

/** Used where `civil_status.register_rule` has no row for the day. */
export const defaultPagesPerBook = legalAssumption({
  id: 'civil-status.pages-per-book',
  statement:
    'A register book of births has 200 pages with one act on each; then the next book of the year begins, and the act numbers run on.',
  source: 'Thông tư 04/2020/TT-BTP (register books); practice of the commune',
  value: 200,
  configuredBy: 'table civil_status.register_rule (pages_per_book)',
});

export const defaultOnTimeDays = legalAssumption({
  id: 'civil-status.birth-on-time-days',
  statement: 'A birth is registered on time within 60 calendar days; after that the act is marked as late.',
  source: 'Luật Hộ tịch 60/2014/QH13, Điều 15 (from 01/03/2027: Luật Hộ tịch 03/2026/QH16)',
  value: 60,
  configuredBy: 'table civil_status.register_rule (on_time_days)',
});

/** Shown to the person entering the act; an entry below it is a slip of the keyboard. */
export const leastParentAge = legalAssumption({
  id: 'civil-status.least-parent-age',
  statement: 'A parent is at least 10 years older than the child; an entry that says otherwise is refused as a slip.',
  source: 'no instrument: a plausibility limit chosen by the project',
  value: 10,
  configuredBy: 'constant in civil-status/legal.ts',
});

/** The ground on which the register reads and discloses. */
export const birthLegalBasis = 'Luật Hộ tịch 60/2014/QH13, Điều 16';
