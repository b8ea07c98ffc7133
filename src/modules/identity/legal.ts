import { legalAssumption } from '#platform/legal.ts';

/** Days after which sessions that have ended are forgotten. */
export const keepSessionsDays = legalAssumption({
  id: 'identity.keep-sessions',
  statement:
    'A session that has ended is forgotten after 90 days: until then it answers who was signed in, later nobody needs it.',
  source: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (kept no longer than needed); the length is chosen by the project',
  value: 90,
  configuredBy: 'constant in identity/legal.ts',
});

/** Days after which attempts to sign in are forgotten. */
export const keepSignInsDays = legalAssumption({
  id: 'identity.keep-sign-ins',
  statement:
    'Attempts to sign in, with their network addresses, are kept for a year, for people and investigators to look back.',
  source:
    'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; the rules on system logs of information systems by security level are to be confirmed',
  value: 365,
  configuredBy: 'constant in identity/legal.ts',
});

/** Days after which a phone or mailbox that was taken off an account is forgotten. */
export const keepRemovedContactsDays = legalAssumption({
  id: 'identity.keep-removed-contacts',
  statement:
    'A phone number or e-mail address that was taken off an account is forgotten after 90 days: until then it can answer who changed what after a theft.',
  source: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (kept no longer than needed); the length is chosen by the project',
  value: 90,
  configuredBy: 'constant in identity/legal.ts',
});
