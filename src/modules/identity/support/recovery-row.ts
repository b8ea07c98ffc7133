import type { Kysely, Transaction } from 'kysely';
import type { AnswerOf } from '#platform/operation.ts';
import type { requestRecovery } from '../contract/support.ts';
import type { Tables } from '../tables.ts';

export type RecoveryShown = AnswerOf<typeof requestRecovery>;

export const showRecovery = (row: {
  id: string;
  lost: string[];
  requested_at: Date;
  expires_at: Date;
}): RecoveryShown => ({
  id: row.id,
  lost: row.lost as RecoveryShown['lost'],
  requestedAt: row.requested_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});

/** The recovery of an account that waits for the second officer, if one does. */
export async function waitingRecovery(
  db: Kysely<Tables> | Transaction<Tables>,
  accountId: string,
  now: Date,
): Promise<RecoveryShown | undefined> {
  const row = await db
    .selectFrom('identity.recovery')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('outcome', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && showRecovery(row);
}
