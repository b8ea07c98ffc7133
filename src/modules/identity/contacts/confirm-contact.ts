import type { AnswerOf, Context, InputOf } from '#platform/operation.ts';
import { accountOf } from '#platform/access.ts';
import { spendCode } from '../codes/check-code.ts';
import type { confirmContact as operation } from '../contract/contacts.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { channelOf, type ContactKind } from './contact-value.ts';
import { answerOf } from './list-contacts.ts';
import { tellReplaced } from './tell-replaced.ts';
import { verifiedContact } from './verified-contact.ts';

/** Takes the code that was sent to a new phone or mailbox; from then on codes go there, and the one before is told. */
export async function confirmContact(
  tools: VerificationTools,
  { params, body }: Pick<InputOf<typeof operation>, 'params' | 'body'>,
  { actor, locale }: Pick<Context, 'actor' | 'locale'>,
): Promise<AnswerOf<typeof operation>> {
  const accountId = accountOf(actor) ?? '';
  const { clock, database } = tools;
  const waiting = await database
    .of<Tables>()
    .selectFrom('identity.contact')
    .selectAll()
    .where('id', '=', params.contactId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!waiting) throw identityProblem('contact-not-found');
  if (waiting.verified_at) return answerOf(waiting);
  const kind = waiting.kind as ContactKind;
  // Outside the transaction: a wrong try stays counted when the confirmation is refused.
  const of = { holder: accountId, purpose: 'confirm-contact', channel: channelOf(kind) } as const;
  const spent = await spendCode(database.of(), tools, of, body.code);
  if (spent?.contactId !== waiting.id)
    throw identityProblem('code-wrong', {
      fields: [
        {
          path: 'code',
          code: 'code-wrong',
          vi: 'Mã chưa đúng hoặc đã hết hạn. Xin xem lại tin nhắn mới nhất, hoặc xin mã mới.',
          en: 'The code is not right or no longer valid. Look at the latest message, or ask for a new code.',
        },
      ],
    });
  return database.transaction<Tables, AnswerOf<typeof operation>>(async (trx) => {
    const before = await verifiedContact(trx, tools, accountId, kind);
    const now = clock.now();
    await trx.updateTable('identity.contact').set({ verified_at: now }).where('id', '=', waiting.id).execute();
    if (before) await tellReplaced(tools, trx, before, locale);
    await recordChange(tools, trx, {
      what: 'contact-added',
      accountId,
      actor,
      data: { contactId: waiting.id, kind },
    });
    return answerOf({ ...waiting, verified_at: now });
  });
}
