import { assuranceOf, type AccountLevel, type Proof, type ProofKind } from '../assurance.ts';
import { BEST } from '../next-step.ts';
import type { Offer } from '../verification/kind.ts';

/** A new password is set on the strength of what was proved a moment ago. */
export const FRESH_MINUTES = 10;

/** Kept apart from the phone: on paper, or a key of its own. */
const APART: readonly ProofKind[] = ['recovery-code', 'counter-code', 'passkey'];
/** A browser that is trusted says nothing about who sits before it. */
const counts = ({ kind }: Proof): boolean => kind !== 'password' && kind !== 'trusted-device';

/** Pure. The proofs that may speak for somebody who forgot the password: everything else that was proved a moment ago. */
export function freshOthers(proofs: readonly Proof[], now: Date): Proof[] {
  const since = new Date(now.getTime() - FRESH_MINUTES * 60_000).toISOString();
  return proofs.filter((one) => counts(one) && one.at >= since);
}

/**
 * Pure. Whether these proofs stand for a forgotten password: two factors without it (a key opened by a finger), or two held things
 * of which one is kept apart from the phone. A message and the app on the same phone are not enough: whoever finds it open has both.
 */
export function standForPassword(level: AccountLevel, others: readonly Proof[]): boolean {
  if ((assuranceOf(level, others)?.level ?? 0) >= 2) return true;
  const given = new Set(others.map(({ kind }) => kind));
  return given.size >= 2 && APART.some((kind) => given.has(kind));
}

/** Pure. The offers with which a new password may be set; where one is not enough, those that another one completes. */
export function offersForNewPassword(level: AccountLevel, others: readonly Proof[], all: readonly Offer[]): Offer[] {
  const at = '';
  const best = (offer: Offer): Proof => ({ kind: BEST[offer.kind], at });
  const offers = all.filter(({ kind }) => kind !== 'password');
  const reach = offers.filter((one) => standForPassword(level, [...others, best(one)]));
  if (reach.length > 0) return reach;
  return offers.filter((one) => offers.some((more) => standForPassword(level, [...others, best(one), best(more)])));
}
