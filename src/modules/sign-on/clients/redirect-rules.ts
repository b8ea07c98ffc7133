import { domainToUnicode } from 'node:url';

export type ClientKind = 'web' | 'native';
export type ClientMode = 'test' | 'live';

/** What is wrong with an address, in the words of errors.ts. */
export type AddressFault =
  | 'not-an-address'
  | 'fragment'
  | 'wildcard'
  | 'not-exact'
  | 'mixed-script'
  | 'not-https'
  | 'not-public'
  | 'scheme-not-yours';

const LONGEST = 400;
const LOOPBACK = new Set(['127.0.0.1', '[::1]']);

/**
 * Pure. Where the sign-on may send a browser back to, or why not. Every address is compared letter for letter when it is used, so one
 * that a browser would write otherwise ("..", upper-case host, letters that only look Latin) could never be met, or be met by another
 * host than people read: it is refused when it is registered. RFC 6749 3.1.2, RFC 8252, RFC 9700 2.1.
 * @returns the address as it is kept: a host in other letters as punycode
 */
export function checkAddress(
  typed: string,
  { kind, mode }: { kind: ClientKind; mode: ClientMode },
): { ok: true; address: string } | { ok: false; fault: AddressFault } {
  const no = (fault: AddressFault) => ({ ok: false, fault }) as const;
  if (typed.length === 0 || typed.length > LONGEST || /\s/u.test(typed) || !URL.canParse(typed))
    return no('not-an-address');
  if (typed.includes('#')) return no('fragment');
  if (typed.includes('*')) return no('wildcard');
  const url = new URL(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return kind === 'native' ? checkOwnScheme(typed, url) : no('not-https');
  if (url.username !== '' || url.password !== '' || /[@\\]/.test(typed)) return no('not-exact');
  if (hasMixedScripts(url.hostname)) return no('mixed-script');
  const kept = withHost(typed, url);
  if (kept !== url.href && `${kept}/` !== url.href) return no('not-exact');
  if (/%(2e|2f|5c|00)/i.test(url.pathname)) return no('not-exact');
  const loopback = LOOPBACK.has(url.hostname) || url.hostname === 'localhost';
  if (loopback) {
    // A name may lead elsewhere (RFC 8252 8.3), which matters where anything may listen: on a person's own device.
    if (mode === 'live') return no('not-public');
    return kind === 'native' && url.hostname === 'localhost' ? no('not-exact') : { ok: true, address: kept };
  }
  if (url.protocol !== 'https:') return no('not-https');
  return isPublicName(url.hostname) ? { ok: true, address: kept } : no('not-public');
}

/** 'vn.gov.example.app:/path': a scheme in reverse domain form, so that no other app has a claim to it (RFC 8252 7.1). */
function checkOwnScheme(typed: string, url: URL): { ok: true; address: string } | { ok: false; fault: AddressFault } {
  if (!/^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*){2,}:$/.test(url.protocol))
    return { ok: false, fault: 'scheme-not-yours' };
  if (typed.startsWith(`${url.protocol}//`) || typed !== url.href || !url.pathname.startsWith('/'))
    return { ok: false, fault: 'not-exact' };
  return { ok: true, address: typed };
}

/** The host as browsers write it, the rest as typed. */
function withHost(typed: string, url: URL): string {
  return typed.replace(/^([a-z]+:\/\/)([^/?:[\]]+)/i, (whole, scheme: string, host: string) =>
    // eslint-disable-next-line no-control-regex
    /^[\0-\x7f]+$/.test(host) ? whole : `${scheme}${url.hostname}`,
  );
}

/** A name under a top level domain: neither a number nor a machine of one's own network. */
function isPublicName(host: string): boolean {
  return (
    /^([a-z0-9-]+\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/.test(host) && !/\.(local|internal|localhost|invalid|test)$/.test(host)
  );
}

const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Hangul}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
];
const NO_SCRIPT = /[\p{Script=Common}\p{Script=Inherited}]/u;

/** A label of a host that mixes letters of several scripts, as one that imitates another does. Takes punycode or letters. */
export function hasMixedScripts(host: string): boolean {
  return (domainToUnicode(host) || host).split('.').some((label) => {
    const met = new Set<number>();
    for (const letter of label) {
      if (NO_SCRIPT.test(letter)) continue;
      met.add(SCRIPTS.findIndex((script) => script.test(letter)));
    }
    return met.size > 1;
  });
}
