import type { Actor } from '#platform/access.ts';

/** What a history is of, as far as the rule needs it. */
export interface ViewedSubject {
  /** 'dossier:<id>', 'agency:<id>', 'person:<id>' … */
  subject: string;
  /** Whether an officer of the viewer's agency has acted on it, by the records themselves; looking at its history is no act. */
  actedOnByOwnAgency: boolean;
}

/**
 * Pure. Whose history an officer with `evidence.view` may read: of the own agency, and of dossiers that this agency has
 * handled. Everything else (other agencies, persons, accounts) needs `evidence.national`, which national bodies give.
 */
export function mayViewHistory(actor: Actor, { subject, actedOnByOwnAgency }: ViewedSubject): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'officer' || !actor.rights.includes('evidence.view')) return false;
  if (actor.rights.includes('evidence.national')) return true;
  if (subject.startsWith('agency:')) return subject === `agency:${actor.agencyId}`;
  return subject.startsWith('dossier:') && actedOnByOwnAgency;
}
