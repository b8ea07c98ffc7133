import type { Transaction } from 'kysely';
import { newId } from '#platform/id.ts';
import type { NewAccount } from './index.ts';
import type { Tables } from './tables.ts';

/** Opens an account with a password; the same person or officer again keeps the account and the password they have. */
export async function openAccount(
  trx: Transaction<Tables>,
  one: NewAccount,
  made: { loginKey: Buffer | null; hash: string; now: Date },
): Promise<string> {
  const { id } = await trx
    .insertInto('identity.account')
    .values({
      id: newId(),
      kind: one.citizen ? 'citizen' : 'officer',
      person_id: one.citizen?.personId ?? null,
      officer_id: one.officer?.officerId ?? null,
      name: one.name,
      login_key: made.loginKey,
      level: one.level ?? 1,
      created_at: made.now,
    })
    .onConflict((conflict) => conflict.column(one.citizen ? 'person_id' : 'officer_id').doUpdateSet({ name: one.name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const first = await trx
    .insertInto('identity.password')
    .values({ account_id: id, hash: made.hash, changed_at: made.now })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .executeTakeFirst();
  if (Number(first.numInsertedOrUpdatedRows ?? 0) > 0)
    await trx
      .insertInto('identity.proofing')
      .values({
        id: newId(),
        account_id: id,
        how: one.citizen ? 'world' : 'appointment',
        level: one.level ?? 1,
        at: made.now,
        by: JSON.stringify({ kind: 'system', name: 'world' }),
      })
      .execute();
  return id;
}
