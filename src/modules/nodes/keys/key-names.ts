import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { readJson } from '#platform/database/read-json.ts';

const Coordinate = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });

/** A public P-256 key as JWK, with nothing beside it. */
export const PublicKeyShape = Type.Object(
  { crv: Type.Literal('P-256'), kty: Type.Literal('EC'), x: Coordinate, y: Coordinate },
  { additionalProperties: false },
);
export type PublicKey = Static<typeof PublicKeyShape>;

/** A key as a row keeps it. @param what names column and row */
export const readKey = (column: unknown, what: string): PublicKey => readJson(PublicKeyShape, column, what);

/** @throws where the coordinates are no point of the curve */
export function keyOfJwk(key: PublicKey): KeyObject {
  return createPublicKey({ key, format: 'jwk' });
}

export function jwkOf(key: KeyObject): PublicKey {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return { crv: 'P-256', kty: 'EC', x, y };
}

/** What two people compare by telephone, and `openssl pkey -pubin -outform DER | sha256sum` prints: 64 hexadecimal digits. */
export function fingerprintOf(key: PublicKey): string {
  return createHash('sha256')
    .update(keyOfJwk(key).export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** The name of a key in signed requests: whose it is, and the beginning of its fingerprint. */
export function keyIdOf(nodeId: string, key: PublicKey): string {
  return `${nodeId}#${fingerprintOf(key).slice(0, 16)}`;
}
