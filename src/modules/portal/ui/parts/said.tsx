import type { ReactNode } from 'react';
import type { Bilingual, Locale } from '#ui/index.ts';

/** A catalogue text for a title or an attribute: in the reader's language, else in Vietnamese, the language of record. */
export function saidText(text: Bilingual, locale: Locale): string {
  return text[locale] || text.vi;
}

/** The same for the page itself: Vietnamese on an English page is marked, so that screen readers change their voice. */
export function said(text: Bilingual, locale: Locale): ReactNode {
  return locale === 'en' && !text.en ? <span lang="vi">{text.vi}</span> : text[locale];
}
