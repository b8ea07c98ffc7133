import { execFileSync } from 'node:child_process';
import 'reflect-metadata';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentFacts, WrittenAttachment, XmlIdentity } from '../index.ts';

/** A folder that is gone when the process ends. */
export const folder = mkdtempSync(join(tmpdir(), 'edxml-test-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export const at = new Date('2026-11-23T02:00:00Z');
export const inFolder = (name: string): string => join(folder, name);

export interface Signer extends XmlIdentity {
  name: string;
  root: Buffer;
  keyPath: string;
  certificatePath: string;
  rootPath: string;
}

const algorithms = {
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
} as const;

/** A root and a certificate under it, valid for ten years, made by another library than the one that we check with. */
export async function newSigner(name: string, kind: 'ec' | 'rsa' = 'ec', until = '2036-11-01'): Promise<Signer> {
  const x509 = await import('@peculiar/x509');
  const algorithm = algorithms[kind];
  const dates = { notBefore: new Date('2026-11-01'), notAfter: new Date(until) };
  const keysOf = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
  const [rootKeys, keys] = [await keysOf(), await keysOf()];
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=Root ${name}`,
    ...dates,
    signingAlgorithm: algorithm,
    keys: rootKeys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: new x509.Name([{ C: ['VN'] }, { O: [`${name}, thử`] }, { CN: [name] }]),
    issuer: root.subjectName,
    ...dates,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [new x509.BasicConstraintsExtension(false, undefined, true)],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const paths = { keyPath: inFolder(`${name}.key`), certificatePath: inFolder(`${name}.pem`), rootPath: inFolder(`${name}-root.pem`) }; // prettier-ignore
  writeFileSync(paths.keyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(paths.certificatePath, certificate.toString('pem'));
  writeFileSync(paths.rootPath, root.toString('pem'));
  return { name, certificate: Buffer.from(certificate.rawData), root: Buffer.from(root.rawData), privateKey, ...paths };
}

/** What the Debian tool says of a packet: it knows nothing of our code. */
export function xmlsecAccepts(bytes: Buffer, signer: Pick<Signer, 'rootPath'>): boolean {
  const path = inFolder('packet.xml');
  writeFileSync(path, bytes);
  try {
    execFileSync(
      'xmlsec1',
      ['--verify', '--trusted-pem', signer.rootPath, '--verification-time', '2026-11-23 02:00:00', '--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties', path],
      { stdio: 'pipe' },
    ); // prettier-ignore
    return true;
  } catch {
    return false;
  }
}

/** Has the Debian tool sign a packet with an empty signature in it. */
export function xmlsecSign(template: string, signer: Signer): Buffer {
  const path = inFolder('template.xml');
  writeFileSync(path, template);
  return execFileSync('xmlsec1', ['--sign', '--privkey-pem', `${signer.keyPath},${signer.certificatePath}`, path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** An empty signature for the tool to fill. */
export function emptySignature({
  c14n,
  method,
  digest,
  uri = '',
}: Record<'c14n' | 'method' | 'digest', string> & { uri?: string }): string {
  return `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="${c14n}"/><SignatureMethod Algorithm="${method}"/><Reference URI="${uri}"><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><Transform Algorithm="${c14n}"/></Transforms><DigestMethod Algorithm="${digest}"/><DigestValue/></Reference></SignedInfo><SignatureValue/><KeyInfo><X509Data><X509SubjectName/><X509Certificate/></X509Data></KeyInfo></Signature>`;
}

export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

export function attachment(name: string, bytes: Uint8Array, contentId = name): WrittenAttachment {
  return {
    contentId,
    name,
    mediaType: 'application/pdf',
    async *open() {
      for (let from = 0; from < bytes.length; from += 70_001) yield bytes.subarray(from, from + 70_001);
    },
  };
}

export function letterFacts(more: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    from: { id: 'H55.101', name: 'Ủy ban nhân dân phường Đức Xuân', inCharge: 'Ủy ban nhân dân tỉnh Thái Nguyên' },
    to: [{ id: 'G15', name: 'Bộ Tư pháp' }],
    documentId: 'H55.101,2026/11/23,245/UBND-HT',
    number: '245',
    notation: 'UBND-HT',
    place: 'Đức Xuân',
    issuedOn: '2026-11-23',
    type: { group: 2, code: 18, name: 'Công văn' },
    subject: 'Về việc gửi trích lục khai sinh & tờ khai <mẫu 1>',
    signer: { competence: 'TM.', position: 'Chủ tịch', name: 'Bàn Văn Đức' },
    toPlaces: ['Như trên', 'Lưu: VT'],
    priority: 1,
    appendixes: [],
    responseFor: [],
    traces: [{ organId: 'H55.101', at: '2026-11-23T02:00:00.000Z' }],
    business: { kind: 'new', replaced: [] },
    ...more,
  };
}
