import type { Transaction } from 'kysely';
import { identityProblem } from '../errors.ts';
import { passwordFault, type About, type PasswordFault } from '../password-rules.ts';
import type { Tables } from '../tables.ts';

const WORDS: Record<PasswordFault, { vi: string; en: string }> = {
  short: {
    vi: 'Mật khẩu cần ít nhất 8 ký tự. Một câu ngắn dễ nhớ là tốt nhất.',
    en: 'Use at least 8 characters. A short sentence is best.',
  },
  long: { vi: 'Mật khẩu dài tối đa 200 ký tự.', en: 'At most 200 characters.' },
  common: {
    vi: 'Nhiều người dùng mật khẩu này nên người lạ thử nó trước tiên. Xin chọn mật khẩu khác.',
    en: 'Many people use this one, so strangers try it first. Choose another.',
  },
  personal: {
    vi: 'Mật khẩu không nên làm từ số định danh, ngày sinh hay họ tên: những điều này in trên thẻ.',
    en: 'Do not make it of your number, birth date or name: they are printed on the card.',
  },
};

/** @throws identity.password-weak saying why */
export function refuseWeak(password: string, about: About): void {
  const fault = passwordFault(password.normalize('NFC'), about);
  if (fault) throw identityProblem('password-weak', { fields: [{ path: 'password', code: fault, ...WORDS[fault] }] });
}

export async function setPassword(trx: Transaction<Tables>, accountId: string, hash: string, now: Date): Promise<void> {
  await trx
    .insertInto('identity.password')
    .values({ account_id: accountId, hash, changed_at: now })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ hash, changed_at: now }))
    .execute();
}
