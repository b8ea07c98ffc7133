import { importJWK, type JWK } from 'jose';
import { signOnProblem } from '../errors.ts';

/** By which algorithms a client may sign who it is. */
const ALGORITHMS = new Set(['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256']);
const PRIVATE_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const ALLOWED = ['kty', 'kid', 'alg', 'use', 'key_ops', 'crv', 'x', 'y', 'n', 'e'] as const;

type Fault = { vi: string; en: string; code: string };

/**
 * The public keys of a client, as they will be kept: with their own ids, their algorithm, and nothing besides. A private key that was
 * pasted by mistake is refused and not kept, and its owner is told that it is no longer a secret.
 * @throws sign-on.keys-incorrect
 */
export async function checkKeys(given: { keys: readonly Record<string, unknown>[] }): Promise<{ keys: JWK[] }> {
  const keys: JWK[] = [];
  for (const [index, key] of given.keys.entries()) {
    const checked = await checkKey(key, keys);
    if ('code' in checked) {
      const at = { vi: `Khóa thứ ${index + 1}: ${checked.vi}`, en: `Key ${index + 1}: ${checked.en}` };
      throw signOnProblem('keys-incorrect', { fields: [{ path: 'keys', code: checked.code, ...at }] });
    }
    keys.push(checked.key);
  }
  return { keys };
}

async function checkKey(key: Record<string, unknown>, before: readonly JWK[]): Promise<{ key: JWK } | Fault> {
  if (PRIVATE_PARTS.some((part) => part in key))
    return {
      code: 'private',
      vi: 'đây là khóa riêng (hoặc khóa đối xứng). Khóa này coi như đã lộ: xin tạo cặp khóa mới và chỉ dán phần công khai.',
      en: 'this is a private (or symmetric) key. Count it as exposed: make a new pair and paste the public part only.',
    };
  const { kid } = key;
  if (typeof kid !== 'string' || kid.length === 0 || kid.length > 100)
    return { code: 'no-kid', vi: 'thiếu mã khóa (kid).', en: 'the key id (kid) is missing.' };
  if (before.some((other) => other.kid === kid))
    return { code: 'kid-twice', vi: 'mã khóa (kid) bị trùng.', en: 'the key id (kid) occurs twice.' };
  if (key['use'] !== undefined && key['use'] !== 'sig')
    return {
      code: 'use',
      vi: 'khóa này không dùng để ký (use phải là sig).',
      en: 'this key is not for signing (use must be sig).',
    };
  const alg = typeof key['alg'] === 'string' ? key['alg'] : usualAlgorithm(key);
  if (!alg || !ALGORITHMS.has(alg))
    return {
      code: 'algorithm',
      vi: 'thuật toán không được chấp nhận; xin dùng ES256, ES384, EdDSA, PS256 hoặc RS256.',
      en: 'the algorithm is not accepted; use ES256, ES384, EdDSA, PS256 or RS256.',
    };
  const kept = Object.fromEntries(ALLOWED.flatMap((name) => (name in key ? [[name, key[name]]] : [])));
  const jwk = { ...kept, alg, use: 'sig' } as JWK;
  delete jwk.key_ops;
  try {
    const imported = await importJWK(jwk, alg);
    const { modulusLength } = (imported as CryptoKey).algorithm as { modulusLength?: number };
    if (modulusLength !== undefined && modulusLength < 2048)
      return { code: 'too-short', vi: 'khóa RSA cần ít nhất 2048 bit.', en: 'an RSA key needs at least 2048 bits.' };
  } catch {
    return { code: 'unreadable', vi: 'không đọc được khóa này.', en: 'this key cannot be read.' };
  }
  return { key: jwk };
}

function usualAlgorithm({ kty, crv }: Record<string, unknown>): string | undefined {
  if (kty === 'EC') return crv === 'P-256' ? 'ES256' : crv === 'P-384' ? 'ES384' : undefined;
  if (kty === 'OKP') return crv === 'Ed25519' ? 'EdDSA' : undefined;
  return kty === 'RSA' ? 'PS256' : undefined;
}
