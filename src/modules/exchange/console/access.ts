import type { Actor, OfficerActor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import { exchangeProblem } from '../errors.ts';

/** Whose traffic an officer watches: that of the own agency, or that of the whole node. */
export type Watch = { node: true } | { node: false; agencyId: string };

/** What an officer sees of one copy: everything of what the own agency sends, else only what carries it. */
export type Sight = 'full' | 'metadata' | 'nothing';

export interface CopySides {
  senderAgencyId: string;
  recipientAgencyId: string;
}

const has = (actor: OfficerActor, right: string): boolean => actor.rights.includes(right);

/** Pure. An agency's operator watches her agency; the node's operator, a right of its own, everybody. */
export function watchOf(actor: Actor): Watch | undefined {
  if (actor.kind !== 'officer') return undefined;
  if (has(actor, 'exchange.operate-node')) return { node: true };
  return has(actor, 'exchange.operate') ? { node: false, agencyId: actor.agencyId } : undefined;
}

/** Pure. Nobody reads here what others write to each other, and a recipient not what has not arrived. */
export function sightOf(actor: Actor, sides: CopySides): Sight {
  if (actor.kind !== 'officer') return 'nothing';
  if (has(actor, 'exchange.operate')) {
    if (actor.agencyId === sides.senderAgencyId) return 'full';
    if (actor.agencyId === sides.recipientAgencyId) return 'metadata';
  }
  return has(actor, 'exchange.operate-node') ? 'metadata' : 'nothing';
}

/** Pure. Whose copies an operator may hold, release or have tried again: what the own agency sends; on the node, all. */
export function maySteer(actor: Actor, { senderAgencyId }: Pick<CopySides, 'senderAgencyId'>): boolean {
  if (actor.kind !== 'officer' || !has(actor, 'exchange.operate')) return false;
  return actor.agencyId === senderAgencyId || actor.rights.includes('exchange.operate-node');
}

/**
 * Pure. The agencies whose figures somebody may read: the own one and those below it; the node's operator all.
 * @returns undefined for all of the node
 */
export function figuresOf(actor: Actor): { below: string } | 'all' | undefined {
  if (actor.kind !== 'officer') return undefined;
  if (has(actor, 'exchange.operate-node')) return 'all';
  const reads = has(actor, 'exchange.statistics') || has(actor, 'exchange.operate');
  return reads ? { below: actor.agencyId } : undefined;
}

export function requireWatch(actor: Actor): Watch {
  const watch = watchOf(actor);
  if (!watch) throw platformProblem('not-allowed');
  return watch;
}

/** Who sees nothing of a copy does not learn that there is one. */
export function requireSight(actor: Actor, sides: CopySides | undefined): 'full' | 'metadata' {
  const sight = sides ? sightOf(actor, sides) : 'nothing';
  if (sight === 'nothing') throw exchangeProblem('not-found');
  return sight;
}

export const mayHearFlow = (actor: Actor): boolean => watchOf(actor) !== undefined || figuresOf(actor) !== undefined;
