import { X509Certificate, type KeyObject } from 'node:crypto';

/** Whom the caller trusts: roots to which a certificate may lead, and single keys that were registered. */
export interface Trust {
  /** DER. */
  roots: readonly Buffer[];
  /** SubjectPublicKeyInfo, DER. */
  keys?: readonly Buffer[];
  /** The moment at which certificates must be valid. */
  at: Date;
}

const LONGEST_CHAIN = 4;

/** Whether the first certificate is a registered key's, or leads over the others to a root. */
export function trusts(certificates: readonly X509Certificate[], trust: Trust): 'trusted' | 'expired' | 'untrusted' {
  const [signer, ...others] = certificates;
  if (!signer) return 'untrusted';
  if (trust.keys?.some((key) => key.equals(spkiOf(signer.publicKey)))) return validAt(signer, trust.at);
  if (signer.ca) return 'untrusted';
  const roots = trust.roots.map((root) => new X509Certificate(root));
  let current = signer;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    if (validAt(current, trust.at) === 'expired') return 'expired';
    const at = current;
    const issued = (issuer: X509Certificate) => issuer.ca && at.checkIssued(issuer) && at.verify(issuer.publicKey);
    const root = roots.find(issued);
    if (root) return validAt(root, trust.at);
    const next = others.find((one) => one !== at && issued(one));
    if (!next) return 'untrusted';
    current = next;
  }
  return 'untrusted';
}

export const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

function validAt(certificate: X509Certificate, at: Date): 'trusted' | 'expired' {
  return at >= new Date(certificate.validFrom) && at <= new Date(certificate.validTo) ? 'trusted' : 'expired';
}
