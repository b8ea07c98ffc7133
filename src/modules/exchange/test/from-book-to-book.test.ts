import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getIncoming, listIncoming, openIncomingFile, registerIncoming } from '#modules/documents/contract.ts';
import { chair, clerk, justiceId, openOffice, otherClerk, type Office } from '#modules/documents/test/office.ts';
import { listSent } from '#modules/exchange/contract.ts';
import { alone } from './axis.ts';
import { createExchange } from '#modules/exchange/index.ts';

let office: Office;
before(async () => {
  office = await openOffice(undefined, (rooms) => [createExchange({ ...rooms, nodes: alone })]);
});
after(() => office?.close());

const sender = { ...clerk, rights: [...clerk.rights, 'exchange.send'] };

test('a decision signed in one agency stands in the book of another, with its file, and the sender hears when it is registered', async () => {
  await office.outgoing('issued', { recipients: [{ kind: 'agency', agencyId: justiceId }] });
  await office.node.runJobs();
  const arrived = await office.do(listIncoming, { query: { shelf: 'to-register' } }, otherClerk);
  const [line, ...more] = arrived.rows;
  assert.ok(line);
  assert.equal(more.length, 0);
  assert.match(line.subject, /thành lập Tổ công tác chuyển đổi số/);
  const shown = await office.do(getIncoming, { params: { id: line.id } }, otherClerk);
  assert.match(shown.signer ?? '', new RegExp(`TM\\. .*${chair.name}`));
  const [file] = shown.files;
  assert.ok(file);
  const bytes = await office.do(openIncomingFile, { params: { id: line.id, fileId: file.fileId } }, otherClerk);
  assert.equal(bytes.bytes.subarray(0, 5).toString(), '%PDF-');

  await office.do(registerIncoming, { params: { id: line.id }, body: {} }, otherClerk);
  await office.node.runJobs();
  const sent = await office.do(listSent, { query: {} }, sender);
  assert.deepEqual([sent.consignments.length, sent.consignments[0]?.delivered], [1, 1]);
  const { rows } = await office.node.database.pool.query('select business from exchange.delivery');
  assert.deepEqual(rows, [{ business: '03' }]);
});
