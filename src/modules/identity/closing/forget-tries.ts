import { legalAssumption } from '#platform/legal.ts';
import type { IdentityDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The limits look back an hour, the notice to the owner a day. */
const KEEP_TRIES_DAYS = 7;

const keepCasesDays = legalAssumption({
  id: 'identity.keep-support-cases',
  statement:
    'A support case is forgotten after a year; that it was opened, by whom and for what, stays in the evidence. Proofings are kept as long as the account’s evidence.',
  source: 'Nghị định 69/2024/NĐ-CP (keeping of data of identification accounts); the length is chosen by the project',
  value: 365,
  configuredBy: 'constant in identity/closing/forget-tries.ts',
});

legalAssumption({
  id: 'identity.account-levels',
  statement:
    'An account is of level 1 when number, name and birth date agree with the population register, and of level 2 when an officer has held the identity card and compared both sides with it.',
  source: 'Nghị định 69/2024/NĐ-CP (levels of electronic identification accounts and the papers asked for them)',
  value: { 'register-match': 1, 'in-person': 2 },
  configuredBy: 'constant in identity/sign-up and identity/support',
});

/** Runs every night. */
export async function forgetTries(deps: Pick<IdentityDeps, 'database' | 'clock'>): Promise<void> {
  const daysAgo = (days: number): Date => new Date(deps.clock.now().getTime() - days * DAY_MS);
  const db = deps.database.of<Tables>();
  await db.deleteFrom('identity.door_try').where('at', '<', daysAgo(KEEP_TRIES_DAYS)).execute();
  await db.deleteFrom('identity.support_case').where('opened_at', '<', daysAgo(keepCasesDays)).execute();
}
