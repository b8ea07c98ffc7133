import { meets, type CitizenActor, type OfficerActor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import { stepUp } from '#platform/step-up.ts';
import { usableAccount } from './accounts.ts';
import { changeDemand } from './change-demand.ts';
import { deviceOf } from './device.ts';
import { endSessions } from './end-sessions.ts';
import { identityProblem } from './errors.ts';
import { proofsOf } from './list-offers.ts';
import { freshOthers, standForPassword } from './recovery/proved-without-password.ts';
import type { SignInCall } from './sign-in.ts';
import { takeProof } from './take-proof.ts';
import type { Tables } from './tables.ts';
import { recordChange } from './tell-owner.ts';
import { forgetAllTrustedDevices } from './trusted/trusted-devices.ts';
import type { VerificationTools } from './verification/kind.ts';
import { weaknessOf } from './verification/new-password.ts';
import { hashPassword } from './verification/password-pool.ts';

const WEAK = {
  short: { vi: 'Mật khẩu cần ít nhất 8 ký tự.', en: 'A password needs at least 8 characters.' },
  long: { vi: 'Mật khẩu dài tối đa 200 ký tự.', en: 'A password has at most 200 characters.' },
  easy: {
    vi: 'Mật khẩu này dễ đoán. Xin ghép vài từ không liên quan với nhau, ví dụ tên một món ăn, một con vật và một nơi chốn.',
    en: 'This password is easy to guess. Join a few words that have nothing to do with each other.',
  },
};

const CURRENT_MISSING = {
  path: 'current',
  code: 'required',
  vi: 'Nhập mật khẩu đang dùng, hoặc xác nhận bằng hai cách khác nếu đã quên.',
  en: 'Enter your current password, or prove yourself in two other ways if you forgot it.',
};

/**
 * Sets a new password. Who has one gives it, which is the fresh proof; who forgot it has just given two others instead; who has none
 * proves as for any change. All other sessions end, and no device is trusted any longer: a change is what people do when they fear
 * that somebody else knows the old one.
 */
export async function changePassword(
  tools: VerificationTools,
  actor: CitizenActor | OfficerActor,
  given: { current?: string | undefined; next: string },
  call: SignInCall,
): Promise<{ otherSessionsEnded: number }> {
  const account = await usableAccount(tools.database, actor.accountId);
  if (!account) throw platformProblem('not-signed-in');
  const has = await tools.database
    .of<Tables>()
    .selectFrom('identity.password')
    .select('account_id')
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  const others = freshOthers(await proofsOf(tools, actor), tools.clock.now());
  const forgotten = has !== undefined && given.current === undefined && standForPassword(account.level, others);
  const demand = await changeDemand(tools, account);
  const wanted = has ? { level: demand.level } : demand;
  if (!forgotten && !meets(wanted, actor.assurance, tools.clock.now())) throw stepUp(demand);
  const weakness = weaknessOf(given.next);
  if (weakness)
    throw identityProblem('weak-password', { fields: [{ path: 'next', code: weakness, ...WEAK[weakness] }] });
  if (has && !forgotten && !given.current) throw identityProblem('wrong-proof', { fields: [CURRENT_MISSING] });
  if (has && !forgotten)
    await takeProof(
      tools,
      account,
      { kind: 'password', password: given.current ?? '' },
      {
        source: call.source,
        locale: call.locale,
        purpose: 'step-up',
        device: deviceOf(call.device, call.userAgent),
        first: false,
      },
    );
  const hash = await hashPassword(tools.config, given.next);
  return tools.database.transaction<Tables, { otherSessionsEnded: number }>(async (trx) => {
    const changed_at = tools.clock.now();
    await trx
      .insertInto('identity.password')
      .values({ account_id: account.id, hash, changed_at })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ hash, changed_at }))
      .execute();
    await forgetAllTrustedDevices(trx, account.id);
    const which = { accountId: account.id, ...(actor.sessionId ? { except: actor.sessionId } : {}) };
    const ended = await endSessions(tools, trx, which, 'password-changed', actor);
    await recordChange(tools, trx, {
      what: forgotten ? 'password-replaced' : 'password-changed',
      accountId: account.id,
      actor,
      ...(forgotten ? { data: { proofs: others.map(({ kind }) => kind) } } : {}),
    });
    return { otherSessionsEnded: ended.length };
  });
}
