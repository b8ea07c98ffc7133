// How fast documents are signed: `node bench/signing.ts`. One core, one run, three numbers:
//   limit  bare P-256 signatures of 32 bytes by node:crypto
//   peer   the same document signed with pkijs alone (its own SignedData.sign over WebCrypto), as one would without this room
//   ours   the whole of it: placeholder, SHA-256 over the document, CAdES structure, signature
// and, beside them, what checking and typesetting cost. The last line is JSON.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { Signer, SignPdf } from '@signpdf/signpdf';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { issueAuthority, issueCertificate, openPrivateKey } from '#modules/signing/certificates.ts';
import { oid, toArrayBuffer, type SigningIdentity } from '#modules/signing/cms.ts';
import { addPlaceholder } from '#modules/signing/pdf-placeholder.ts';
import { signBytes } from '#modules/signing/sign-pdf.ts';
import { checkPdf } from '#modules/signing/verify-pdf.ts';
import { stopTypesetting, typeset } from '#platform/pdf/typeset.ts';
import { printReport } from './common/report.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);

/** Runs the work for a while after a warm-up. @returns times a second */
async function rate(work: () => unknown): Promise<number> {
  for (let i = 0; i < 20; i += 1) await work();
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < seconds * 1000; done += 1) await work();
  return done / ((performance.now() - start) / 1000);
}

const at = new Date();
const text = { name: 'Phạm Quốc Khánh (Chủ tịch)', reason: 'Cấp giấy khai sinh', location: 'Thái Nguyên', at };
const root = await issueAuthority('Chứng thư gốc thử', at);
const issued = await issueCertificate(root, 'Ủy ban nhân dân phường Đức Xuân, tỉnh Thái Nguyên', at);
const identity: SigningIdentity = {
  certificate: issued.certificate,
  issuer: root.certificate,
  privateKey: openPrivateKey(issued.privateKey),
};
const template =
  '#import "/official.typ": *\n#show: official.with(agency: (name: data.agency), title: "Giấy khai sinh", place: "Đức Xuân", date: "2026-11-23")\n' +
  '#for line in data.lines [#field(line, data.name)]';
const input = {
  template,
  title: 'Giấy khai sinh',
  data: {
    agency: 'Ủy ban nhân dân phường Đức Xuân',
    name: 'Nông Thị Bích Ngọc',
    lines: ['Họ, chữ đệm, tên', 'Ngày sinh', 'Nơi sinh', 'Dân tộc', 'Quê quán', 'Họ tên mẹ', 'Họ tên cha'],
  },
};
const pdf = await typeset(input);
const signed = await signBytes(pdf, text, identity);

/** What signing costs with pkijs alone, with its certificate and key read once. */
async function peerSigner(): Promise<Signer> {
  const key = await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(issued.privateKey),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  );
  const [own, issuer] = [issued.certificate, root.certificate].map((der) =>
    pkijs.Certificate.fromBER(toArrayBuffer(der)),
  );
  if (!own || !issuer) throw new Error('No certificate');
  class PeerSigner extends Signer {
    override async sign(bytes: Buffer): Promise<Buffer> {
      const digest = createHash('sha256').update(bytes).digest();
      const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
      const hash = createHash('sha256').update(issued.certificate).digest();
      const certId = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: toArrayBuffer(hash) })] });
      const data = new pkijs.SignedData({
        version: 1,
        encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
        certificates: [own as pkijs.Certificate, issuer as pkijs.Certificate],
        signerInfos: [
          new pkijs.SignerInfo({
            version: 1,
            sid: new pkijs.IssuerAndSerialNumber({ issuer: own?.issuer, serialNumber: own?.serialNumber }),
            signedAttrs: new pkijs.SignedAndUnsignedAttributes({
              type: 0,
              attributes: [
                attribute(oid.contentType, new asn1js.ObjectIdentifier({ value: oid.data })),
                attribute(oid.messageDigest, new asn1js.OctetString({ valueHex: toArrayBuffer(digest) })),
                attribute(
                  oid.signingCertificateV2,
                  new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certId] })] }),
                ),
              ],
            }),
          }),
        ],
      });
      await data.sign(key, 0, 'SHA-256', toArrayBuffer(bytes));
      const info = new pkijs.ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) });
      return Buffer.from(info.toSchema().toBER());
    }
  }
  return new PeerSigner();
}

const bare = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const message = Buffer.alloc(32, 7);
const limit = await rate(() => sign('sha256', message, bare));
const peerOf = await peerSigner();
const peer = await rate(() => new SignPdf().sign(addPlaceholder(pdf, text), peerOf));
const ours = await rate(() => signBytes(pdf, text, identity));
const check = await rate(() => checkPdf(signed, [root.certificate]));
// Another child each time: the same document again would come out of Typst's memory.
let children = 0;
const pages = await rate(() =>
  typeset({ ...input, data: { ...input.data, name: `Nông Thị Bích Ngọc ${(children += 1)}` } }),
);
stopTypesetting();

const kilobytes = Math.round(pdf.length / 1024);
printReport({
  bench: 'signing',
  figures: [
    {
      what: `Signing a birth certificate of ${kilobytes} KB`,
      unit: 'documents/s',
      ours,
      peer: { name: 'the same document, pkijs alone', value: peer },
      limit: { name: 'bare P-256 signatures, node:crypto', value: limit },
    },
    { what: 'Checking the signed document', unit: 'documents/s', ours: check },
    { what: 'Typesetting the document (Typst)', unit: 'documents/s', ours: pages },
  ],
  about: [
    `One core, ${seconds} s each. Ours is the whole of it: placeholder, SHA-256 over the document, CAdES structure, P-256 signature. The peer signs the same placeholder with pkijs over WebCrypto, key and certificates read once. The limit signs 32 bytes and nothing else, so its distance is what a document of ${kilobytes} KB, its hash and its structure cost.`,
  ],
});
