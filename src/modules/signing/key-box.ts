import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { signingProblem } from './errors.ts';

/**
 * Private keys at rest: AES-256-GCM under a key derived from the installation's master key.
 * A box is version (1 byte) · nonce (12) · tag (16) · ciphertext. The row's id is authenticated with it, so a box that
 * is copied into another row does not open.
 */
export type KeyBox = {
  close(rowId: string, key: Uint8Array): Buffer;
  /** @throws signing.key-unreadable with another master key, another row, or altered bytes */
  open(rowId: string, box: Buffer): Buffer;
};

const version = 1;

/** @param masterKey 32 bytes */
export function createKeyBox(masterKey: Buffer): KeyBox {
  if (masterKey.length !== 32) throw new RangeError('The master key has 32 bytes.');
  const secret = Buffer.from(hkdfSync('sha256', masterKey, '', 'lien-thong/signing/private-keys/1', 32));
  return {
    close(rowId, key) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      cipher.setAAD(Buffer.from(rowId));
      const body = Buffer.concat([cipher.update(key), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
    },
    open(rowId, box) {
      try {
        if (box[0] !== version) throw new Error(`Key box of version ${box[0]}`);
        const decipher = createDecipheriv('aes-256-gcm', secret, box.subarray(1, 13), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(rowId));
        decipher.setAuthTag(box.subarray(13, 29));
        return Buffer.concat([decipher.update(box.subarray(29)), decipher.final()]);
      } catch (cause) {
        throw signingProblem('key-unreadable', { cause });
      }
    },
  };
}
