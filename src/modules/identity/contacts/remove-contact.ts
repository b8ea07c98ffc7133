import type { AnswerOf, Context } from '#platform/operation.ts';
import { provedOwner } from '../change-demand.ts';
import type { removeContact as operation } from '../contract/contacts.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { contactSealer, type ContactKind } from './contact-value.ts';
import { tellReplaced } from './tell-replaced.ts';

/** Takes a phone or mailbox off the account; codes that are on their way there no longer work, and it is told. */
export async function removeContact(
  tools: VerificationTools,
  contactId: string,
  { actor, locale }: Pick<Context, 'actor' | 'locale'>,
): Promise<AnswerOf<typeof operation>> {
  const owner = await provedOwner(tools, actor);
  const { clock, config, database } = tools;
  return database.transaction<Tables, { removed: boolean }>(async (trx) => {
    const now = clock.now();
    const removed = await trx
      .updateTable('identity.contact')
      .set({ removed_at: now })
      .where('id', '=', contactId)
      .where('account_id', '=', owner.id)
      .where('removed_at', 'is', null)
      .returning(['kind', 'value_sealed', 'verified_at'])
      .executeTakeFirst();
    if (!removed) throw identityProblem('contact-not-found');
    await trx.deleteFrom('identity.one_time_code').where('contact_id', '=', contactId).execute();
    if (!removed.verified_at) return { removed: true };
    const kind = removed.kind as ContactKind;
    const value = contactSealer(config).open(removed.value_sealed, now);
    if (value !== undefined) await tellReplaced(tools, trx, { kind, value }, locale);
    await recordChange(tools, trx, {
      what: 'contact-removed',
      accountId: owner.id,
      actor,
      data: { contactId, kind },
    });
    return { removed: true };
  });
}
