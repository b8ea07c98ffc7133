import { covers } from '#modules/mandates/index.ts';
import type { CitizenActor } from '#platform/access.ts';
import { counterProblem } from './errors.ts';

/** Whom a draft or dossier is for, as it is kept with it; null for the applicant's own. */
export interface OnBehalf {
  kind: 'person' | 'organisation';
  /** Person of the population register, or organisation of the mandates room. */
  id: string;
  /** As it was then. */
  name: string;
  mandateId: string;
}

export function onBehalfOf({ actingFor }: CitizenActor): OnBehalf | null {
  if (!actingFor) return null;
  const { kind, id, name, mandateId } = actingFor;
  return { kind, id, name, mandateId };
}

/** Pure. Whether the session acts for just the one whom this is for: oneself, or the same principal, by whichever mandate. */
export function isSameCapacity(actor: CitizenActor, of: Pick<OnBehalf, 'kind' | 'id'> | null): boolean {
  const { actingFor } = actor;
  if (!actingFor || !of) return !actingFor && !of;
  return actingFor.kind === of.kind && actingFor.id === of.id;
}

/** Pure. Whether the mandate, if one is used, is for this procedure. */
export function isInMandate({ actingFor }: CitizenActor, procedureCode: string): boolean {
  return !actingFor || covers(actingFor.scope, `dossier:${procedureCode}`);
}

/** @throws counter.not-in-mandate */
export function requireInMandate(actor: CitizenActor, procedureCode: string): void {
  if (!isInMandate(actor, procedureCode)) throw counterProblem('not-in-mandate');
}
