const CSP = [
  "default-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
];

/** For every answer. Pages without JavaScript allow only our own script files, and no inline script at all. */
export const SECURITY_HEADERS = {
  'content-security-policy': [...CSP, "script-src 'self'", "style-src 'self'"].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
} as const;

/** The same as names and values in turn, for answers that are written without Fastify. */
export const SECURITY_HEADER_LIST: readonly string[] = Object.entries(SECURITY_HEADERS).flat();

/** A hydrated page's bootstrap runs under a nonce made for that answer. */
export function contentSecurityPolicyWithNonce(nonce: string): string {
  return [...CSP, `script-src 'self' 'nonce-${nonce}'`, "style-src 'self' 'unsafe-inline'"].join('; ');
}
