import type { Actor } from '#platform/access.ts';
import type { HandledDossier } from './doors.ts';
import { civilStatusProblem } from './errors.ts';

/** What the decision needs to know of a dossier. */
export type RegistrableDossier = Pick<HandledDossier, 'agencyId' | 'state' | 'pausedFor' | 'procedureCode'>;

const readyStates = ['accepted', 'processing'];
const birthProcedures = ['1.001193'];

export type RegisterDecision =
  | 'yes'
  | 'not-allowed'
  | 'other-agency'
  | 'not-a-birth'
  | 'dossier-not-ready'
  | 'dossier-paused';

/** Pure. Whether an actor may enter the birth of a dossier in the book now; where not, the first reason. */
export function mayRegister(actor: Actor, dossier: RegistrableDossier): RegisterDecision {
  if (actor.kind !== 'officer' || !actor.rights.includes('civil-status.register')) return 'not-allowed';
  if (dossier.agencyId !== actor.agencyId) return 'other-agency';
  if (dossier.procedureCode !== undefined && !birthProcedures.includes(dossier.procedureCode)) return 'not-a-birth';
  if (!readyStates.includes(dossier.state)) return 'dossier-not-ready';
  return dossier.pausedFor ? 'dossier-paused' : 'yes';
}

/** For what an officer of the dossier's agency may also do after it has ended: see the act, be answered it again. */
export function assertOwnDossier(actor: Actor, dossier: RegistrableDossier): void {
  const decision = mayRegister(actor, dossier);
  if (decision === 'not-allowed' || decision === 'other-agency') throw civilStatusProblem('other-agency');
}

export function assertReady(actor: Actor, dossier: RegistrableDossier): void {
  const decision = mayRegister(actor, dossier);
  if (decision === 'not-allowed') throw civilStatusProblem('other-agency');
  if (decision !== 'yes') throw civilStatusProblem(decision);
}
