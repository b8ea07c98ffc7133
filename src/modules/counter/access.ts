import type { Actor, CitizenActor } from '#platform/access.ts';
import { counterProblem } from './errors.ts';
import { isInMandate, isSameCapacity, type OnBehalf } from './on-behalf.ts';

/**
 * Who may do what with a dossier: pure, and the only place that decides it. States are another question (states.ts):
 * this says whether the person has any business with the dossier at all, and of which kind.
 */
export const dossierRights = [
  'read',
  'read-notes',
  'receive-result',
  'withdraw',
  'answer-supplement',
  'accept',
  'request-supplement',
  'repeat-supplement',
  'reject',
  'assign',
  'note',
  'end',
  'hand-over',
  'handle',
] as const;

export type DossierRight = (typeof dossierRights)[number];

/** What the decision needs to know of a dossier. */
export interface DossierParties {
  applicantAccountId: string;
  agencyId: string;
  procedureCode: string;
  /** whom it was filed for; null for the applicant's own */
  actingFor: Pick<OnBehalf, 'kind' | 'id'> | null;
}

const applicantRights: ReadonlySet<DossierRight> = new Set(['read', 'receive-result', 'withdraw', 'answer-supplement']);

/** For officers of the dossier's own agency: the right that the directory must have given, any of the list. */
const officerRights: Partial<Record<DossierRight, readonly string[]>> = {
  read: ['counter.view', 'counter.accept', 'civil-status.register'],
  'read-notes': ['counter.view', 'counter.accept', 'civil-status.register'],
  note: ['counter.view', 'counter.accept'],
  accept: ['counter.accept'],
  // Who may approve asking again may also ask: a chairperson need not be at the reception desk.
  'request-supplement': ['counter.accept', 'counter.approve-second-supplement'],
  'repeat-supplement': ['counter.approve-second-supplement'],
  reject: ['counter.accept'],
  assign: ['counter.accept'],
  end: ['counter.accept'],
  'hand-over': ['counter.accept'],
  handle: ['civil-status.register', 'counter.accept'],
};

export function mayOnDossier(actor: Actor, dossier: DossierParties, right: DossierRight): boolean {
  if (actor.kind === 'citizen') {
    return applicantRights.has(right) && isApplicantsSide(actor, dossier);
  }
  if (actor.kind === 'officer') {
    if (actor.agencyId !== dossier.agencyId) return false;
    return officerRights[right]?.some((needed) => actor.rights.includes(needed)) ?? false;
  }
  return false;
}

/**
 * A dossier belongs to the capacity that it was filed in. One's own: to whoever filed it, acting for oneself. Filed for somebody: to that
 * person, and to whoever acts for that principal now by a mandate for this procedure: for a person only the one who filed it (other
 * agents need not know), for an organisation everybody whom it sends. When the mandate has ended, the agent has no more business with it.
 */
function isApplicantsSide(actor: CitizenActor, dossier: DossierParties): boolean {
  const { actingFor } = dossier;
  const filedIt = actor.accountId === dossier.applicantAccountId;
  if (!actingFor) return filedIt && !actor.actingFor;
  if (!actor.actingFor) return actingFor.kind === 'person' && actingFor.id === actor.personId;
  if (!isSameCapacity(actor, actingFor) || !isInMandate(actor, dossier.procedureCode)) return false;
  return filedIt || actingFor.kind === 'organisation';
}

/**
 * Refuses with 404 whoever lacks the right: a stranger must not learn that a dossier exists, and for a colleague
 * without the right the first gate of the operation has answered already.
 */
export function requireOnDossier<D extends DossierParties>(
  actor: Actor,
  dossier: D | undefined,
  right: DossierRight,
): asserts dossier is D {
  if (!dossier || !mayOnDossier(actor, dossier, right)) throw counterProblem('dossier-not-found');
}

/** A draft belongs to the account that began it, in the capacity that it was begun in, and to nobody else: no officer sees a draft. */
export function ownsDraft(actor: Actor, draft: { accountId: string; actingFor: OnBehalf | null }): boolean {
  return actor.kind === 'citizen' && actor.accountId === draft.accountId && isSameCapacity(actor, draft.actingFor);
}

/** Who may hear that a dossier changed. `key` is '<agencyId>.<dossierId>': told only under the agency that really has it. */
export function mayHearDossier(actor: Actor, key: string): boolean {
  const agencyId = key.slice(0, key.indexOf('.'));
  return mayOnDossier(actor, { applicantAccountId: '', agencyId, procedureCode: '', actingFor: null }, 'read-notes');
}

/** Who may hear that the queue of an agency changed. */
export function mayHearQueue(actor: Actor, agencyId: string): boolean {
  return (
    actor.kind === 'officer' &&
    actor.agencyId === agencyId &&
    (actor.rights.includes('counter.view') || actor.rights.includes('counter.accept'))
  );
}
