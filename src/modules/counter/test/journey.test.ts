import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PDFDocument } from 'pdf-lib';
import * as contract from '../contract.ts';
import { nationalCodeOf } from '../reading/national-codes.ts';
import { codeOf, ducXuan, mai, monday, nong, openOffice, type Office, thuHa } from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.close());

test('a birth goes from the first answer to the certificate in the parent’s hands', async () => {
  const { node, clock } = office;
  clock.set(monday);
  const filed = await office.file();
  assert.equal(filed.code, `${ducXuan.code}-20261123-0000001`);
  assert.equal(filed.state, 'submitted');
  const params = { dossierId: filed.dossierId };
  await node.runJobs();
  const inbox = await office.notices.inboxOf(thuHa.accountId);
  assert.match(JSON.stringify(inbox), /0000001/);

  const receipt = await node.fetch(filed.receipt, { actor: thuHa });
  assert.equal(receipt.status, 200);
  assert.equal((await PDFDocument.load(await receipt.arrayBuffer())).getPageCount(), 1);

  const queue = await node.call(contract.listQueue, { query: { filter: 'to-accept' } }, mai);
  assert.ok(queue.ok, JSON.stringify(queue));
  assert.deepEqual(
    queue.answer.rows.map((row) => row.code),
    [filed.code],
  );
  assert.equal(queue.answer.counts['to-accept'], 1);
  assert.equal(
    queue.answer.rows[0]?.dueAt,
    '2026-11-25T03:00:00.000Z',
    'eight working hours later; the 24th is a holiday',
  );

  const accepted = await node.call(contract.acceptDossier, { params, body: {} }, mai);
  assert.ok(accepted.ok, JSON.stringify(accepted));
  assert.equal(accepted.answer.state, 'accepted');
  assert.ok(accepted.answer.due.trace.length > 1, 'the reasons are shown');
  assert.ok(accepted.answer.due.dueAt > monday);
  const slip = await node.fetch(accepted.answer.slip, { actor: thuHa });
  assert.equal(slip.headers.get('content-type'), 'application/pdf');
  assert.equal((await PDFDocument.load(await slip.arrayBuffer())).getPageCount(), 1);
  assert.equal(codeOf(await node.call(contract.acceptDossier, { params, body: {} }, mai)), 'counter.not-in-this-state');

  const handled = await office.counter.getDossierForHandling(filed.dossierId, nong);
  assert.equal(handled.answers['childFullName'], 'Hoàng Bảo An');
  assert.equal(handled.answers['declarantFullName'], 'Nguyễn Thị Thu Hà', 'derived answers are kept');
  assert.equal(handled.papers[0]?.component, 'KS-GCS');

  await office.registerBirth(filed.dossierId);
  await node.runJobs();
  const fileId = await office.issueCertificate(filed.dossierId, thuHa);
  await node.runJobs();
  const mine = await node.call(contract.getMyDossier, { params }, thuHa);
  assert.ok(mine.ok, JSON.stringify(mine));
  assert.equal(mine.answer.state, 'resolved');
  assert.equal(mine.answer.clock, 'stopped');
  assert.equal(mine.answer.nationalCode, nationalCodeOf({ state: 'resolved' }));
  assert.deepEqual(
    mine.answer.results.map((one) => one.fileId),
    [fileId],
  );
  assert.deepEqual(mine.answer.timeline.map((line) => line.to).filter(Boolean), [
    'submitted',
    'accepted',
    'processing',
    'resolved',
  ]);

  const result = await node.fetch(`/api/counter/dossiers/${filed.dossierId}/results/${fileId}`, { actor: thuHa });
  assert.equal(result.status, 200);
  await result.arrayBuffer();
  const again = await node.fetch(`/api/counter/dossiers/${filed.dossierId}/results/${fileId}`, { actor: thuHa });
  assert.equal(again.status, 200);
  const track = await node.call(contract.trackDossier, { query: { code: filed.code.toLowerCase() } });
  assert.ok(track.ok);
  assert.equal(track.answer.state, 'returned');
  assert.ok(track.answer.steps.every((step) => step.status === 'done' && step.at));
  for (const secret of [thuHa.name, 'Hoàng Bảo An', thuHa.accountId, '0912345678']) {
    assert.ok(!JSON.stringify(track.answer).includes(secret), secret);
  }
  assert.equal(
    (await office.events('counter.dossier-returned@1')).length,
    1,
    'delivered once, however often it is opened',
  );
  assert.equal((await office.events('counter.dossier-resolved@1')).length, 1);
  const lines = await office.evidence.historyOf(`dossier:${filed.dossierId}`);
  for (const kind of [
    'counter.dossier-filed',
    'counter.dossier-accepted',
    'counter.dossier-resolved',
    'counter.dossier-returned',
    'counter.dossier-read',
  ]) {
    assert.ok(
      lines.some((line) => line.kind === kind),
      kind,
    );
  }
});

test('a certificate heard before its birth still gives the whole road', async () => {
  const filed = await office.file();
  const params = { dossierId: filed.dossierId };
  assert.equal(codeOf(await office.node.call(contract.acceptDossier, { params, body: {} }, mai)), 'ok');
  await office.issueCertificate(filed.dossierId, thuHa);
  await office.node.runJobs();
  await office.registerBirth(filed.dossierId);
  await office.node.runJobs();
  const page = await office.node.call(contract.getDossier, { params }, mai);
  assert.ok(page.ok, JSON.stringify(page));
  assert.equal(page.answer.state, 'resolved');
  assert.deepEqual(page.answer.timeline.map((line) => line.to).filter(Boolean), [
    'submitted',
    'accepted',
    'processing',
    'resolved',
  ]);
  const returned = await office.node.call(
    contract.returnResult,
    { params, body: { receivedBy: 'Nguyễn Thị Thu Hà' } },
    mai,
  );
  assert.equal(returned.ok && returned.answer.state, 'returned');
});
