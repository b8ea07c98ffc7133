import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { systemsProblem } from './errors.ts';

/** A public key as it is kept: DER, and the digest by which it is known. */
export interface ReadKey {
  der: Buffer;
  thumbprint: Buffer;
}

/**
 * The public P-256 key that somebody pasted, as PEM or JWK. Node would quietly take the public half out of a private key: then the program
 * would work, and its private key would have been in a form of ours.
 * @throws systems.key-private, systems.key-unreadable, systems.key-not-p256
 */
export function readKey(text: string): ReadKey {
  const key = parse(text.trim());
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw systemsProblem('key-not-p256');
  const der = key.export({ type: 'spki', format: 'der' });
  return { der, thumbprint: createHash('sha256').update(der).digest() };
}

function parse(text: string): KeyObject {
  if (text.startsWith('{')) return parseJwk(text);
  if (isPrivate(text)) throw systemsProblem('key-private');
  if (!/-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/.test(text)) throw systemsProblem('key-unreadable');
  try {
    return createPublicKey(text);
  } catch (cause) {
    throw systemsProblem('key-unreadable', { cause });
  }
}

function parseJwk(text: string): KeyObject {
  let jwk: Record<string, unknown>;
  try {
    jwk = JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw systemsProblem('key-unreadable', { cause });
  }
  if ('d' in jwk || 'k' in jwk) throw systemsProblem('key-private');
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch (cause) {
    throw systemsProblem('key-unreadable', { cause });
  }
}

function isPrivate(text: string): boolean {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return true;
  try {
    createPrivateKey(text);
    return true;
  } catch {
    return false;
  }
}
