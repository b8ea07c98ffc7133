import type { Transaction } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf, InputOf } from '#platform/operation.ts';
import type { Locale } from '#platform/problem.ts';
import { checkCard } from '../card/check-card.ts';
import { wayOut } from '../channels/messages.ts';
import { contactHash, contactSealer, hintOf, readContact } from '../contacts/contact-value.ts';
import { giveContact } from '../contacts/give-contact.ts';
import { tellReplaced } from '../contacts/tell-replaced.ts';
import type { replacePhone as operation } from '../contract/support.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { accountIn, loadCase, SUPPORT_BASIS } from './case.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * The person is here with the card and has another phone, and still knows the password or has a passkey. The new phone takes the place
 * of all earlier ones, which are told. Until it was used beside another proof it begins no sign-in, so one officer alone does not enter
 * the account with it; whoever has nothing left asks for recovery, which takes two.
 */
export async function replacePhone(
  deps: IdentityDeps,
  caseId: string,
  body: InputOf<typeof operation>['body'],
  actor: OfficerActor,
  locale: Locale,
): Promise<AnswerOf<typeof operation>> {
  const one = await loadCase(deps, caseId, actor);
  const account = accountIn(one);
  const phone = readContact('phone', body.phone);
  if (!phone) throw identityProblem('wrong-phone', { fields: [PHONE] });
  if (!wayOut(deps.config, 'sms')) throw identityProblem('no-channel');
  await checkCard(deps, body, one.subject, {
    actor,
    purpose: one.purpose,
    legalBasis: SUPPORT_BASIS,
    caseRef: `support-case:${one.id}`,
  });
  const hint = hintOf('phone', phone);
  return deps.database.transaction<Tables, AnswerOf<typeof operation>>(async (trx) => {
    const now = deps.clock.now();
    const row = await trx
      .selectFrom('identity.account')
      .select(['locked_at', 'closed_at'])
      .where('id', '=', account.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.locked_at ?? row.closed_at) throw identityProblem('account-stopped');
    if (!(await hasAnotherBeginning(trx, account.id))) throw identityProblem('recovery-needed');
    const removed = await trx
      .updateTable('identity.contact')
      .set({ removed_at: now })
      .where('account_id', '=', account.id)
      .where('kind', '=', 'phone')
      .where('removed_at', 'is', null)
      .returning(['id', 'value_sealed', 'value_hash', 'verified_at'])
      .execute();
    const same = contactHash(deps.config, 'phone', phone);
    if (removed.some((old) => old.verified_at && old.value_hash.equals(same))) throw identityProblem('contact-known');
    if (removed.length > 0)
      await trx
        .deleteFrom('identity.one_time_code')
        .where('holder', '=', account.id)
        .where('channel', '=', 'sms')
        .execute();
    await giveContact(trx, deps.config, { accountId: account.id, kind: 'phone', value: phone, now, addsOnly: true });
    for (const old of removed) {
      const value = contactSealer(deps.config).open(old.value_sealed, now);
      if (old.verified_at && value !== undefined) await tellReplaced(deps, trx, { kind: 'phone', value }, locale);
    }
    await deps.evidence.record(trx, {
      kind: 'identity.phone-replaced',
      subject: `account:${account.id}`,
      actor,
      purpose: one.purpose,
      legalBasis: SUPPORT_BASIS,
      data: { caseId: one.id, removed: removed.map(({ id }) => id) },
    });
    await tellOwner(deps, trx, account.id, 'phone-replaced', actor);
    return { hint };
  });
}

const PHONE = {
  path: 'phone',
  code: 'wrong-phone',
  vi: 'Nhập số điện thoại di động gồm 10 chữ số, ví dụ: 0900 000 123.',
  en: 'Enter a mobile number of ten digits, for example 0900 000 123.',
};

/** Something that a sign-in may begin with and that is not the phone. */
async function hasAnotherBeginning(trx: Transaction<Tables>, accountId: string): Promise<boolean> {
  const password = trx.selectFrom('identity.password').select('account_id').where('account_id', '=', accountId);
  const passkey = trx
    .selectFrom('identity.passkey')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where('stopped_at', 'is', null);
  return (await password.executeTakeFirst()) !== undefined || (await passkey.executeTakeFirst()) !== undefined;
}
