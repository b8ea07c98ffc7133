import { checkCms } from './cms-check.ts';
import { checkIssuer } from './verify-pdf.ts';

/** Whether a detached CMS signature over `bytes` is whole and by a certificate of one of the roots. Asks no database. */
export async function checkDetached(bytes: Buffer, signature: Buffer, roots: readonly Buffer[]): Promise<boolean> {
  const check = await checkCms(signature, [bytes]);
  return check.sound && check.canonical && checkIssuer(check, roots) !== undefined;
}
