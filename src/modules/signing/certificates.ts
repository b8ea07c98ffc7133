import { createPrivateKey, randomBytes, type KeyObject } from 'node:crypto';
import { legalAssumption } from '#platform/legal.ts';
import { timeStamping } from './time-stamp.ts';

/** How long certificates are valid, in days. */
export const validity = legalAssumption({
  id: 'signing.certificate-validity',
  statement:
    'The root of an installation is valid for 20 years and an agency certificate for 3 years, renewed 60 days before its end. ' +
    'Certificates of the installation stand in for public-duty certificates of the Government Cipher Committee where none is connected.',
  source: 'Nghị định 23/2025/NĐ-CP; Nghị định 68/2024/NĐ-CP',
  value: { rootDays: 7300, certificateDays: 1095, renewBeforeDays: 60 },
  configuredBy: 'validity in src/modules/signing/certificates.ts',
});

export type Issued = {
  /** DER. */
  certificate: Buffer;
  /** PKCS #8, DER, not encrypted: closed in a key box before it is stored. */
  privateKey: Buffer;
  serialNumber: string;
  validFrom: Date;
  validTo: Date;
};

export type Issuer = { certificate: Buffer; privateKey: Buffer };

const dayMs = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

// Loaded with the first certificate: the libraries cost an idle node about 15 MB.
async function library() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

async function newKeys() {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return { keys, privateKey: Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)) };
}

/** Random and positive, as RFC 5280 4.1.2.2 asks. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** Whole seconds, a few minutes back: clocks of other machines differ, and X.509 has no milliseconds. */
function period(now: Date, days: number) {
  const validFrom = new Date(Math.floor((now.getTime() - 300_000) / 1000) * 1000);
  return { validFrom, validTo: new Date(validFrom.getTime() + days * dayMs) };
}

/** Makes the self-signed root of this installation. */
export async function issueAuthority(subject: string, now: Date): Promise<Issued> {
  const x509 = await library();
  const { keys, privateKey } = await newKeys();
  const { validFrom, validTo } = period(now, validity.rootDays);
  const serialNumber = newSerial();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber,
    name: nameOf(x509, subject),
    notBefore: validFrom,
    notAfter: validTo,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: Buffer.from(root.rawData), privateKey, serialNumber, validFrom, validTo };
}

/**
 * Makes a document-signing certificate under the root, never valid longer than it.
 * It carries no extended key usage: NSS, and with it most PDF readers on Linux, accept a document signature only from a
 * certificate without one or with e-mail protection, which this is not. That of a time stamp authority has the one that RFC 3161 wants.
 */
export async function issueCertificate(
  issuer: Issuer,
  subject: string,
  now: Date,
  purpose: 'documents' | 'time-stamps' = 'documents',
): Promise<Issued> {
  const x509 = await library();
  const root = new x509.X509Certificate(new Uint8Array(issuer.certificate));
  const signingKey = await crypto.subtle.importKey('pkcs8', new Uint8Array(issuer.privateKey), algorithm, false, [
    'sign',
  ]);
  const { keys, privateKey } = await newKeys();
  const { validFrom, validTo } = period(now, validity.certificateDays);
  const serialNumber = newSerial();
  const end = new Date(Math.min(validTo.getTime(), root.notAfter.getTime()));
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject: nameOf(x509, subject),
    issuer: root.subjectName,
    notBefore: new Date(Math.max(validFrom.getTime(), root.notBefore.getTime())),
    notAfter: end,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
      ...(purpose === 'time-stamps' ? [new x509.ExtendedKeyUsageExtension([timeStamping], true)] : []),
      await x509.AuthorityKeyIdentifierExtension.create(root.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: Buffer.from(certificate.rawData), privateKey, serialNumber, validFrom, validTo: end };
}

/** Structured, not text: a name with a comma or `=` in it stays one value. X.520 allows a common name of 64 characters. */
function nameOf(x509: typeof import('@peculiar/x509'), subject: string) {
  const value = [{ utf8String: [...subject.normalize('NFC')].slice(0, 64).join('') }];
  return new x509.Name([{ C: ['VN'] }, { O: value }, { CN: value }]);
}

export function openPrivateKey(pkcs8: Buffer): KeyObject {
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
}

export function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
