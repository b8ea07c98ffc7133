import { legalAssumption } from '#platform/legal.ts';

/** Days after which notices are forgotten, read or not. */
export const keepNoticesDays = legalAssumption({
  id: 'notices.keep-notices',
  statement:
    'A notice stays in the inbox for five years; what it told stands in the dossier, which is kept by its own rules.',
  source: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (kept no longer than needed); the length is chosen by the project',
  value: 5 * 365,
  configuredBy: 'constant in notices/legal.ts',
});

/** Days after which attempts to send a notice by mail are forgotten. */
export const keepAttemptsDays = legalAssumption({
  id: 'notices.keep-delivery-attempts',
  statement: 'Attempts to send a notice by mail are kept for a year.',
  source: 'no instrument: a length chosen by the project',
  value: 365,
  configuredBy: 'constant in notices/legal.ts',
});

/** Days after which an address that nobody confirmed, or that was withdrawn, is forgotten. */
export const keepUnconfirmedDays = legalAssumption({
  id: 'notices.keep-unconfirmed-addresses',
  statement:
    'A mail address that was not confirmed is forgotten after 30 days: it may be that of somebody who never asked for mail.',
  source: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (consent); the length is chosen by the project',
  value: 30,
  configuredBy: 'constant in notices/legal.ts',
});
