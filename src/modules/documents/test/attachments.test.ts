import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import * as c from '../contract.ts';
import { chair, clerk, drafter, openOffice, otherChief, otherClerk, type Office } from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office.close());

async function* table(): AsyncGenerator<Buffer> {
  yield Buffer.from('mã,tên\n1,Tổ dân phố số 4\n');
}

test('what goes with a document is kept, opened by who may read it, and announced beside the signed paper', async () => {
  const sent = await office.files.receiveLarge(table(), { name: 'Phụ lục.csv', owner: drafter.accountId });
  const id = await office.outgoing('issued', { attachmentIds: [sent.id] });
  const { content } = await office.do(c.getOutgoing, { params: { id } }, clerk);
  assert.deepEqual(content.attachments, [
    { id: sent.id, name: 'Phụ lục.csv', type: 'text/plain', bytes: sent.bytes, sha256: sent.sha256 },
  ]);
  for (const reader of [drafter, clerk, chair])
    assert.equal(
      (await office.bytes(`/api/documents/outgoing/${id}/attachments/${sent.id}`, reader)).toString(),
      'mã,tên\n1,Tổ dân phố số 4\n',
    );
  for (const stranger of [otherChief, otherClerk])
    assert.equal(
      await office.code(c.openAttachment, { params: { id, fileId: sent.id } }, stranger),
      'documents.not-found',
    );
  const other = await office.files.receiveLarge(table(), { name: 'khác.csv', owner: drafter.accountId });
  assert.equal(await office.code(c.openAttachment, { params: { id, fileId: other.id } }, clerk), 'documents.not-found');
  const announced = (await office.events('documents.document-issued@1')).find((one) => one['documentId'] === id);
  const { files } = announced as unknown as { files: { fileId: string; sha256: string }[] };
  assert.deepEqual([files.length, files[1]?.fileId, files[1]?.sha256], [2, sent.id, sent.sha256]);
  assert.ok((await office.files.get(sent.id)).kept);
});

test("an attachment of somebody else's, or none at all, is refused", async () => {
  const foreign = await office.files.receiveLarge(table(), { name: 'a.csv', owner: newId() });
  for (const attachmentIds of [[foreign.id], [newId()]])
    await assert.rejects(office.draft({ attachmentIds }), /files\.not-found/);
});
