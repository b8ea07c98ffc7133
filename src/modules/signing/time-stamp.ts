import { createHash, verify, X509Certificate } from 'node:crypto';
import type { Attribute, SignerInfo } from 'pkijs';
import { oid, toArrayBuffer } from './cms.ts';

// Time stamps by RFC 3161: an authority of others signs that a digest was there at a time. Read with pkijs, checked by Node.

export const timeStamping = '1.3.6.1.5.5.7.3.8';
export const tstInfo = '1.2.840.113549.1.9.16.1.4';
const signingCertificateV1 = '1.2.840.113549.1.9.16.2.12';

export type TokenFailure =
  | 'malformed'
  | 'refused'
  | 'altered'
  | 'other-imprint'
  | 'other-nonce'
  | 'untrusted'
  | 'not-for-time-stamps'
  | 'not-valid-then'
  | 'time-off';

/** Why a token is not kept or not believed. */
export class TokenRefusal extends Error {
  readonly why: TokenFailure;
  constructor(why: TokenFailure) {
    super(`The time stamp is not good: ${why}.`);
    this.why = why;
  }
}

/** The question for an authority, DER. Its certificate is asked for, so that the token can be checked without the authority. */
export async function stampQuestion(digest: Buffer, nonce: Buffer): Promise<Buffer> {
  const [asn1js, pkijs] = await Promise.all([import('asn1js'), import('pkijs')]);
  const question = new pkijs.TimeStampReq({
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: oid.sha256,
        algorithmParams: new asn1js.Null(),
      }),
      hashedMessage: new asn1js.OctetString({ valueHex: toArrayBuffer(digest) }),
    }),
    nonce: new asn1js.Integer({ valueHex: toArrayBuffer(nonce) }),
    certReq: true,
  });
  return Buffer.from(question.toSchema().toBER());
}

/** A nonce whose encoding is the same in every DER: positive, without leading zeros. */
export function stampNonce(random: Buffer): Buffer {
  const nonce = Buffer.from(random);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

/** The token in an answer. @throws TokenRefusal when the authority refuses or answers something else */
export async function tokenOf(answer: Buffer): Promise<Buffer> {
  const pkijs = await import('pkijs');
  let response: InstanceType<typeof pkijs.TimeStampResp>;
  try {
    response = pkijs.TimeStampResp.fromBER(toArrayBuffer(answer));
  } catch {
    throw new TokenRefusal('malformed');
  }
  // granted, or granted with changes
  if (![0, 1].includes(response.status.status) || !response.timeStampToken) throw new TokenRefusal('refused');
  return Buffer.from(response.timeStampToken.toSchema().toBER());
}

export type Stamped = { at: Date; authority: string; certificate: Buffer };

/**
 * Checks a token over `digest`: imprint, nonce (where it was just asked for), signature, purpose of the certificate, and a chain of
 * certificates to one of the roots that were valid at the time it says.
 * @throws TokenRefusal
 */
export async function checkToken(
  token: Buffer,
  expected: {
    digest: Buffer;
    roots: readonly Buffer[];
    nonce?: Buffer;
    /** Now, and how far the authority's clock may be off. */ around?: { now: Date; ms: number };
  },
): Promise<Stamped> {
  let read: Awaited<ReturnType<typeof readToken>>;
  try {
    read = await readToken(token);
  } catch (error) {
    // asn1js, pkijs and OpenSSL throw many kinds of errors on bytes that are no token: for the reader all are one.
    throw error instanceof TokenRefusal ? error : new TokenRefusal('malformed');
  }
  const { imprint, nonce, at, signer, certificates } = read;
  if (!imprint.equals(expected.digest)) throw new TokenRefusal('other-imprint');
  if (expected.nonce && !nonce?.equals(expected.nonce)) throw new TokenRefusal('other-nonce');
  const { around } = expected;
  if (around && Math.abs(at.getTime() - around.now.getTime()) > around.ms) throw new TokenRefusal('time-off');
  const usage = signer.keyUsage as readonly string[] | undefined;
  if (usage?.length !== 1 || usage[0] !== timeStamping) throw new TokenRefusal('not-for-time-stamps');
  const chain = chainTo(signer, certificates, expected.roots);
  if (!chain) throw new TokenRefusal('untrusted');
  if (!chain.every((one) => at >= new Date(one.validFrom) && at <= new Date(one.validTo)))
    throw new TokenRefusal('not-valid-then');
  return { at, authority: commonName(signer), certificate: signer.raw };
}

function commonName(certificate: X509Certificate): string {
  const line = certificate.subject.split('\n').find((one) => one.startsWith('CN='));
  return (line ?? '').slice(3).replace(/\\(.)/g, '$1');
}

function chainTo(
  signer: X509Certificate,
  certificates: readonly X509Certificate[],
  roots: readonly Buffer[],
): X509Certificate[] | undefined {
  const trusted = roots.map((root) => new X509Certificate(root));
  const chain = [signer];
  for (let depth = 0; depth < 5; depth += 1) {
    const last = chain.at(-1) as X509Certificate;
    const issued = (one: X509Certificate) => one.ca && last.checkIssued(one) && last.verify(one.publicKey);
    const root = trusted.find(issued);
    if (root) return [...chain, root];
    const next = certificates.find((one) => !chain.includes(one) && issued(one));
    if (!next) return undefined;
    chain.push(next);
  }
  return undefined;
}

async function readToken(token: Buffer) {
  const pkijs = await import('pkijs');
  const info = pkijs.ContentInfo.fromBER(toArrayBuffer(token));
  if (info.contentType !== oid.signedData) throw new TokenRefusal('malformed');
  const data = new pkijs.SignedData({ schema: info.content });
  const [signer, second] = data.signerInfos;
  const content = data.encapContentInfo.eContent?.getValue();
  if (!signer || second || !content || data.encapContentInfo.eContentType !== tstInfo)
    throw new TokenRefusal('malformed');
  const certificates = (data.certificates ?? []).flatMap((one) =>
    one instanceof pkijs.Certificate
      ? [{ one, x509: new X509Certificate(Buffer.from(one.toSchema(false).toBER())) }]
      : [],
  );
  const sid: unknown = signer.sid;
  const own = certificates.find(
    ({ one }) =>
      typeof sid === 'object' &&
      sid !== null &&
      'issuer' in sid &&
      'serialNumber' in sid &&
      one.issuer.isEqual(sid.issuer) &&
      one.serialNumber.isEqual(sid.serialNumber),
  );
  if (!own) throw new TokenRefusal('malformed');
  checkSignature(signer, Buffer.from(content), own.x509);
  const said = pkijs.TSTInfo.fromBER(content);
  if (said.messageImprint.hashAlgorithm.algorithmId !== oid.sha256) throw new TokenRefusal('other-imprint');
  return {
    imprint: Buffer.from(said.messageImprint.hashedMessage.valueBlock.valueHexView),
    nonce: said.nonce && Buffer.from(said.nonce.valueBlock.valueHexView),
    at: said.genTime,
    signer: own.x509,
    certificates: certificates.map(({ x509 }) => x509),
  };
}

const digests: Record<string, string | undefined> = {
  [oid.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

function checkSignature(signer: SignerInfo, content: Buffer, certificate: X509Certificate): void {
  const attributes = signer.signedAttrs?.attributes ?? [];
  const value = (type: string): unknown => attributes.find((one: Attribute) => one.type === type)?.values[0];
  const digest = digests[signer.digestAlgorithm.algorithmId];
  if (!digest) throw new TokenRefusal('malformed');
  if (!octets(value(oid.messageDigest)).equals(createHash(digest).update(content).digest()))
    throw new TokenRefusal('altered');
  // The certificate is named under the signature, so that another one of the same key cannot be put in its place.
  const [v2, v1] = [value(oid.signingCertificateV2), value(signingCertificateV1)];
  if (!v2 && !v1) throw new TokenRefusal('malformed');
  const named = encoded(v2 ?? v1);
  const hashes = (v2 ? ['sha256', 'sha384', 'sha512'] : ['sha1']).map((name) =>
    createHash(name).update(certificate.raw).digest(),
  );
  if (!hashes.some((hash) => named.includes(hash))) throw new TokenRefusal('altered');
  const signed = Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
  // Some authorities name the bare key type; then the digest of the attributes is the one of the content.
  const algorithm =
    /sha(256|384|512)/i.exec(signatureNames[signer.signatureAlgorithm.algorithmId] ?? '')?.[0] ?? digest;
  if (!verify(algorithm, signed, certificate.publicKey, octets(signer.signature))) throw new TokenRefusal('altered');
}

const signatureNames: Record<string, string | undefined> = {
  [oid.ecdsaWithSha256]: 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};

function encoded(value: unknown): Buffer {
  if (value && typeof value === 'object' && 'toBER' in value && typeof value.toBER === 'function') {
    const bytes: unknown = value.toBER();
    if (bytes instanceof ArrayBuffer) return Buffer.from(bytes);
  }
  throw new TokenRefusal('malformed');
}

function octets(value: unknown): Buffer {
  if (value && typeof value === 'object' && 'getValue' in value && typeof value.getValue === 'function') {
    const bytes: unknown = value.getValue();
    if (bytes instanceof ArrayBuffer) return Buffer.from(bytes);
  }
  throw new TokenRefusal('malformed');
}
