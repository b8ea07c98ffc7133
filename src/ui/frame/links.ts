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
  actFor: '/cua-toi/thay-mat',
  myMandates: '/cua-toi/uy-quyen',
  security: '/cua-toi/bao-mat',
  signOut: '/dang-xuat',
  queue: '/can-bo',
  axis: '/can-bo/truc',
  nodes: '/can-bo/truc/nut',
  systems: '/can-bo/he-thong',
  registerBooks: '/can-bo/so-ho-tich',
  mandates: '/can-bo/uy-quyen',
  accountSupport: '/can-bo/ho-tro-tai-khoan',
  documents: '/can-bo/van-ban',
  board: '/chi-huy',
  clients: '/can-bo/ung-dung',
  changePost: '/can-bo/vi-tri',
  posts: '/can-bo/to-chuc',
  staffSignIn: '/can-bo/dang-nhap',
} as const;

/** Sign in and come back to `path`; the officers' door for the pages of officers. */
export function signInHref(path: string): string {
  const door = /^\/(can-bo|chi-huy)(\/|\?|$)/.test(path) ? frameLinks.staffSignIn : '/dang-nhap';
  return `${door}?ve=${encodeURIComponent(path)}`;
}

/** Where the reader chooses whom to act for, and comes back to `path`. */
export function actForHref(path: string): string {
  return `${frameLinks.actFor}?ve=${encodeURIComponent(path)}`;
}

/** Switches the language (a cookie) and comes back to `path`. */
export function languageHref(path: string, locale: Locale): string {
  return `/ngon-ngu/${locale}?ve=${encodeURIComponent(path)}`;
}
