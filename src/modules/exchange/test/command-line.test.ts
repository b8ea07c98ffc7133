import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setMailbox } from '#modules/exchange/contract.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { newProgram } from '#modules/systems/test/program.ts';
import { fetchAll, send, status, unfinishedIn } from '../../../cli/exchange/commands.ts';
import { CallFailure, ProgramClient } from '../../../cli/exchange/program-client.ts';
import { agencies, binh, letter, officerOf, openAxis, type Axis } from './axis.ts';

// What `lienthong exchange send|fetch|status` do, against a node.
let axis: Axis;
let ward: ProgramClient;
let ministry: ProgramClient;
let folder: string;
before(async () => {
  axis = await openAxis();
  folder = mkdtempSync(join(tmpdir(), 'truc-'));
  const clientOf = async (agency: (typeof agencies)['ministry']): Promise<ProgramClient> => {
    const { keyid, privateKey: key } = await newProgram(
      axis.node,
      officerOf(agency, 'Quản trị hệ thống', ['systems.manage']),
    );
    const { url: connectTo, config } = axis.node;
    return new ProgramClient({ url: config.publicUrl, connectTo, keyid, key, now: () => axis.clock.now() });
  };
  ward = await clientOf(agencies.ducXuan);
  ministry = await clientOf(agencies.ministry);
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, binh)).ok);
  // Uploads that are not finished end by the clock on the wall.
  axis.clock.set(new Date());
});
after(async () => {
  await axis?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a file goes out, the same command again is the same document, and the other side has it whole', async () => {
  const file = join(folder, '245.pdf');
  const bytes = await pdfOf(3);
  writeFileSync(file, bytes);
  const { to: _to, files: _files, ...facts } = letter();
  const document = join(folder, 'van-ban.json');
  writeFileSync(document, JSON.stringify(facts));
  const given = { files: [file], document, to: [agencies.ministry.code], stateDir: join(folder, 'state') };
  const first = await send(ward, given);
  assert.deepEqual(await send(ward, given), { ...first, repeated: true });

  const into = join(folder, 'den');
  // A run that was cut: something half written under the name that the document will have.
  mkdirSync(join(into, `${first.consignmentId}.part`), { recursive: true });
  writeFileSync(join(into, `${first.consignmentId}.part`, '01-245.pdf'), bytes.subarray(0, 100));
  const fetched = await fetchAll(ministry, into);
  assert.deepEqual(
    fetched.map(({ consignmentId }) => consignmentId),
    [first.consignmentId],
  );
  const written = join(into, first.consignmentId);
  assert.deepEqual(readdirSync(written).toSorted(), ['01-245.pdf', 'envelope.json']);
  assert.deepEqual(readFileSync(join(written, '01-245.pdf')), bytes);
  assert.deepEqual(unfinishedIn(into), []);
  assert.deepEqual(await fetchAll(ministry, into), []);
  const { deliveries } = await status(ward, first.consignmentId);
  assert.deepEqual(
    deliveries.map(({ transport, business }) => [transport, business]),
    [['delivered', '01']],
  );
});

test('with its notes lost a send finds its own receipt and sends nothing twice; under the key of another document it says so', async () => {
  const file = join(folder, 'phu-luc.pdf');
  // Larger than people may send: what programs send follows the rules of the axis.
  writeFileSync(file, Buffer.concat([await pdfOf(1), Buffer.alloc(11 * 1024 * 1024)]));
  const { to: _to, files: _files, ...facts } = letter({ reason: 'Kèm phụ lục' });
  const document = join(folder, 'phu-luc.json');
  writeFileSync(document, JSON.stringify(facts));
  const state = join(folder, 'mat');
  const given = { files: [file], document, to: ['H60.102', 'G15'], key: 'so-245-phu-luc', stateDir: state };
  const first = await send(ward, given);
  rmSync(state, { recursive: true });
  const uploads = async () =>
    (await axis.node.database.pool.query('select count(*)::int as n from files.file')).rows[0].n as number;
  const before = await uploads();
  assert.deepEqual(await send(ward, { ...given, to: ['G15', 'H60.102'] }), { ...first, repeated: true });
  assert.equal(await uploads(), before);
  writeFileSync(document, JSON.stringify({ ...facts, reason: 'Nội dung khác' }));
  await assert.rejects(send(ward, given), (error) => {
    assert.ok(error instanceof CallFailure && error.code === 'key-used' && !error.again);
    assert.match(error.message, new RegExp(`245/UBND-HT, ${first.consignmentId}.*Nothing was sent.*--send-key`));
    return true;
  });
  assert.equal(await uploads(), before);
});

test('a refusal has its code, and is told from a node that is away', async () => {
  const document = join(folder, 'sai.json');
  writeFileSync(document, JSON.stringify({ ...letter(), to: undefined, files: undefined, from: 'G15' }));
  const given = { files: [], document, to: ['H60.102'], stateDir: join(folder, 'state') };
  await assert.rejects(
    send(ward, given),
    (error) => error instanceof CallFailure && error.code === 'exchange.not-this-sender' && !error.again,
  );
  const { privateKey: key, keyid } = await newProgram(axis.node, {
    ...officerOf(agencies.tanTrao, 'Quản trị xã', ['systems.manage']),
    assurance: { level: 2, provedAt: axis.clock.now().toISOString(), methods: ['pwd', 'otp'] },
  });
  const away = new ProgramClient({ url: 'http://127.0.0.1:1', keyid, key });
  await assert.rejects(fetchAll(away, join(folder, 'x')), (error) => error instanceof CallFailure && error.again);
});
