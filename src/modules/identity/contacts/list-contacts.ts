import type { AnswerOf } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { wayOut } from '../channels/messages.ts';
import type { listContacts as operation } from '../contract/contacts.ts';
import type { Tables } from '../tables.ts';
import { channelOf, type ContactKind } from './contact-value.ts';

type Listed = AnswerOf<typeof operation>;
type ContactAnswer = Listed['contacts'][number];

interface ContactRow {
  id: string;
  kind: string;
  hint: string;
  added_at: Date;
  verified_at: Date | null;
}

export const answerOf = (row: ContactRow): ContactAnswer => ({
  id: row.id,
  kind: row.kind as ContactKind,
  hint: row.hint,
  addedAt: row.added_at.toISOString(),
  ...(row.verified_at ? { verifiedAt: row.verified_at.toISOString() } : {}),
});

/** The account's own phones and mailboxes, masked, and which of them this node can write to. */
export async function listContacts(
  { database, config }: Pick<PlatformDeps, 'database' | 'config'>,
  accountId: string,
): Promise<Listed> {
  const rows = await database
    .of<Tables>()
    .selectFrom('identity.contact')
    .select(['id', 'kind', 'hint', 'added_at', 'verified_at'])
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .execute();
  const channels = (['phone', 'email'] as const).filter((kind) => wayOut(config, channelOf(kind)));
  return { contacts: rows.map(answerOf), channels };
}
