import type { AnswerOf, Context, InputOf } from '#platform/operation.ts';
import { provedOwner } from '../change-demand.ts';
import type { confirmTotp as operation } from '../contract/factors.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { offerSealer, secretSealer, stepOf } from './app-code.ts';

const WRONG = {
  path: 'code',
  code: 'code-wrong',
  vi: 'Mã chưa đúng. Xin nhập 6 chữ số đang hiện trong ứng dụng.',
  en: 'The code is not right. Enter the 6 digits that the app shows now.',
};
const CLOCK = {
  path: 'code',
  code: 'totp-clock',
  vi: 'Đồng hồ của điện thoại đang lệch. Xin mở phần Cài đặt, bật ngày giờ tự động, rồi nhập mã mới.',
  en: 'The clock of the phone is wrong. In its settings, turn on automatic date and time, then enter a new code.',
};

/** Turns the app on once it has shown that it has the secret. Takes the place of an app that was there. */
export async function confirmTotp(
  tools: VerificationTools,
  { ticket, code }: InputOf<typeof operation>['body'],
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof operation>> {
  const owner = await provedOwner(tools, actor);
  const { clock, config, database } = tools;
  const now = clock.now();
  const offered = offerSealer(config).open(ticket, now);
  if (offered?.accountId !== owner.id) throw identityProblem('totp-offer-over');
  const found = stepOf(offered.secret, code, now);
  if (!found) throw identityProblem('code-wrong', { fields: [WRONG] });
  // Only told here, where the reader is the one who has the secret in hand; at a sign-in it would help a guesser.
  if (!found.near) throw identityProblem('totp-clock', { fields: [CLOCK] });
  const row = { secret_sealed: secretSealer(config).seal(offered.secret), added_at: now, last_step: found.step };
  await database.transaction<Tables, void>(async (trx) => {
    await trx
      .insertInto('identity.totp')
      .values({ account_id: owner.id, ...row })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
      .execute();
    await recordChange(tools, trx, { what: 'totp-added', accountId: owner.id, actor });
  });
  return { addedAt: now.toISOString() };
}
