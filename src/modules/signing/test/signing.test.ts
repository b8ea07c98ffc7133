import assert from 'node:assert/strict';
import { randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { testClock } from '#platform/clock.ts';
import { isProblem } from '#platform/problem.ts';
import { stopTypesetting, typeset } from '#platform/pdf/typeset.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { downloadCaCertificate, verifyDocument } from '../contract.ts';
import { createSigning, type Signing } from '../index.ts';
import { createKeyBox } from '../key-box.ts';
import { checkIndependently, cut, hasProgram, runOn } from './independent.ts';

let node: TestNode;
let signing: Signing;
let certificate: Buffer;
const clock = testClock('2026-11-23T05:00:00Z');

const request = {
  agencyId: randomUUID(),
  agencyName: 'Ủy ban nhân dân phường Đức Xuân, tỉnh Thái Nguyên',
  signerName: 'Phạm Quốc Khánh',
  signerPosition: 'Chủ tịch',
  reason: 'Cấp giấy khai sinh',
  location: 'Thái Nguyên',
};

before(async () => {
  node = await startNode({ clock, build: (deps) => [(signing = createSigning(deps))] });
  certificate = await typeset({
    template:
      '#import "/official.typ": *\n#show: official.with(agency: (name: data.agency), title: "Giấy khai sinh")\n#data.child',
    data: { agency: request.agencyName, child: 'Nông Thị Bích Ngọc' },
    title: 'Giấy khai sinh',
  });
});
after(async () => {
  stopTypesetting();
  await node.close();
});

const rootPem = async () => {
  const answer = await node.call(downloadCaCertificate, {});
  assert.ok(answer.ok);
  return answer.answer.bytes.toString();
};

const verify = async (pdf: Buffer) => {
  const answer = await node.call(verifyDocument, { body: { pdf: pdf.toString('base64') } });
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.answer;
};

test('two processes that start together end with one root and one certificate', async () => {
  let other: Signing | undefined;
  const beside = await startNode({ clock, beside: node, build: (deps) => [(other = createSigning(deps))] });
  try {
    const both = [signing, other].filter((one) => one !== undefined);
    const signed = await Promise.all([...both, ...both, ...both].map((one) => one.signPdf(certificate, request)));
    const roots = await Promise.all(both.map((one) => one.caCertificatePem()));
    assert.equal(new Set(roots).size, 1);
    const used = new Set(signed.map((pdf) => checkIndependently(pdf, roots[0] ?? '').serialNumber));
    assert.equal(used.size, 1);
    for (const pdf of signed) assert.equal((await verify(pdf)).valid, true);
  } finally {
    await beside.close();
  }
});

test('anyone can check a document: signer, time, and that it was issued here', async () => {
  const signed = await signing.signPdf(certificate, request);
  const report = await verify(signed);
  assert.equal(report.valid, true);
  assert.equal(report.issuedHere, true);
  assert.equal(report.signer, request.agencyName);
  assert.equal(report.name, 'Phạm Quốc Khánh (Chủ tịch)');
  assert.equal(report.at, '2026-11-23T05:00:00.000Z');
  const changed = Buffer.from(signed);
  const position = changed.indexOf('/Title');
  changed[position + 10] = (changed[position + 10] ?? 0) ^ 1;
  assert.deepEqual((({ valid, failure, issuedHere }) => ({ valid, failure, issuedHere }))(await verify(changed)), {
    valid: false,
    failure: 'altered',
    issuedHere: false,
  });
  assert.equal((await verify(certificate)).failure, 'not-signed');
  assert.equal((await verify(Buffer.from('MZ\0 not a document'))).failure, 'not-signed');
});

test('bad requests are refused with a code', async () => {
  for (const pdf of ['not base64!', 'A\u0000B']) {
    const answer = await node.call(verifyDocument, { body: { pdf } });
    assert.ok(!answer.ok && answer.status === 400, JSON.stringify(answer));
  }
  const huge = await node.call(verifyDocument, { body: { pdf: 'A'.repeat(15_000_000) } });
  assert.ok(!huge.ok && [400, 413].includes(huge.status));
});

test('programs that are not ours accept the signature', async (t) => {
  const signed = await signing.signPdf(certificate, request);
  const ca = await rootPem();
  checkIndependently(signed, ca);
  const { signed: content, cms } = cut(signed);
  if (hasProgram('openssl')) {
    const command =
      'cms -verify -binary -inform DER -in cms.der -content content.bin -CAfile ca.pem -purpose any -cades -out out';
    const when = ['-attime', String(Math.floor(clock.now().getTime() / 1000))];
    const files = { 'cms.der': cms, 'content.bin': content, 'ca.pem': ca };
    const good = runOn(files, ['openssl', ...command.split(' '), ...when]);
    assert.equal(good.status, 0, good.said);
    content[100] = (content[100] ?? 0) ^ 1;
    assert.notEqual(runOn(files, ['openssl', ...command.split(' '), ...when]).status, 0);
  } else t.diagnostic('openssl is not here; the independent reader in this file has checked the signature');
  if (hasProgram('pdfsig') && hasProgram('certutil')) {
    const { said } = runOn(
      { 'signed.pdf': signed, 'ca.pem': ca },
      ['mkdir', 'nss'],
      ['certutil', '-N', '-d', 'sql:nss', '--empty-password'],
      ['certutil', '-A', '-d', 'sql:nss', '-n', 'ca', '-t', 'C,C,C', '-i', 'ca.pem'],
      ['pdfsig', '-nssdir', 'sql:nss', 'signed.pdf'],
    );
    assert.match(said, /Signature is Valid/);
    assert.match(said, /Total document signed/);
    assert.match(said, /ETSI\.CAdES\.detached/);
  } else t.diagnostic('pdfsig or certutil is not here; the independent reader in this file has checked the signature');
});

test('what was signed is recorded, and the application can change none of it', async () => {
  await signing.signPdf(certificate, request);
  const pool = node.database.pool;
  const rows = await pool.query('select * from signing.signature where agency_id = $1', [request.agencyId]);
  assert.ok(rows.rows.length > 0);
  assert.equal(rows.rows[0].signer_name, request.signerName);
  for (const table of ['signature', 'certificate', 'authority']) {
    for (const command of [
      `update signing.${table} set id = id`,
      `delete from signing.${table}`,
      `truncate signing.${table} cascade`,
    ]) {
      await assert.rejects(sql.raw(command).execute(node.database.of<unknown>()), { code: '42501' }, command);
    }
  }
});

const unreadable = (error: unknown) => isProblem(error, 'signing.key-unreadable');

test('private keys lie encrypted, and open only with the master key and in their own row', async () => {
  await signing.signPdf(certificate, request);
  const owner = new pg.Client(node.owner);
  await owner.connect();
  const { rows } = await owner.query(
    'select id, private_key from signing.certificate union all select id, private_key from signing.authority',
  );
  await owner.end();
  assert.ok(rows.length >= 2);
  const box = createKeyBox(node.config.secrets.masterKey);
  for (const row of rows) {
    // The object identifier of an EC key stands in every PKCS #8 form of one.
    assert.equal(row.private_key.includes(Buffer.from('2a8648ce3d0201', 'hex')), false);
    assert.ok(box.open(row.id, row.private_key).includes(Buffer.from('2a8648ce3d0201', 'hex')));
    assert.throws(() => createKeyBox(randomBytes(32)).open(row.id, row.private_key), unreadable);
    assert.throws(() => box.open(randomUUID(), row.private_key), unreadable);
    const changed = Buffer.from(row.private_key);
    changed[40] = (changed[40] ?? 0) ^ 1;
    assert.throws(() => box.open(row.id, changed), unreadable);
    assert.throws(() => box.open(row.id, row.private_key.subarray(0, 20)), unreadable);
  }
});

test('after the loss of the master key, a new root goes on; what was signed stays valid', async () => {
  const before = await signing.signPdf(certificate, request);
  let other: Signing | undefined;
  const beside = await startNode({
    clock,
    beside: node,
    env: { MASTER_KEY: randomBytes(32).toString('base64') },
    build: (deps) => [(other = createSigning(deps))],
  });
  try {
    assert.ok(other);
    // Not silently: a process with a wrong key must not make roots of its own.
    await assert.rejects(other.signPdf(certificate, request), unreadable);
    await assert.rejects(other.sealBytes(Buffer.from('x')), unreadable);
    await other.renewRoot();
    const now = await other.signPdf(certificate, request);
    for (const pdf of [before, now]) assert.equal((await verify(pdf)).valid, true);
    const [newest = '', older = ''] = (await rootPem()).split(/(?<=-----END CERTIFICATE-----\n)/);
    checkIndependently(now, newest);
    checkIndependently(before, older);
  } finally {
    await beside.close();
  }
  // The first process cannot open the key of the other's root, and goes on in the same way.
  await signing.renewRoot();
  assert.equal((await verify(await signing.signPdf(certificate, request))).valid, true);
});

test('a renamed agency and an ending certificate get the next one; old documents stay valid', async () => {
  const agency = { ...request, agencyId: randomUUID() };
  const ca = await rootPem();
  const serial = (pdf: Buffer) => checkIndependently(pdf, ca).serialNumber;
  const first = await signing.signPdf(certificate, agency);
  assert.equal(serial(await signing.signPdf(certificate, agency)), serial(first));
  const renamed = await signing.signPdf(certificate, { ...agency, agencyName: 'Ủy ban nhân dân phường Bắc Kạn' });
  assert.notEqual(serial(renamed), serial(first));
  assert.match(new X509Certificate(checkIndependently(renamed, ca).raw).subject, /Bắc Kạn|B\\u1EAFc|B.*c K/);

  const end = await signing.renewCertificate(agency.agencyId);
  assert.ok(end && end > clock.now());
  assert.equal(await signing.renewCertificate(randomUUID()), undefined);
  clock.set(new Date(end.getTime() - 30 * 86_400_000));
  const later = await signing.signPdf(certificate, { ...agency, agencyName: 'Ủy ban nhân dân phường Bắc Kạn' });
  assert.notEqual(serial(later), serial(renamed));
  assert.ok(new Date(checkIndependently(later, ca).validTo) > end);
  for (const pdf of [first, renamed, later]) assert.equal((await verify(pdf)).valid, true);

  const countRoots = async () => (await rootPem()).match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  const known = await countRoots();
  // 18 years on, a certificate would outlive the root: another root is made and all are trusted.
  clock.set('2044-12-01T00:00:00Z');
  const much = await signing.signPdf(certificate, agency);
  assert.equal(await countRoots(), known + 1);
  for (const pdf of [first, much]) assert.equal((await verify(pdf)).valid, true);
});

test('a seal of the installation holds for exactly its bytes', async () => {
  const bytes = Buffer.from('đầu chuỗi 123');
  const seal = await signing.sealBytes(bytes);
  assert.equal(await signing.checkSeal(bytes, seal), true);
  assert.equal(await signing.checkSeal(Buffer.from('đầu chuỗi 124'), seal), false);
  assert.equal(await signing.checkSeal(bytes, seal.subarray(0, -1)), false);
  assert.equal(await signing.checkSeal(bytes, Buffer.alloc(0)), false);
});
