import { newId } from '#platform/id.ts';
import type { AnswerOf, Context, InputOf } from '#platform/operation.ts';
import { provedOwner } from '../change-demand.ts';
import { wayOut } from '../channels/messages.ts';
import { issueCode } from '../codes/issue-code.ts';
import type { addContact as operation } from '../contract/contacts.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { channelOf, contactHash, contactSealer, hintOf, readContact, type ContactKind } from './contact-value.ts';

const MOST_CONTACTS = 10;

const fieldOf = (kind: ContactKind) =>
  kind === 'phone'
    ? {
        path: 'value',
        code: 'wrong-phone',
        vi: 'Nhập số điện thoại di động gồm 10 chữ số, ví dụ: 0900 000 123.',
        en: 'Enter a mobile number of ten digits, for example 0900 000 123.',
      }
    : {
        path: 'value',
        code: 'wrong-email',
        vi: 'Nhập địa chỉ thư điện tử, ví dụ: thuha@example.vn.',
        en: 'Enter an e-mail address, for example thuha@example.vn.',
      };

/** Notes a phone or mailbox and sends a code there. Asking again for one that waits sends a new code. */
export async function addContact(
  tools: VerificationTools,
  { kind, value: given }: InputOf<typeof operation>['body'],
  context: Pick<Context, 'actor' | 'source' | 'locale'>,
): Promise<AnswerOf<typeof operation>> {
  const owner = await provedOwner(tools, context.actor);
  const { config, clock, database } = tools;
  const value = readContact(kind, given);
  if (!value) throw identityProblem(kind === 'phone' ? 'wrong-phone' : 'wrong-email', { fields: [fieldOf(kind)] });
  if (!wayOut(config, channelOf(kind))) throw identityProblem('no-channel');
  const valueHash = contactHash(config, kind, value);
  const hint = hintOf(kind, value);
  const now = clock.now();
  const id = await database.transaction<Tables, string>(async (trx) => {
    await trx.selectFrom('identity.account').select('id').where('id', '=', owner.id).forUpdate().execute();
    const known = await trx
      .selectFrom('identity.contact')
      .select(['id', 'value_hash', 'verified_at'])
      .where('account_id', '=', owner.id)
      .where('removed_at', 'is', null)
      .execute();
    const same = known.find((one) => one.value_hash.equals(valueHash));
    if (same?.verified_at) throw identityProblem('contact-known');
    if (same) return same.id;
    if (known.length >= MOST_CONTACTS) throw identityProblem('too-many-contacts');
    const sealed = contactSealer(config).seal(value);
    const row = { account_id: owner.id, kind, value_sealed: sealed, value_hash: valueHash, hint, added_at: now };
    const contactId = newId();
    await trx
      .insertInto('identity.contact')
      .values({ id: contactId, ...row })
      .execute();
    return contactId;
  });
  const { expiresAt } = await issueCode(tools, {
    holder: owner.id,
    purpose: 'confirm-contact',
    kind,
    contact: { id, value, valueHash },
    source: context.source ?? 'local',
    locale: context.locale,
  });
  return { contactId: id, hint, codeExpiresAt: expiresAt.toISOString() };
}
