import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Small things that leave the node and come back unchanged and unread (the state of a sign-in, a ticket for a page), and secrets that
 * rest in the database: AES-256-GCM under a key of their own, derived from the installation's master key for each purpose. Nothing is
 * written for them, so a flood of begun and never ended sign-ins costs no row.
 */
export interface Sealer<Value> {
  /** @param validTo after that moment `open` answers undefined; for ever when left out */
  seal(value: Value, validTo?: Date): string;
  /** undefined when it was made elsewhere, changed, cut or is over. */
  open(sealed: string, now: Date): Value | undefined;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Longer ones are not ours: refused before anything is computed. */
const LONGEST = 16_384;

/** @param purpose 'identity.sign-in-flow': what is sealed for one purpose does not open for another */
export function createSealer<Value>(masterKey: Buffer, purpose: string): Sealer<Value> {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', `lien-thong/sealed/${purpose}`, 32));
  return {
    seal(value, validTo) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const plain = JSON.stringify({ v: value, ...(validTo ? { to: validTo.getTime() } : {}) });
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      );
    },
    open(sealed, now) {
      if (sealed.length > LONGEST || !/^[\w-]+$/.test(sealed)) return undefined;
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
        const { v, to } = JSON.parse(plain.toString('utf8')) as { v: Value; to?: number };
        return to !== undefined && to < now.getTime() ? undefined : v;
      } catch {
        return undefined;
      }
    },
  };
}
