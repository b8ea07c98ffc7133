import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { sql } from 'kysely';
import { contactSealer, type ContactKind } from './contact-value.ts';

export interface Contact {
  id: string;
  kind: ContactKind;
  value: string;
  valueHash: Buffer;
  hint: string;
  /** Given by one officer and not used yet: begins no sign-in. */
  addsOnly: boolean;
}

/** The phone or mailbox that codes go to: of several, the one proved last. For an account that is not there the same query runs. */
export async function verifiedContact(
  executor: Executor,
  { config, clock }: Pick<PlatformDeps, 'config' | 'clock'>,
  accountId: string,
  kind: ContactKind,
): Promise<Contact | undefined> {
  const { rows } = await sql<{
    id: string;
    value_sealed: string;
    value_hash: Buffer;
    hint: string;
    adds_only: boolean;
  }>`
    select id, value_sealed, value_hash, hint, adds_only from identity.contact
    where account_id = ${accountId} and kind = ${kind} and verified_at is not null and removed_at is null
    order by verified_at desc, id desc limit 1`.execute(executor);
  const row = rows[0];
  if (!row) return undefined;
  const value = contactSealer(config).open(row.value_sealed, clock.now());
  if (value === undefined) throw new Error('A contact does not open: it was sealed under another master key');
  return { id: row.id, kind, value, valueHash: row.value_hash, hint: row.hint, addsOnly: row.adds_only };
}

/** It was used beside another proof: from now on it may begin a sign-in too. */
export async function trustContact(executor: Executor, contactId: string): Promise<void> {
  await sql`update identity.contact set adds_only = false where id = ${contactId}`.execute(executor);
}
