import type { Locale } from '../text/language.ts';

/** Addresses of other rooms that every page links to. One place, so that a changed address changes everywhere. */
export const frameLinks = {
  home: '/',
  search: '/tim',
  tracking: '/tra-cuu',
  about: '/gioi-thieu',
  help: '/tro-giup',
  accessibility: '/loi-tiep-can',
  myDossiers: '/cua-toi/ho-so',
  inbox: '/cua-toi/thong-bao',
  signOut: '/dang-xuat',
  queue: '/can-bo',
  registerBooks: '/can-bo/so-ho-tich',
  board: '/chi-huy',
  staffSignOut: '/dang-xuat',
} as const;

/** Sign in and come back to `path`. */
export function signInHref(path: string): string {
  return `/dang-nhap?ve=${encodeURIComponent(path)}`;
}

/** The same page in the other language. `path` may carry a query of its own. */
export function languageHref(path: string, locale: Locale): string {
  const [pathname = '/', query = ''] = path.split('?');
  const params = new URLSearchParams(query);
  params.set('ngon-ngu', locale);
  return `${pathname}?${params.toString()}`;
}
