import type { Actor } from '../access.ts';

/** What the platform needs to know of sign-in; the identity room provides it. */
export interface Sessions {
  /** The actor behind a session cookie or bearer token; anonymous when unknown or ended. */
  actorFor(token: string | undefined): Promise<Actor>;
}

export const SESSION_COOKIE = 'lt_session';
export const LANGUAGE_COOKIE = 'lt_lang';
