import { createHash, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { escapeText } from '../xml/canonical.ts';
import * as names from './names.ts';

/** Whose certificate signs. ECDSA on P-256. */
export interface XmlIdentity {
  /** DER. */
  certificate: Buffer;
  privateKey: KeyObject;
}

const exclusive = `<Transform Algorithm="${names.EXCLUSIVE}"></Transform>`;

/**
 * The signature element of a packet: enveloped, XAdES baseline B (signing time and signing certificate are signed), ECDSA with SHA-256.
 * Written as it is in canonical form, so that what is signed and what is sent are the same characters.
 * @param digest SHA-256 of the packet without this element, in exclusive canonical form
 */
export function signatureElement(digest: Buffer, { certificate, privateKey }: XmlIdentity, at: Date): string {
  const id = `ky-${digest.subarray(0, 8).toString('hex')}`;
  const properties = signedProperties(`${id}-tt`, certificate, at);
  const standing = (text: string) => createHash('sha256').update(text).digest('base64');
  const digestMethod = `<DigestMethod Algorithm="${names.SHA256}"></DigestMethod>`;
  const signedInfo = (declared: string) =>
    `<SignedInfo${declared}><CanonicalizationMethod Algorithm="${names.EXCLUSIVE}"></CanonicalizationMethod>` +
    `<SignatureMethod Algorithm="${names.ECDSA_SHA256}"></SignatureMethod>` +
    `<Reference URI=""><Transforms><Transform Algorithm="${names.ENVELOPED}"></Transform>${exclusive}</Transforms>` +
    `${digestMethod}<DigestValue>${digest.toString('base64')}</DigestValue></Reference>` +
    `<Reference Type="${names.SIGNED_PROPERTIES}" URI="#${id}-tt"><Transforms>${exclusive}</Transforms>` +
    `${digestMethod}<DigestValue>${standing(properties.alone)}</DigestValue></Reference></SignedInfo>`;
  const value = sign('sha256', Buffer.from(signedInfo(` xmlns="${names.DSIG}"`)), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return (
    `<Signature xmlns="${names.DSIG}" Id="${id}">${signedInfo('')}<SignatureValue>${value.toString('base64')}</SignatureValue>` +
    `<KeyInfo><X509Data><X509SubjectName>${escapeText(subjectOf(certificate))}</X509SubjectName>` +
    `<X509Certificate>${certificate.toString('base64')}</X509Certificate></X509Data></KeyInfo>` +
    `<Object><xades:QualifyingProperties xmlns:xades="${names.XADES}" Target="#${id}">${properties.inside}</xades:QualifyingProperties></Object></Signature>`
  );
}

/** Twice the same: in canonical form standing alone, and as it stands in the signature, which has declared the namespaces. */
function signedProperties(id: string, certificate: Buffer, at: Date): { alone: string; inside: string } {
  const digest = createHash('sha256').update(certificate).digest('base64');
  const text = (xades: string, dsig: string) =>
    `<xades:SignedProperties${xades} Id="${id}"><xades:SignedSignatureProperties>` +
    `<xades:SigningTime>${at.toISOString().slice(0, 19)}Z</xades:SigningTime>` +
    `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>` +
    `<DigestMethod${dsig} Algorithm="${names.SHA256}"></DigestMethod><DigestValue${dsig}>${digest}</DigestValue>` +
    `</xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties></xades:SignedProperties>`;
  return { alone: text(` xmlns:xades="${names.XADES}"`, ` xmlns="${names.DSIG}"`), inside: text('', '') };
}

/** RFC 4514 order, as readers show it; Node writes one attribute a line and escapes what is special. */
function subjectOf(certificate: Buffer): string {
  return new X509Certificate(certificate).subject
    .split('\n')
    .toReversed()
    .map((line) => line.replace(/(?<!\\)[,;<>"+]/g, '\\$&'))
    .join(',');
}
