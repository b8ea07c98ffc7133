import { createContext, use } from 'react';

/** The two languages of every page. Vietnamese is the default and the language of record. */
export type Locale = 'vi' | 'en';

/** One text in both languages. */
export type Bilingual = { vi: string; en: string };

/**
 * The language of the page that is being rendered. `PageFrame` and `StaffFrame` provide it; components read it for
 * their own few words ("Lỗi:", "không bắt buộc"), so that no page can forget to hand it on.
 */
export const LocaleContext = createContext<Locale>('vi');

export function useLocale(): Locale {
  return use(LocaleContext);
}

/** The text of `both` in the language asked for. */
export function pick(both: Bilingual, locale: Locale): string {
  return both[locale];
}
