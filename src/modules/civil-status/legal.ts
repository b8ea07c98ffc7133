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

/** The right that lets an officer be the signer of a certificate. */
export const signRight = legalAssumption({
  id: 'civil-status.who-signs',
  statement:
    'A birth certificate is signed by the chairperson of the commune or by somebody to whom the chairperson has given it (a deputy), never by the registering officer as such.',
  source:
    'Luật Hộ tịch 60/2014/QH13, Điều 16 khoản 2; the decree on civil status about delegated signing is to be confirmed',
  value: 'civil-status.sign',
  configuredBy: 'the right civil-status.sign of an appointment (directory.appoint-officer)',
});

/** Beginnings of the titles of those who are proposed as signers first. */
export const signingTitles: readonly string[] = legalAssumption({
  id: 'civil-status.signing-titles',
  statement: 'Where several officers of a commune may sign, its chairperson is proposed first, then a deputy.',
  source: 'Luật Tổ chức chính quyền địa phương (duties of the chairperson and the deputies); practice of the commune',
  value: ['Chủ tịch', 'Phó Chủ tịch'],
  configuredBy: 'the registering officer, who chooses another signer for each act',
});

/** The ground on which the register reads and discloses. */
export const birthLegalBasis = 'Luật Hộ tịch 60/2014/QH13, Điều 16';
