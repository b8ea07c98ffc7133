import { hasControlChars } from '#platform/text.ts';
import { DEVICE_COOKIE, SESSION_COOKIE } from '#platform/web/sessions.ts';

/** Lax: links from mails and QR codes arrive signed in, forms of other sites do not (see the origin check). */
export function sessionCookie(token: string, expiresAt: string, secure: boolean): string {
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${new Date(expiresAt).toUTCString()}${secure ? '; Secure' : ''}`;
}

export const endedCookie = `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;

/** As long as browsers keep any: it says which of its owner's devices this is, and nothing more. */
const DEVICE_DAYS = 400;
export function deviceCookie(token: string, secure: boolean): string {
  return `${DEVICE_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${DEVICE_DAYS * 86_400}${secure ? '; Secure' : ''}`;
}

/** The sign-in under way, sealed, between its pages. */
export const FLOW_COOKIE = 'lt_flow';
export function flowCookie(flow: string, secure: boolean): string {
  return `${FLOW_COOKIE}=${flow}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600${secure ? '; Secure' : ''}`;
}
/** The sign-in under way of the browser that asks. */
export function flowIn(request: Request): string | undefined {
  return /(?:^|;\s*)lt_flow=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
}
export const endedFlowCookie = `${FLOW_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;

const HERE = 'http://here.invalid';

/** Only a path of this site, as a browser would read it (it drops tabs and line feeds, and takes `\\` for `/`). */
export function safeReturn(given: string | null, fallback: string): string {
  if (!given?.startsWith('/') || hasControlChars(given) || /[\t\n\r]/.test(given) || !URL.canParse(given, HERE))
    return fallback;
  const url = new URL(given, HERE);
  const path = `${url.pathname}${url.search}`;
  // Resolving dots may leave a path that names another host when it is read again: /../..//evil.example.
  return url.origin === HERE && !path.startsWith('//') ? path : fallback;
}
