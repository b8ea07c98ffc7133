import { createHash, randomBytes, sign } from 'node:crypto';
import { oid, toArrayBuffer, type SigningIdentity } from './cms.ts';
import { tstInfo } from './time-stamp.ts';

/** Any policy of ours would be registered nowhere; this arc is free for examples. */
const policy = '1.3.6.1.4.1.32473.1';

/**
 * A time stamp authority of our own, for the demo world: it answers like one of others, but it is no third party, so its word is
 * worth what the node's own clock is worth.
 * @returns TimeStampResp (RFC 3161), DER; a refusal when the question is not one
 */
export async function answerStampQuestion(question: Buffer, identity: SigningIdentity, now: Date): Promise<Buffer> {
  const [asn1js, pkijs] = await Promise.all([import('asn1js'), import('pkijs')]);
  const refusal = () =>
    Buffer.from(new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 2 }) }).toSchema().toBER());
  let asked: InstanceType<typeof pkijs.TimeStampReq>;
  try {
    asked = pkijs.TimeStampReq.fromBER(toArrayBuffer(question));
  } catch {
    return refusal();
  }
  const { hashAlgorithm, hashedMessage } = asked.messageImprint;
  if (hashAlgorithm.algorithmId !== oid.sha256 || hashedMessage.valueBlock.valueHexView.length !== 32) return refusal();
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const genTime = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const info = new pkijs.TSTInfo({
    version: 1,
    policy,
    messageImprint: asked.messageImprint,
    serialNumber: new asn1js.Integer({ valueHex: toArrayBuffer(serial) }),
    genTime,
    ...(asked.nonce ? { nonce: asked.nonce } : {}),
  });
  const content = Buffer.from(info.toSchema().toBER());
  const certificates = [identity.certificate, identity.issuer].map((der) =>
    pkijs.Certificate.fromBER(toArrayBuffer(der)),
  );
  const [own] = certificates;
  if (!own) return refusal();
  const attribute = (type: string, value: InstanceType<typeof asn1js.BaseBlock>) =>
    new pkijs.Attribute({ type, values: [value] });
  const octets = (bytes: Buffer) => new asn1js.OctetString({ valueHex: toArrayBuffer(bytes) });
  const sequence = (...value: InstanceType<typeof asn1js.BaseBlock>[]) => new asn1js.Sequence({ value });
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
  const attributes = [
    attribute(oid.contentType, new asn1js.ObjectIdentifier({ value: tstInfo })),
    attribute(oid.messageDigest, octets(hash(content))),
    attribute(oid.signingCertificateV2, sequence(sequence(sequence(octets(hash(identity.certificate)))))),
  ].toSorted((a, b) => Buffer.compare(Buffer.from(a.toSchema().toBER()), Buffer.from(b.toSchema().toBER())));
  const signed = new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes });
  const bytes = Buffer.from(new asn1js.Set({ value: attributes.map((one) => one.toSchema()) }).toBER());
  const sha256 = () => new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256 });
  const data = new pkijs.SignedData({
    version: 3,
    digestAlgorithms: [sha256()],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: tstInfo, eContent: octets(content) }),
    ...(asked.certReq ? { certificates } : {}),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        digestAlgorithm: sha256(),
        signedAttrs: signed,
        signatureAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 }),
        signature: octets(sign('sha256', bytes, identity.privateKey)),
      }),
    ],
  });
  const token = new pkijs.ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) });
  const answer = new pkijs.TimeStampResp({ status: new pkijs.PKIStatusInfo({ status: 0 }), timeStampToken: token });
  return Buffer.from(answer.toSchema().toBER());
}
