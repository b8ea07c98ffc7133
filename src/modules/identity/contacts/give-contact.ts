import type { Transaction } from 'kysely';
import type { Config } from '#platform/config.ts';
import { newId } from '#platform/id.ts';
import type { Tables } from '../tables.ts';
import { contactHash, contactSealer, hintOf, readContact, type ContactKind } from './contact-value.ts';

/** Gives an account a phone or mailbox that somebody else vouches for (a world, an officer at the counter). Again: nothing. */
export async function giveContact(
  trx: Transaction<Tables>,
  config: Config,
  given: { accountId: string; kind: ContactKind; value: string; now: Date; addsOnly?: boolean },
): Promise<void> {
  const { accountId, kind, now } = given;
  const value = readContact(kind, given.value);
  if (!value) throw new TypeError(`Not a ${kind}`);
  await trx
    .insertInto('identity.contact')
    .values({
      id: newId(),
      account_id: accountId,
      kind,
      value_sealed: contactSealer(config).seal(value),
      value_hash: contactHash(config, kind, value),
      hint: hintOf(kind, value),
      added_at: now,
      verified_at: now,
      adds_only: given.addsOnly ?? false,
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'value_hash']).where('removed_at', 'is', null).doNothing(),
    )
    .execute();
}
