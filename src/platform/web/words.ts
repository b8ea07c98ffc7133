import type { Locale } from '../problem.ts';

type Saying = { vi: string; en: string };

/** A page's words in both languages: `const t = words(locale); t.title`. A missing translation does not compile. */
export function defineWords<const W extends Record<string, Saying>>(
  words: W,
): (locale: Locale) => { [K in keyof W]: string } {
  const byLocale = (locale: Locale) =>
    Object.fromEntries(Object.entries(words).map(([key, saying]) => [key, saying[locale]])) as {
      [K in keyof W]: string;
    };
  const vi = byLocale('vi');
  const en = byLocale('en');
  return (locale) => (locale === 'en' ? en : vi);
}

/** Fills `{name}` places of a saying. */
export function say(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
