import { createHash, verify, X509Certificate } from 'node:crypto';
import type { Attribute, Certificate, SignerInfo } from 'pkijs';
import { oid, toArrayBuffer } from './cms.ts';

export type CmsFailure = 'malformed' | 'altered' | 'unsupported-algorithm';

export type CmsCheck =
  | {
      sound: true;
      signer: X509Certificate;
      others: X509Certificate[];
      /** Whether the bytes are the one DER encoding of what they say, so that no bit can be changed unnoticed. */
      canonical: boolean;
    }
  | { sound: false; why: CmsFailure };

class Unsound extends Error {
  readonly why: CmsFailure;
  constructor(why: CmsFailure) {
    super(why);
    this.why = why;
  }
}

const digests: Record<string, string | undefined> = {
  [oid.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** ECDSA with SHA-2, and RSA (PKCS #1 v1.5) with SHA-2 as other agencies use it. */
const signatureDigests: Record<string, string | undefined> = {
  [oid.ecdsaWithSha256]: 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
const plainRsa = '1.2.840.113549.1.1.1';

/**
 * Checks a detached CMS signature over `content`: the digest, the signed attributes, the signature by the certificate that
 * the structure names. Says nothing about trust. The structure is read with pkijs, the cryptography is Node's.
 */
export async function checkCms(der: Buffer, content: readonly Buffer[]): Promise<CmsCheck> {
  try {
    const { signer, certificates, digest, canonical } = await readSignedData(der);
    const own = certificates.find(({ certificate }) => isSigner(signer, certificate));
    if (!own) throw new Unsound('malformed');
    const attributes = signer.signedAttrs?.attributes ?? [];
    const named = optional(attributes, oid.signingCertificateV2);
    if (named && !certificateHash(named).equals(createHash('sha256').update(own.der).digest()))
      throw new Unsound('malformed');
    if (required(attributes, oid.contentType).values[0]?.valueBlock.toString() !== oid.data)
      throw new Unsound('malformed');

    const hash = createHash(digest);
    for (const part of content) hash.update(part);
    if (!octets(required(attributes, oid.messageDigest).values[0]).equals(hash.digest())) throw new Unsound('altered');

    const algorithm = signer.signatureAlgorithm.algorithmId;
    const signedWith = algorithm === plainRsa ? digest : signatureDigests[algorithm];
    if (!signedWith) throw new Unsound('unsupported-algorithm');
    const signerCertificate = new X509Certificate(own.der);
    const signed = Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
    if (!verify(signedWith, signed, signerCertificate.publicKey, octets(signer.signature)))
      throw new Unsound('altered');
    const others = certificates.filter((one) => one !== own).map((one) => new X509Certificate(one.der));
    return {
      sound: true,
      signer: signerCertificate,
      others,
      canonical: canonical && namesExactly(signer, own.certificate),
    };
  } catch (error) {
    // asn1js, pkijs and OpenSSL throw many kinds of errors on bytes that are no signature: for the reader all are one.
    return { sound: false, why: error instanceof Unsound ? error.why : 'malformed' };
  }
}

async function readSignedData(der: Buffer) {
  const pkijs = await import('pkijs');
  const info = pkijs.ContentInfo.fromBER(toArrayBuffer(der));
  if (info.contentType !== oid.signedData) throw new Unsound('malformed');
  const data = new pkijs.SignedData({ schema: info.content });
  const [signer, second] = data.signerInfos;
  // One signer per PDF signature (EN 319 142-1, 6.2.1), nothing inside, nothing unsigned that a reader might believe.
  if (!signer || second || data.encapContentInfo.eContent) throw new Unsound('malformed');
  if (data.encapContentInfo.eContentType !== oid.data) throw new Unsound('malformed');
  if (![1, 3].includes(data.version) || ![1, 3].includes(signer.version)) throw new Unsound('malformed');
  const digest = digests[signer.digestAlgorithm.algorithmId];
  const listed = data.digestAlgorithms.map((algorithm) => algorithm.algorithmId);
  if (!digest || listed.length !== 1 || listed[0] !== signer.digestAlgorithm.algorithmId) {
    throw new Unsound('unsupported-algorithm');
  }
  const certificates = (data.certificates ?? []).flatMap((certificate) =>
    certificate instanceof pkijs.Certificate
      ? [{ certificate, der: Buffer.from(certificate.toSchema(false).toBER()) }]
      : [],
  );
  const encoded = new pkijs.ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) })
    .toSchema()
    .toBER();
  // RFC 5652, 5.1 and 5.3: a signer who is named by issuer and number makes both versions 1.
  const versions = data.version === 1 && signer.version === 1;
  return {
    signer,
    certificates,
    digest,
    canonical: Buffer.from(encoded).equals(der) && (versions || !namedBy(signer)),
  };
}

function isSigner(signer: SignerInfo, certificate: Certificate): boolean {
  const named = namedBy(signer);
  return Boolean(
    named && certificate.issuer.isEqual(named.issuer) && certificate.serialNumber.isEqual(named.serialNumber),
  );
}

/**
 * Whether the signature names the issuer with the bytes of the certificate. Names are equal whatever the case of their
 * letters and the kind of string (RFC 5280, 7.1), and this one is covered by no signature: without this look it could be
 * changed from one spelling to an equal one.
 */
function namesExactly(signer: SignerInfo, certificate: Certificate): boolean {
  const named = namedBy(signer);
  return Boolean(named && derOf(named.issuer).equals(derOf(certificate.issuer)));
}

type Name = Certificate['issuer'];

function namedBy({ sid }: SignerInfo): { issuer: Name; serialNumber: Certificate['serialNumber'] } | undefined {
  const named: Partial<{ issuer: Name; serialNumber: Certificate['serialNumber'] }> = sid ?? {};
  const { issuer, serialNumber } = named;
  return issuer && serialNumber ? { issuer, serialNumber } : undefined;
}

const derOf = (name: Name): Buffer => Buffer.from(name.toSchema().toBER());

function optional(attributes: readonly Attribute[], type: string): Attribute | undefined {
  const found = attributes.filter((attribute) => attribute.type === type);
  if (found.length > 1) throw new Unsound('malformed');
  return found[0];
}

function required(attributes: readonly Attribute[], type: string): Attribute {
  const found = optional(attributes, type);
  if (!found) throw new Unsound('malformed');
  return found;
}

function octets(value: unknown): Buffer {
  if (value && typeof value === 'object' && 'getValue' in value && typeof value.getValue === 'function') {
    const bytes: unknown = value.getValue();
    if (bytes instanceof ArrayBuffer) return Buffer.from(bytes);
  }
  throw new Unsound('malformed');
}

function children(value: unknown): unknown[] {
  if (value && typeof value === 'object' && 'valueBlock' in value) {
    const block = value.valueBlock;
    if (block && typeof block === 'object' && 'value' in block && Array.isArray(block.value)) return block.value;
  }
  return [];
}

/** SigningCertificateV2 → the hash of its first ESSCertIDv2, which has SHA-256 as default and may write it out. */
function certificateHash(attribute: Attribute): Buffer {
  const essCertId = children(children(children(attribute.values[0])[0])[0]);
  const hash = essCertId.find(
    (part) => part && typeof part === 'object' && 'getValue' in part && 'idBlock' in part && isOctets(part.idBlock),
  );
  return octets(hash);
}

function isOctets(idBlock: unknown): boolean {
  return Boolean(idBlock && typeof idBlock === 'object' && 'tagNumber' in idBlock && idBlock.tagNumber === 4);
}
