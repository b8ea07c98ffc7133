import type { Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { AccountLevel } from '../assurance.ts';
import type { Tables } from '../tables.ts';

/**
 * Notes how the node came to know that an account is this person's; the level of the account follows and never falls.
 * @returns the level from now on
 */
export async function addProofing(
  trx: Transaction<Tables>,
  given: {
    accountId: string;
    how: 'register-match' | 'in-person' | 'upstream';
    level: AccountLevel;
    actor: Actor;
    now: Date;
    detail?: Record<string, string>;
  },
): Promise<AccountLevel> {
  await trx
    .insertInto('identity.proofing')
    .values({
      id: newId(),
      account_id: given.accountId,
      how: given.how,
      level: given.level,
      at: given.now,
      by: JSON.stringify(actorReference(given.actor)),
      detail: JSON.stringify(given.detail ?? {}),
    })
    .execute();
  const { level } = await trx
    .updateTable('identity.account')
    .set((row) => ({ level: row.fn<number>('greatest', ['level', row.val(given.level)]) }))
    .where('id', '=', given.accountId)
    .returning('level')
    .executeTakeFirstOrThrow();
  return level as AccountLevel;
}
