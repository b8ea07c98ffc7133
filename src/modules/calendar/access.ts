import type { Actor } from '#platform/access.ts';

/** The extra right of a national agency that announces days for the whole country. */
export const NATIONAL = 'calendar.national';

/** An officer changes the calendar of the own agency; the whole country only with the national right. Pure. */
export function mayChange(actor: Actor, agencyId: string | null): 'allowed' | 'not-your-agency' | 'not-national' {
  if (actor.kind === 'system') return 'allowed';
  if (actor.kind !== 'officer') return agencyId === null ? 'not-national' : 'not-your-agency';
  if (actor.rights.includes(NATIONAL)) return 'allowed';
  if (agencyId === null) return 'not-national';
  return actor.agencyId === agencyId ? 'allowed' : 'not-your-agency';
}
