import { createHash, createHmac, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults for interactive sign-in (19 MiB, 2 passes, 1 lane: OWASP's first choice). */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashSecret(secret: string): Promise<string> {
  return hash(secret, ARGON);
}

let nobody: Promise<string> | undefined;

/** Compares in the same time whether or not the account exists, so that answers do not tell who has one. */
export async function matchesSecret(kept: string | undefined, given: string): Promise<boolean> {
  nobody ??= hashSecret(randomBytes(16).toString('hex'));
  const matches = await verify(kept ?? (await nobody), given);
  return kept !== undefined && matches;
}

/** The keyed hash under which a personal number finds its account. */
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
