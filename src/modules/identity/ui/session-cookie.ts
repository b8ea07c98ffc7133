import { SESSION_COOKIE } from '#platform/web/sessions.ts';

/** Lax: links from mails and QR codes arrive signed in, forms of other sites do not (see the origin check). */
export function sessionCookie(token: string, expiresAt: string, secure: boolean): string {
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${new Date(expiresAt).toUTCString()}${secure ? '; Secure' : ''}`;
}

export const endedCookie = `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;

/** Only a path of this site; anything else would send people elsewhere after signing in. */
export function safeReturn(given: string | null, fallback: string): string {
  return given && /^\/(?![/\\])/.test(given) && !given.includes('\n') ? given : fallback;
}
