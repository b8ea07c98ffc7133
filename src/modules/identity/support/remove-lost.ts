import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

export type Lost = 'password' | 'phone' | 'everything';

/**
 * Takes off an account what its owner has lost, before a new beginning is handed out. The password always goes: whoever finds the phone
 * may know it.
 */
export async function removeLost(
  trx: Transaction<Tables>,
  accountId: string,
  lost: readonly Lost[],
  now: Date,
): Promise<void> {
  await trx.deleteFrom('identity.password').where('account_id', '=', accountId).execute();
  if (lost.includes('phone') || lost.includes('everything')) {
    await trx.deleteFrom('identity.one_time_code').where('holder', '=', accountId).execute();
    await trx
      .updateTable('identity.contact')
      .set({ removed_at: now })
      .where('account_id', '=', accountId)
      .where('removed_at', 'is', null)
      .$if(!lost.includes('everything'), (query) => query.where('kind', '=', 'phone'))
      .execute();
  }
  if (!lost.includes('everything')) return;
  await trx.deleteFrom('identity.passkey').where('account_id', '=', accountId).execute();
  await trx.deleteFrom('identity.totp').where('account_id', '=', accountId).execute();
  await trx.deleteFrom('identity.recovery_code').where('account_id', '=', accountId).execute();
  await trx.deleteFrom('identity.trusted_device').where('account_id', '=', accountId).execute();
}
