import type { AssuranceLevel } from '#platform/access.ts';
import { assuranceOf, type AccountLevel, type Proof, type ProofKind } from './assurance.ts';
import type { AccountFacts, Offer, VerificationName } from './verification/kind.ts';
import { kinds } from './verification/kinds.ts';

/** What an officer must have proved to act at all: two factors of different kinds. */
export const LEAST_FOR_OFFICERS: AssuranceLevel = 2;

/** The most that a kind may prove. */
export const BEST: Record<VerificationName, ProofKind> = {
  password: 'password',
  passkey: 'passkey-bound',
  totp: 'totp',
  'sms-code': 'sms-code',
  'email-code': 'email-code',
  'recovery-code': 'recovery-code',
  'counter-code': 'counter-code',
};

export const wishesSecondStep = (offers: readonly Offer[]): boolean =>
  offers.some(({ kind }) => kinds[kind]?.wishesSecondStep);

/** Pure. What must be reached before a session begins. */
export function neededLevel(
  account: Pick<AccountFacts, 'kind'>,
  wanted: AssuranceLevel,
  secondStep: boolean,
): AssuranceLevel {
  const least = account.kind === 'officer' ? LEAST_FOR_OFFICERS : secondStep ? 2 : 1;
  return Math.max(least, wanted) as AssuranceLevel;
}

/** Pure. The offers that would bring these proofs to a higher level. */
export function offersThatRaise(level: AccountLevel, proofs: readonly Proof[], offers: readonly Offer[]): Offer[] {
  const now = assuranceOf(level, proofs)?.level ?? 0;
  return offers.filter(({ kind }) => (assuranceOf(level, [...proofs, { kind: BEST[kind], at: '' }])?.level ?? 0) > now);
}

/** Pure. The offers with which, added to these proofs, the level is reached. */
export function offersThatReach(
  level: AccountLevel,
  proofs: readonly Proof[],
  offers: readonly Offer[],
  wanted: AssuranceLevel,
): Offer[] {
  return offers.filter(
    ({ kind }) => (assuranceOf(level, [...proofs, { kind: BEST[kind], at: '' }])?.level ?? 0) >= wanted,
  );
}
