import { createHash, createHmac, randomBytes } from 'node:crypto';

/** The keyed hash under which a personal number finds its account. @param personalId twelve digits */
export function loginKey(masterKey: Buffer, personalId: string): Buffer {
  return createHmac('sha256', masterKey)
    .update(`login:${personalId.replace(/[\s.]/g, '')}`)
    .digest();
}

export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
