import type { Actor } from '../access.ts';

/** What came with a session token besides the token: a copied cookie comes without the rest. */
export interface Presented {
  /** Whether the token came in the cookie of a browser or in an Authorization header of a program. */
  by: 'cookie' | 'header';
  /** Value of the device cookie. */
  device?: string;
  userAgent?: string;
  /** Network address. */
  source?: string;
}

/** What the platform needs to know of sign-in; the identity room provides it. */
export interface Sessions {
  /** The actor behind a session cookie or bearer token; anonymous when unknown, ended, or shown by another device. */
  actorFor(token: string | undefined, presented?: Presented): Promise<Actor>;
}

export const SESSION_COOKIE = 'lt_session';
export const DEVICE_COOKIE = 'lt_device';
export const LANGUAGE_COOKIE = 'lt_lang';
