import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { certificatesIn, checkBundleFile } from '#modules/exchange/index.ts';

/** `lienthong verify BUNDLE`: says what holds and what does not, from the file alone. Exit status 1 when anything fails. */
export async function verifyBundle(
  path: string,
  options: { ca?: string; tsaCa?: string; registrar?: string; file?: string[] },
): Promise<void> {
  const payloads = [];
  for (const file of options.file ?? []) {
    const hash = createHash('sha256');
    for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
    payloads.push({ name: basename(file), sha256: hash.digest('hex') });
  }
  const findings = await checkBundleFile(path, {
    payloads,
    ...(options.ca ? { roots: certificatesIn(readFileSync(options.ca)) } : {}),
    ...(options.registrar ? { registrarKeys: publicKeysIn(readFileSync(options.registrar, 'utf8')) } : {}),
    ...(options.tsaCa ? { stampRoots: certificatesIn(readFileSync(options.tsaCa)) } : {}),
  });
  for (const { ok, vi, en } of findings) console.log(`${ok ? '✓' : '✗'} ${vi}\n    ${en}`);
  const broken = findings.filter((one) => !one.ok).length;
  console.log(
    broken === 0
      ? 'Bộ chứng cứ đứng vững.\n    The evidence holds.'
      : `Bộ chứng cứ không đứng vững: ${broken} điểm sai.\n    The evidence does not hold: ${broken} things are wrong.`,
  );
  if (broken > 0) process.exitCode = 1;
}

/** PEM, or the JWK that stands in NODE_REGISTRAR_KEY. */
function publicKeysIn(text: string): KeyObject[] {
  if (text.trimStart().startsWith('{'))
    return [createPublicKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' })];
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  return blocks.map((block) => createPublicKey(block));
}
