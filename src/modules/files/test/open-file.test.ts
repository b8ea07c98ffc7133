import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import type { Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { isProblem } from '#platform/problem.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { mayRead, mayRemove } from '../access.ts';
import { getFile, openFile, removeFile, viewFile } from '../contract.ts';
import { createFiles, type Files } from '../index.ts';
import { citizenOf, officerOf } from './people.ts';
import { pdfOf, photo } from './samples.ts';

const mai = citizenOf('Lò Thị Mai');
const other = citizenOf('Phạm Quốc Khánh');
let node: TestNode;
let files: Files;

before(async () => {
  node = await startNode({ build: (deps) => [(files = createFiles(deps))] });
});
after(() => node.close());

test('a PDF is offered for saving and has no viewing copy', async () => {
  const file = await files.receive(await pdfOf(3), { name: 'đơn', owner: mai.accountId });
  assert.deepEqual([file.name, file.pages], ['đơn.pdf', 3]);
  const opened = await node.call(openFile, { params: { fileId: file.id } }, mai);
  assert.ok(opened.ok);
  assert.match(opened.response.headers.get('content-disposition') ?? '', /^attachment;/);
  const viewed = await node.call(viewFile, { params: { fileId: file.id } }, mai);
  assert.ok(!viewed.ok);
  assert.equal(viewed.problem.code, 'files.no-viewing-copy');
});

test("another person's file does not exist, by any door", async () => {
  const file = await files.receive(await pdfOf(1), { name: 'riêng.pdf', owner: mai.accountId });
  const doors = [getFile, openFile, viewFile, removeFile];
  for (const door of doors) {
    for (const stranger of [other, officerOf('Nông Thị Bích Ngọc')]) {
      const answer = await node.call(door, { params: { fileId: file.id } }, stranger);
      assert.deepEqual([answer.status, answer.ok ? '' : answer.problem.code], [404, 'files.not-found'], door.id);
    }
    const nobody = await node.call(door, { params: { fileId: file.id } });
    assert.equal(nobody.status, 401, door.id);
    const unknown = await node.call(door, { params: { fileId: newId() } }, mai);
    assert.equal(unknown.status, 404, door.id);
    const noId = await node.call(door, { params: { fileId: 'abc' } }, mai);
    assert.equal(noId.status, 400, door.id);
  }
  await assert.rejects(files.keep([file.id], other.accountId, 'dossier:x'), (error) =>
    isProblem(error, 'files.not-found'),
  );
  assert.equal(await files.canRead(other, file.id), false);
});

test('who may read, for every kind of person and every sharing', () => {
  const accounts = ['a', 'b', 'c'];
  const agencies = ['p', 'q', 'r'];
  const anyActor: fc.Arbitrary<Actor> = fc.oneof(
    fc.constant<Actor>({ kind: 'anonymous' }),
    fc.constant<Actor>({ kind: 'system', name: 'civil-status' }),
    fc.constantFrom(...accounts).map((accountId): Actor => ({ kind: 'citizen', accountId, personId: 'x', name: '' })),
    fc.tuple(fc.constantFrom(...accounts), fc.constantFrom(...agencies)).map(([accountId, agencyId]): Actor => ({
      kind: 'officer',
      accountId,
      agencyId,
      officerId: 'o',
      name: '',
      position: '',
      rights: [],
    })),
  );
  fc.assert(
    fc.property(anyActor, fc.constantFrom(...accounts), fc.subarray(agencies), (actor, owner, shared) => {
      const file = { owner, agencies: shared };
      const account = 'accountId' in actor ? actor.accountId : undefined;
      const agency = 'agencyId' in actor ? actor.agencyId : undefined;
      assert.equal(
        mayRead(actor, file),
        actor.kind === 'system' || account === owner || (agency !== undefined && shared.includes(agency)),
      );
      assert.equal(mayRemove(actor, file), account === owner);
    }),
  );
});

test('officers read what was shared with their agency, and each opening is recorded', async () => {
  const ngoc = officerOf('Nông Thị Bích Ngọc');
  const elsewhere = officerOf('Phạm Quốc Khánh');
  const file = await files.receive(await photo('png'), { name: 'gcs.png', owner: mai.accountId });
  await files.shareWith(file.id, ngoc.agencyId);
  await files.shareWith([file.id], ngoc.agencyId);
  assert.ok((await node.call(openFile, { params: { fileId: file.id } }, ngoc)).ok);
  assert.ok((await node.call(viewFile, { params: { fileId: file.id } }, ngoc)).ok);
  assert.ok((await node.call(openFile, { params: { fileId: file.id } }, mai)).ok);
  assert.equal((await node.call(openFile, { params: { fileId: file.id } }, elsewhere)).status, 404);
  const { rows } = await node.database.pool.query('select account_id from files.opening where file_id = $1', [file.id]);
  assert.deepEqual(
    rows.map((row) => row.account_id),
    [ngoc.accountId, ngoc.accountId],
  );
  await assert.rejects(node.database.pool.query('delete from files.opening'), /permission denied/);
});
