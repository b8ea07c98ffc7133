const CSP = [
  "default-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
];

/**
 * For every answer. Pages without JavaScript allow only our own script files, and no inline script at all. Framing is
 * forbidden by `frame-ancestors`, which every browser since 2016 follows before X-Frame-Options.
 */
const SECURITY_HEADERS = {
  'content-security-policy': [...CSP, "script-src 'self'", "style-src 'self'"].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
} as const;

/** @param https the node is reached by HTTPS only: a browser must be told so there, and may not be told over plain HTTP (RFC 6797, 7.2) */
export function securityHeaders(https: boolean): Record<string, string> {
  return https
    ? { ...SECURITY_HEADERS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : { ...SECURITY_HEADERS };
}

/**
 * The policy of one page. A hydrated page's bootstrap runs under a nonce made for that answer.
 * @param formTargets where else the page's forms may lead by a redirect: browsers hold `form-action` against these too
 */
export function contentSecurityPolicyOf({
  nonce,
  formTargets = [],
}: {
  nonce?: string;
  formTargets?: readonly string[];
}): string {
  const csp = CSP.map((rule) => (rule.startsWith('form-action') ? [rule, ...formTargets].join(' ') : rule));
  return nonce === undefined
    ? [...csp, "script-src 'self'", "style-src 'self'"].join('; ')
    : [...csp, `script-src 'self' 'nonce-${nonce}'`, "style-src 'self' 'unsafe-inline'"].join('; ');
}
