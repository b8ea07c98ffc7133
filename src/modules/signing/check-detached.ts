import { checkCms } from './cms-check.ts';
import { checkIssuer } from './verify-pdf.ts';

/**
 * Whether a detached CMS signature over `bytes` is whole and by a certificate of one of the roots. Asks no database. What it brings of
 * certificates beside the signer's is covered by no signature: it must be the root itself, byte by byte.
 */
export async function checkDetached(bytes: Buffer, signature: Buffer, roots: readonly Buffer[]): Promise<boolean> {
  const check = await checkCms(signature, [bytes]);
  if (!check.sound || !check.canonical || checkIssuer(check, roots) === undefined) return false;
  return check.others.every(({ raw }) => roots.some((root) => root.equals(raw)));
}
