import { createECDH, createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';

export interface WebhookKey {
  keyid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const made = new WeakMap<Buffer, WebhookKey>();

/**
 * The P-256 key that signs pushes, derived from the installation's master key: all processes have the same, and nothing is kept. It is for
 * this alone. A derived number of 256 bits lies outside the curve's order once in 2³² installations; the next counter is taken then.
 */
export function webhookKey(masterKey: Buffer): WebhookKey {
  const known = made.get(masterKey);
  if (known) return known;
  const key = derive(masterKey, 1);
  made.set(masterKey, key);
  return key;
}

function derive(masterKey: Buffer, counter: number): WebhookKey {
  const d = Buffer.from(hkdfSync('sha256', masterKey, '', `lien-thong/exchange/webhooks/${counter}`, 32));
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(d);
  } catch {
    return derive(masterKey, counter + 1);
  }
  const point = curve.getPublicKey();
  const text = (bytes: Buffer): string => bytes.toString('base64url');
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', d: text(d), x: text(point.subarray(1, 33)), y: text(point.subarray(33)) },
  });
  const publicKey = createPublicKey(privateKey);
  const thumbprint = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return { keyid: `webhooks:${thumbprint.slice(0, 16)}`, privateKey, publicKey };
}
