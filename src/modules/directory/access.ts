import type { Actor } from '#platform/access.ts';
import type { Right } from './shapes.ts';

/** What the rules need to know about an agency. */
export interface Placed {
  level: 'national' | 'ministry' | 'province' | 'commune';
  /** Two digits: the province of its area today; null for national bodies. */
  province: string | null;
  /** Five digits: the commune today, for an agency of a commune. */
  commune: string | null;
  /** The agency itself and those above it, by id; of an agency that is only about to be entered, those above it. */
  line: readonly string[];
}

/**
 * Who may change agencies and appointments, beyond holding `directory.manage`: an officer of a national body everywhere;
 * of a province, in that province; of a commune, the own agency and those under it in the same commune; of a ministry, none.
 */
export function mayManage(actor: Actor, own: Placed | undefined, target: Placed): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'officer' || !actor.rights.includes('directory.manage') || !own) return false;
  if (own.level === 'national') return true;
  if (own.level === 'ministry' || own.province === null || own.province !== target.province) return false;
  if (own.level === 'province') return true;
  return target.level === 'commune' && own.commune === target.commune && target.line.includes(actor.agencyId);
}

/** Rights that reach beyond the agency of the post: only national bodies give them. */
export const nationalRights: readonly Right[] = [
  'calendar.national',
  'procedures.publish',
  'evidence.national',
  'nodes.manage',
  'exchange.operate-node',
];

/**
 * The rights among those wished for that this manager may not give. All others reach no further than the agency of the
 * post, and a manager appoints only where he or she manages.
 */
export function beyondGiving(actor: Actor, own: Placed | undefined, rights: readonly Right[]): Right[] {
  if (actor.kind === 'system' || own?.level === 'national') return [];
  return rights.filter((right) => nationalRights.includes(right));
}

/** Nobody gives rights to themselves. */
export function mayAppoint(actor: Actor, officerId: string): boolean {
  return actor.kind !== 'officer' || actor.officerId !== officerId;
}
