import type { CitizenActor } from '#platform/access.ts';
import { mandatesProblem } from './errors.ts';
import type { Mandate } from './read-mandates.ts';
import type { Kind } from './rules.ts';

/** Who has what business with a mandate: pure, and the only place that decides it. */
export type Part = 'principal' | 'agent' | 'representative' | 'none';

/**
 * The part that a citizen plays in a mandate. An organisation is answered for by its representatives: who they are today is given,
 * because it follows from other mandates.
 */
export function partIn(actor: CitizenActor, mandate: Mandate, representatives: readonly string[]): Part {
  const { principal, agent } = mandate.facts;
  if (agent.id === actor.personId) return 'agent';
  if (principal.kind === 'person') return principal.id === actor.personId ? 'principal' : 'none';
  return representatives.includes(actor.personId) && mandate.facts.kind === 'staff' ? 'representative' : 'none';
}

/** Giving, taking on and ending are done for oneself: nobody hands on what was handed to them. */
export function requireOneself(actor: CitizenActor): void {
  if (actor.actingFor) throw mandatesProblem('only-oneself');
}

/**
 * What its own people end themselves. Parents, guardians and legal representatives are so by the birth act, a decision or the
 * enterprise register: that ends where it was made, and an officer records it.
 */
export const endsByItsPeople = (kind: Kind): boolean => kind === 'authority' || kind === 'staff';
