import type { OfficerActor } from '#platform/access.ts';

/** A case is a key to somebody's account: it opens for whoever made it, for as long as a person stands at the counter. */
export const CASE_MINUTES = 60;
/** A recovery is decided while the person waits; what is left over from yesterday is asked for anew, with the card. */
export const RECOVERY_HOURS = 12;

export const SUPPORT_RIGHT = 'identity.support';

export interface CaseFacts {
  officerAccountId: string;
  agencyId: string;
  openedAt: Date;
}

/** Pure. */
export function mayUseCase(actor: OfficerActor, one: CaseFacts, now: Date): boolean {
  const age = now.getTime() - one.openedAt.getTime();
  return (
    actor.rights.includes(SUPPORT_RIGHT) &&
    one.officerAccountId === actor.accountId &&
    one.agencyId === actor.agencyId &&
    age >= 0 &&
    age <= CASE_MINUTES * 60_000
  );
}

export interface RecoveryFacts {
  accountId: string;
  /** Whose account it is, where an officer is also a citizen: nobody decides on their own. */
  ownerOfficerId?: string | undefined;
  agencyId: string;
  requestedBy: string;
  expiresAt: Date;
  outcome: string | null;
}

export type RecoveryDecision = 'yes' | 'gone' | 'same-officer';

/** Pure. Four eyes: another officer of the agency that was asked, before it is over, once. */
export function mayApprove(actor: OfficerActor, one: RecoveryFacts, now: Date): RecoveryDecision {
  if (!actor.rights.includes(SUPPORT_RIGHT) || one.agencyId !== actor.agencyId) return 'gone';
  if (one.outcome !== null || now.getTime() > one.expiresAt.getTime()) return 'gone';
  return one.requestedBy === actor.accountId || one.accountId === actor.accountId ? 'same-officer' : 'yes';
}
