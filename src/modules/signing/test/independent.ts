import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Der = { tag: number; whole: Buffer; body: Buffer; parts: Der[] };

/** A reader of DER that shares nothing with the libraries that the room uses. */
function readDer(bytes: Buffer): Der[] {
  const found: Der[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    let head = 2;
    if (length >= 0x80) {
      head += length & 0x7f;
      length = bytes.readUIntBE(at + 2, head - 2);
    }
    const body = bytes.subarray(at + head, at + head + length);
    assert.equal(body.length, length, 'DER goes past its end');
    found.push({ tag, whole: bytes.subarray(at, at + head + length), body, parts: tag & 0x20 ? readDer(body) : [] });
    at += head + length;
  }
  return found;
}

/** What the last byte range signs, and the CMS structure in the gap, cut out by hand. */
export function cut(pdf: Buffer): { signed: Buffer; cms: Buffer; range: number[] } {
  const range = [...pdf.toString('latin1').matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]/g)].at(-1);
  assert.ok(range, 'no byte range');
  const [from = 0, length = 0, resume = 0, rest = 0] = range.slice(1).map(Number);
  const hex = pdf.toString('latin1', from + length + 1, resume - 1);
  const padded = Buffer.from(hex, 'hex');
  const cms = readDer(padded.subarray(0, 4 + padded.readUInt16BE(2)))[0]?.whole;
  assert.ok(cms);
  const signed = Buffer.concat([pdf.subarray(from, from + length), pdf.subarray(resume, resume + rest)]);
  return { signed, cms, range: [from, length, resume, rest] };
}

/**
 * Checks a PAdES signature with nothing but Node's cryptography and the reader above: byte range over the whole file,
 * digest, ESS certificate hash, signed attributes in DER order, ECDSA signature, issue by the root.
 */
export function checkIndependently(pdf: Buffer, rootPem: string): X509Certificate {
  const { signed, cms, range } = cut(pdf);
  assert.equal(range[0], 0);
  assert.equal((range[2] ?? 0) + (range[3] ?? 0), pdf.length, 'the byte range covers the file');
  const [type, wrapped] = readDer(cms)[0]?.parts ?? [];
  assert.equal(type?.body.toString('hex'), '2a864886f70d010702', 'signedData');
  const [version, , , certificates, signerInfos] = wrapped?.parts[0]?.parts ?? [];
  assert.equal(version?.body.toString('hex'), '01');
  const [, , digestAlgorithm, attributes, , signature] = signerInfos?.parts[0]?.parts ?? [];
  assert.equal(digestAlgorithm?.parts[0]?.body.toString('hex'), '608648016503040201', 'SHA-256');
  const encoded = (attributes?.parts ?? []).map((part) => part.whole);
  assert.deepEqual(encoded, encoded.toSorted(Buffer.compare), 'attributes are a DER SET');
  const values = new Map(
    attributes?.parts.map((part) => [part.parts[0]?.body.toString('hex'), part.parts[1]?.parts[0]]),
  );
  assert.deepEqual(
    new Set(values.keys()),
    new Set(['2a864886f70d010903', '2a864886f70d010904', '2a864886f70d010910022f']),
    'content type, message digest, signing-certificate-v2; no signing time in PAdES',
  );
  assert.deepEqual(values.get('2a864886f70d010904')?.body, createHash('sha256').update(signed).digest());
  const own = certificates?.parts[0]?.whole;
  assert.ok(own && attributes && signature);
  const named = values.get('2a864886f70d010910022f')?.parts[0]?.parts[0]?.parts[0]?.body;
  assert.deepEqual(named, createHash('sha256').update(own).digest(), 'the signature names its certificate');
  const certificate = new X509Certificate(own);
  const asSet = Buffer.concat([Buffer.of(0x31), attributes.whole.subarray(1)]);
  assert.ok(verify('sha256', asSet, certificate.publicKey, signature.body), 'ECDSA signature');
  const root = new X509Certificate(rootPem);
  assert.ok(root.ca && certificate.checkIssued(root) && certificate.verify(root.publicKey), 'issued by the root');
  return certificate;
}

export function hasProgram(name: string): boolean {
  return spawnSync(name, ['-v']).error === undefined;
}

/** Runs a program on files in a folder of its own; the answer is status and everything it said. */
export function runOn(
  files: Record<string, Buffer | string>,
  ...commands: string[][]
): { status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'signing-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    let last: { status: number | null; said: string } = { status: null, said: '' };
    for (const [program = '', ...words] of commands) {
      const done = spawnSync(program, words, { cwd: folder, encoding: 'utf8' });
      last = { status: done.status, said: `${done.stdout}${done.stderr}` };
    }
    return last;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
