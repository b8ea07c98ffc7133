import { X509Certificate } from 'node:crypto';
import { checkCms, type CmsCheck } from './cms-check.ts';
import { checkSize } from './sign-pdf.ts';
import { findSignatures, type FoundSignature } from './pdf-signatures.ts';

/**
 * Why a document does not count as validly signed.
 * - `not-signed`: it carries no signature
 * - `malformed`: a signature is there but broken, or made so that content could hide in it
 * - `altered`: signed bytes were changed
 * - `extended`: something was added after the last signature
 * - `untrusted`: intact, but the signer's certificate does not lead to a root that this installation trusts
 * - `not-valid-then`: the certificate was not valid at the time of signing
 * - `unsupported-algorithm`: made with something weaker than or other than SHA-2 with ECDSA or RSA
 */
export type SignatureFailure =
  | 'not-signed'
  | 'malformed'
  | 'altered'
  | 'extended'
  | 'untrusted'
  | 'not-valid-then'
  | 'unsupported-algorithm';

export type SignatureReport = {
  valid: boolean;
  failure?: SignatureFailure;
  /** Common name in the signer's certificate: the agency. */
  signer?: string;
  /** Name and reason as written in the signature, signed by the signer. */
  name?: string;
  reason?: string;
  location?: string;
  /** Time of signing as claimed by the signer. */
  at?: Date;
  certificate?: { serialNumber: string; issuer: string; validFrom: Date; validTo: Date };
};

/** The whole document: valid when every signature is, and the last one covers the whole file. */
export type PdfReport = SignatureReport & { signatures: SignatureReport[] };

/**
 * Checks all signatures of a PDF. Never throws on bad bytes, only on size.
 * @param roots DER of the roots to trust
 * @throws signing.pdf-too-large
 */
export async function checkPdf(pdf: Buffer, roots: readonly Buffer[]): Promise<PdfReport> {
  checkSize(pdf);
  const found = findSignatures(pdf);
  if (!found) return { valid: false, failure: 'malformed', signatures: [] };
  const last = found.at(-1);
  if (!last) return { valid: false, failure: 'not-signed', signatures: [] };
  const signatures: SignatureReport[] = [];
  for (const one of found) signatures.push(await checkOne(one, roots));
  const summary = signatures.at(-1) ?? { valid: false };
  const failed = signatures.find((one) => !one.valid);
  if (failed) return { ...summary, valid: false, failure: failed.failure, signatures };
  // Revisions before the last signature are covered by it: its signer signed them as they are.
  if (last.end !== pdf.length) return { ...summary, valid: false, failure: 'extended', signatures };
  return { ...summary, signatures };
}

async function checkOne(found: FoundSignature, roots: readonly Buffer[]): Promise<SignatureReport> {
  const said = readText(found);
  const check = await checkCms(found.cms, found.parts);
  if (!check.sound) return { valid: false, failure: check.why, ...said };
  const certificate = check.signer;
  const report = {
    signer: commonName(certificate.subject),
    ...said,
    certificate: {
      serialNumber: certificate.serialNumber.toLowerCase(),
      issuer: commonName(certificate.issuer),
      validFrom: new Date(certificate.validFrom),
      validTo: new Date(certificate.validTo),
    },
  };
  const root = checkIssuer(check, roots);
  if (!root) return { valid: false, failure: 'untrusted', ...report };
  // What lies beside the signer's certificate is its root or does not belong there.
  if (!check.canonical || check.others.some((one) => !one.raw.equals(root.raw))) {
    return { valid: false, failure: 'malformed', ...report };
  }
  if (!said.at || !validAt(certificate, said.at) || !validAt(root, said.at)) {
    return { valid: false, failure: 'not-valid-then', ...report };
  }
  return { valid: true, ...report };
}

/** The trusted root that issued the signer's certificate, when there is one. */
export function checkIssuer(
  { signer }: Extract<CmsCheck, { sound: true }>,
  roots: readonly Buffer[],
): X509Certificate | undefined {
  if (signer.ca) return undefined;
  return roots
    .map((root) => new X509Certificate(root))
    .find((root) => root.ca && signer.checkIssued(root) && signer.verify(root.publicKey));
}

function validAt(certificate: X509Certificate, at: Date): boolean {
  return at >= new Date(certificate.validFrom) && at <= new Date(certificate.validTo);
}

function commonName(subject: string): string {
  // Node writes one attribute a line and escapes what is special in it.
  const line = subject.split('\n').find((one) => one.startsWith('CN='));
  return (line ?? '').slice(3).replace(/\\(.)/g, '$1');
}

function readText({ dictionary }: FoundSignature): Pick<SignatureReport, 'name' | 'reason' | 'location' | 'at'> {
  const text = (key: string) => {
    const hex = /^<([0-9a-fA-F]*)>$/.exec(dictionary.get(key) ?? '')?.[1];
    if (hex?.toLowerCase().startsWith('feff') && hex.length % 4 === 0) {
      return Buffer.from(hex.slice(4), 'hex').swap16().toString('utf16le').toWellFormed().slice(0, 300);
    }
    return /^\(([\x20-\x7e]*)\)$/.exec(dictionary.get(key) ?? '')?.[1]?.slice(0, 300);
  };
  const date = /^\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)?\)$/.exec(
    dictionary.get('/M') ?? '',
  );
  const said: Pick<SignatureReport, 'name' | 'reason' | 'location' | 'at'> = {};
  for (const [key, value] of [
    ['name', text('/Name')],
    ['reason', text('/Reason')],
    ['location', text('/Location')],
  ] as const) {
    if (value !== undefined) said[key] = value;
  }
  if (date) {
    const [, year, month, day, hour, minute, second, sign, zoneHours, zoneMinutes] = date;
    const zone = sign ? `${sign}${zoneHours}:${zoneMinutes}` : 'Z';
    const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
    if (!Number.isNaN(at.getTime())) said.at = at;
  }
  return said;
}
