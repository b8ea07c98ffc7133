import { X509Certificate } from 'node:crypto';
import type { ReadDocument, ReadStatus } from '#modules/edxml/index.ts';
import type { VxpDeps } from '../deps.ts';
import { vxpProblem } from '../errors.ts';
import { mustBeSigned } from '../legal.ts';

/**
 * The packet is signed by the agency that it names as its sender: with that agency's certificate of this installation, or with one of a
 * further authority that names the agency's code. @returns what goes into the evidence
 * @throws vxp.unsigned, vxp.bad-signature, vxp.wrong-signer
 */
export async function checkSigner(
  { signing, directory, clock, config }: VxpDeps,
  packet: ReadDocument | ReadStatus,
  agencyId: string,
): Promise<'valid' | 'absent'> {
  const further = config.vxp.trustedRoots.map((pem) => Buffer.from(new X509Certificate(pem).raw));
  const roots = [...(await signing.roots()), ...further];
  const { state, certificate } = await packet.checkSignature({ roots, at: clock.now() });
  if (state === 'absent') {
    if (mustBeSigned[packet.kind]) throw vxpProblem('unsigned');
    return 'absent';
  }
  if (state !== 'valid' || !certificate) throw vxpProblem('bad-signature', { params: { state } });
  const holder = await signing.holderOf(certificate);
  if (holder) {
    if (!('agencyId' in holder) || holder.agencyId !== agencyId) throw vxpProblem('wrong-signer');
    return 'valid';
  }
  // A whole attribute of the subject, never a part of one: H55.1 is not H55.10.
  for (const line of new X509Certificate(certificate).subject.split('\n')) {
    const value = line.slice(line.indexOf('=') + 1);
    if (/^[0-9A-Z]{3}(\.[0-9A-Z]{2,3}){0,7}$/.test(value) && (await directory.findAgencyByCode(value))?.id === agencyId)
      return 'valid';
  }
  throw vxpProblem('wrong-signer');
}
