import { createHash, sign, type KeyObject } from 'node:crypto';

/** Object identifiers of the CMS (RFC 5652), ESS (RFC 5035) and ECDSA (RFC 5754) parts of a signature. */
export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

export type SigningIdentity = {
  /** DER. */
  certificate: Buffer;
  /** DER of the root, put beside the certificate so that a reader can build the chain. */
  issuer: Buffer;
  privateKey: KeyObject;
};

/** What is the same in every signature of one identity, encoded once. */
type Prepared = {
  algorithms: { digest: Buffer; signature: Buffer };
  content: Buffer;
  issuerAndSerial: Buffer;
  signedData: Buffer;
  contentTypeAttribute: Buffer;
  certificateAttribute: Buffer;
  messageDigest: Buffer;
};

const prepared = new WeakMap<SigningIdentity, Prepared>();

const tag = { integer: 0x02, octets: 0x04, sequence: 0x30, set: 0x31, context0: 0xa0 } as const;
const one = Buffer.from([tag.integer, 1, 1]);

/** One DER element around its parts. */
function der(type: number, ...parts: Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head =
    length < 0x80 ? [type, length] : length < 0x100 ? [type, 0x81, length] : [type, 0x82, length >> 8, length & 0xff];
  if (length > 0xffff) throw new RangeError('A signature structure has at most 64 KB.');
  return Buffer.concat([Buffer.from(head), ...parts]);
}

async function prepare(identity: SigningIdentity): Promise<Prepared> {
  const [asn1js, pkijs] = await Promise.all([import('asn1js'), import('pkijs')]);
  const encoded = (value: string) => Buffer.from(new asn1js.ObjectIdentifier({ value }).toBER());
  const certificate = pkijs.Certificate.fromBER(toArrayBuffer(identity.certificate));
  const sid = new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber });
  const hash = createHash('sha256').update(identity.certificate).digest();
  // SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } }: SHA-256 is the default there and, in DER, not written.
  const essCertificate = der(tag.sequence, der(tag.sequence, der(tag.sequence, der(tag.octets, hash))));
  return {
    algorithms: {
      digest: der(tag.sequence, encoded(oid.sha256)),
      signature: der(tag.sequence, encoded(oid.ecdsaWithSha256)),
    },
    content: der(tag.sequence, encoded(oid.data)),
    issuerAndSerial: Buffer.from(sid.toSchema().toBER()),
    signedData: encoded(oid.signedData),
    contentTypeAttribute: der(tag.sequence, encoded(oid.contentType), der(tag.set, encoded(oid.data))),
    certificateAttribute: der(tag.sequence, encoded(oid.signingCertificateV2), der(tag.set, essCertificate)),
    messageDigest: encoded(oid.messageDigest),
  };
}

/**
 * A detached CAdES-BES signature (ETSI EN 319 122-1) over `digest`: content type, message digest and ESS
 * signing-certificate-v2 are signed. No signing time: PAdES (EN 319 142-1, 6.3) keeps it in the PDF's signature dictionary.
 *
 * The parts that never change are encoded once by pkijs and asn1js and joined here: encoding all of it anew with them took
 * three times as long as everything else that signing a document needs.
 * @param digest SHA-256 of the signed bytes
 * @returns DER of the CMS ContentInfo
 */
export async function signDigest(digest: Buffer, identity: SigningIdentity): Promise<Buffer> {
  let parts = prepared.get(identity);
  if (!parts) prepared.set(identity, (parts = await prepare(identity)));
  const digestAttribute = der(tag.sequence, parts.messageDigest, der(tag.set, der(tag.octets, digest)));
  // DER orders a SET OF by its encodings; a verifier that encodes it anew must come to the same bytes.
  const attributes = [parts.contentTypeAttribute, digestAttribute, parts.certificateAttribute].toSorted(Buffer.compare);
  // Signed as SET OF, sent as [0] (RFC 5652, 5.4).
  const signature = await signAside(der(tag.set, ...attributes), identity.privateKey);
  const signerInfo = der(
    tag.sequence,
    one,
    parts.issuerAndSerial,
    parts.algorithms.digest,
    der(tag.context0, ...attributes),
    parts.algorithms.signature,
    der(tag.octets, signature),
  );
  const signedData = der(
    tag.sequence,
    one,
    der(tag.set, parts.algorithms.digest),
    parts.content,
    der(tag.context0, identity.certificate, identity.issuer),
    der(tag.set, signerInfo),
  );
  return der(tag.sequence, parts.signedData, der(tag.context0, signedData));
}

/** In a thread of its own: where many are signed at once another core does it, and this one goes on. */
function signAside(bytes: Buffer, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    sign('sha256', bytes, key, (error, signature) => (error ? reject(error) : resolve(signature))),
  );
}

export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}
