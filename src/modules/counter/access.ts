import type { Actor } from '#platform/access.ts';
import { counterProblem } from './errors.ts';

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
    return actor.accountId === dossier.applicantAccountId && applicantRights.has(right);
  }
  if (actor.kind === 'officer') {
    if (actor.agencyId !== dossier.agencyId) return false;
    return officerRights[right]?.some((needed) => actor.rights.includes(needed)) ?? false;
  }
  return false;
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

/** A draft belongs to the account that began it, and to nobody else: no officer sees a draft. */
export function ownsDraft(actor: Actor, draft: { accountId: string }): boolean {
  return actor.kind === 'citizen' && actor.accountId === draft.accountId;
}

/** Who may hear that a dossier changed. `key` is '<agencyId>.<dossierId>': told only under the agency that really has it. */
export function mayHearDossier(actor: Actor, key: string): boolean {
  const agencyId = key.slice(0, key.indexOf('.'));
  return mayOnDossier(actor, { applicantAccountId: '', agencyId }, 'read-notes');
}

/** Who may hear that the queue of an agency changed. */
export function mayHearQueue(actor: Actor, agencyId: string): boolean {
  return (
    actor.kind === 'officer' &&
    actor.agencyId === agencyId &&
    (actor.rights.includes('counter.view') || actor.rights.includes('counter.accept'))
  );
}
