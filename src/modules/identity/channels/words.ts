import type { Locale } from '#platform/problem.ts';

/** What a code is for. It works for nothing else. */
export type CodePurpose = 'sign-in' | 'step-up' | 'confirm-contact' | 'sign-up' | 'recover';

export interface MessageText {
  /** E-mail only. */
  subject: { vi: string; en: string };
  body: { vi: string; en: string };
}

const FOR: Record<CodePurpose, { vi: string; en: string }> = {
  'sign-in': { vi: 'Mã đăng nhập', en: 'Code to sign in' },
  'step-up': { vi: 'Mã xác nhận', en: 'Code to confirm' },
  'confirm-contact': { vi: 'Mã thêm liên hệ', en: 'Code to add this contact' },
  'sign-up': { vi: 'Mã mở tài khoản', en: 'Code to open an account' },
  recover: { vi: 'Mã khôi phục', en: 'Code to recover the account' },
};

/**
 * One SMS each: Vietnamese letters travel as UCS-2, of which 70 fit. Names what the code is for, and asks never to pass it on: who is
 * asked for it on the telephone reads here that nobody may ask.
 */
export function codeText(purpose: CodePurpose, code: string, locale: Locale): string {
  return locale === 'en'
    ? `${FOR[purpose].en}, Lien Thong: ${code}. Valid for 5 minutes. Give it to nobody, officers included.`
    : `${FOR[purpose].vi} Liên Thông: ${code}. Hạn 5 phút. Đừng đưa mã cho ai.`;
}

export const codeSubject = (purpose: CodePurpose, locale: Locale): string => `${FOR[purpose][locale]} – Liên Thông`;

/** To the phone or mailbox that codes no longer go to. */
export function replacedText(locale: Locale): string {
  return locale === 'en'
    ? 'Lien Thong: this contact no longer receives codes of your account. If this was not you, go to the nearest counter.'
    : 'Liên Thông: số này thôi nhận mã. Nếu không phải ông/bà, báo Một cửa.';
}

export const replacedSubject = (locale: Locale): string =>
  locale === 'en' ? 'This address no longer receives codes – Liên Thông' : 'Địa chỉ này thôi nhận mã – Liên Thông';
