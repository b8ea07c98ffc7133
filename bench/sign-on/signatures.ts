import { generateKeyPairSync, sign, webcrypto } from 'node:crypto';

/** About the size of the signing input of an ID token. */
const BYTES = Buffer.alloc(420, 'a');

/** Bare ES256 signatures per second on one thread, in the form that a JWT has (r and s, 64 bytes). */
export function signaturesPerSecond(seconds: number): number {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return rate(seconds, () => sign('sha256', BYTES, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
}

/** The same by WebCrypto, as the library signs: off the event loop in Node's thread pool, one after another. */
export async function webCryptoSignaturesPerSecond(seconds: number): Promise<number> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const { privateKey } = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  let done = 0;
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    await webcrypto.subtle.sign(algorithm, privateKey, BYTES);
    done += 1;
  }
  return (done * 1000) / (performance.now() - started);
}

function rate(seconds: number, work: () => unknown): number {
  let done = 0;
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    for (let index = 0; index < 50; index += 1) work();
    done += 50;
  }
  return (done * 1000) / (performance.now() - started);
}
