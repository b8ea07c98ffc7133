import { createHmac } from 'node:crypto';
import type { Config } from '#platform/config.ts';

/** Crockford's letters: what is easily read for something else is not among them. Ten of 32 are 50 bits. */
export const RECOVERY_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Pure. What was meant: capitals or not, with or without the dash, O for 0, I and L for 1. */
export function readRecoveryCode(given: string): string | undefined {
  const code = given
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code) ? code : undefined;
}

export function recoveryHash({ secrets }: Config, accountId: string, code: string): Buffer {
  return createHmac('sha256', secrets.masterKey).update(`recovery:${accountId}:${code}`).digest();
}
