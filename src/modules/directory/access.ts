import type { Actor } from '#platform/access.ts';

/** What the rule needs to know about an agency. */
export interface Placed {
  level: 'national' | 'ministry' | 'province' | 'commune';
  /** Two digits: the province of its area today; null for national bodies. */
  province: string | null;
}

/**
 * Who may change agencies and appointments, beyond holding `directory.manage`: an officer of a national body everywhere,
 * an officer of a province or commune within the own province, and nobody of a ministry outside national bodies' rule.
 */
export function mayManage(actor: Actor, own: Placed | undefined, target: Placed): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'officer' || !actor.rights.includes('directory.manage') || !own) return false;
  if (own.level === 'national') return true;
  if (own.level === 'ministry') return false;
  return own.province !== null && own.province === target.province;
}

/** Nobody gives rights to themselves. */
export function mayAppoint(actor: Actor, officerId: string): boolean {
  return actor.kind !== 'officer' || actor.officerId !== officerId;
}
