import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import * as contract from '../contract.ts';
import { codeOf, elsewhere, mai, openOffice, type Office, stranger, thuHa } from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.close());

const refusals = ['counter.dossier-not-found', 'platform.not-allowed', 'platform.not-signed-in'];

test('forged ids of another person’s dossier: not found, everywhere, and nothing changes', async () => {
  const { node } = office;
  const filed = await office.file();
  assert.equal(
    codeOf(await node.call(contract.acceptDossier, { params: { dossierId: filed.dossierId }, body: {} }, mai)),
    'ok',
  );
  const fileId = await office.issueCertificate(filed.dossierId, thuHa);
  await node.runJobs();
  const mine = await node.call(contract.getMyDossier, { params: { dossierId: filed.dossierId } }, thuHa);
  assert.ok(mine.ok);
  const formId = mine.answer.forms[0]?.id ?? '';
  const paperId = mine.answer.papers[0]?.fileId ?? '';
  const reason = 'Một lý do đủ dài';
  const legalGround = 'Luật Hộ tịch';
  const calls = (dossierId: string, actor: Actor | undefined) => [
    node.call(contract.getMyDossier, { params: { dossierId } }, actor),
    node.call(contract.withdrawDossier, { params: { dossierId }, body: { reason } }, actor),
    node.call(
      contract.answerSupplement,
      { params: { dossierId }, body: { supplementId: newId(), answers: {} } },
      actor,
    ),
    node.call(contract.getReceipt, { params: { dossierId } }, actor),
    node.call(contract.getIssuedForm, { params: { dossierId, formId } }, actor),
    node.call(contract.readPaper, { params: { dossierId, fileId: paperId } }, actor),
    node.call(contract.readResult, { params: { dossierId, fileId } }, actor),
    node.call(contract.getDossier, { params: { dossierId } }, actor),
    node.call(contract.acceptDossier, { params: { dossierId }, body: {} }, actor),
    node.call(
      contract.requestSupplement,
      {
        params: { dossierId },
        body: {
          message: reason,
          legalGround,
          marks: [{ target: 'field', key: 'childFullName', kind: 'incorrect', message: reason }],
        },
      },
      actor,
    ),
    node.call(contract.rejectAtReception, { params: { dossierId }, body: { reason, legalGround } }, actor),
    node.call(contract.assignDossier, { params: { dossierId }, body: { officerId: mai.officerId } }, actor),
    node.call(contract.addNote, { params: { dossierId }, body: { text: 'x' } }, actor),
    node.call(
      contract.endDossier,
      { params: { dossierId }, body: { ending: 'cancelled', reason, legalGround } },
      actor,
    ),
    node.call(contract.returnResult, { params: { dossierId }, body: { receivedBy: 'Ai đó' } }, actor),
  ];
  for (const actor of [stranger, elsewhere, undefined]) {
    for (const id of [filed.dossierId, newId()]) {
      for (const answer of await Promise.all(calls(id, actor))) {
        const code = codeOf(answer);
        assert.ok(refusals.includes(code), `${actor?.kind ?? 'anonymous'}: ${code}`);
        assert.equal(answer.status, { 'counter.dossier-not-found': 404, 'platform.not-allowed': 403 }[code] ?? 401);
      }
    }
  }
  const after = await node.call(contract.getMyDossier, { params: { dossierId: filed.dossierId } }, thuHa);
  assert.ok(after.ok);
  assert.equal(after.answer.state, 'resolved');
  assert.deepEqual(
    after.answer.timeline.map((line) => line.id),
    mine.answer.timeline.map((line) => line.id),
  );
  const notMine = await node.call(contract.readPaper, { params: { dossierId: filed.dossierId, fileId } }, thuHa);
  assert.equal(codeOf(notMine), 'counter.paper-not-found', 'a result is not a paper');
  const byCode = await node.call(contract.findDossierByCode, { query: { code: filed.code } }, elsewhere);
  assert.equal(codeOf(byCode), 'counter.dossier-not-found');
});

test('the tracking page: a malformed and an unknown code are told apart, and a crowd of guesses is slowed down', async () => {
  const track = (code: string) => office.node.call(contract.trackDossier, { query: { code } });
  assert.equal(codeOf(await track('xin chào')), 'counter.malformed-code');
  assert.equal(codeOf(await track('H55.201-20261123-9999999')), 'counter.unknown-code');
  assert.equal(codeOf(await track('000.00.01.H22-180715-0001')), 'counter.unknown-code');
  const guesses = await Promise.all(
    Array.from({ length: 70 }, (_, n) => track(`H55.201-20261123-${String(n + 1).padStart(7, '0')}`)),
  );
  assert.ok(
    guesses.some((one) => one.status === 429),
    'a minute has room for a person, not for a search',
  );
});

test('the queue is the agency’s own and can be walked page by page', async () => {
  const { node } = office;
  for (let n = 0; n < 5; n += 1) await office.file();
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await node.call(
      contract.listQueue,
      { query: { filter: 'open', limit: 2, ...(after ? { after } : {}) } },
      mai,
    );
    assert.ok(page.ok, JSON.stringify(page));
    seen.push(...page.answer.rows.map((row) => row.dossierId));
    after = page.answer.next ?? undefined;
  } while (after);
  assert.equal(new Set(seen).size, seen.length);
  assert.equal(seen.length, 6);
  const theirs = await node.call(contract.listQueue, { query: {} }, elsewhere);
  assert.deepEqual(theirs.ok && theirs.answer.rows, []);
  assert.equal(
    codeOf(await node.call(contract.listQueue, { query: { after: 'rác' } }, mai)),
    'counter.cursor-not-valid',
  );
  assert.equal(codeOf(await node.call(contract.listQueue, { query: {} }, thuHa)), 'platform.not-allowed');
  office.clock.set('2026-11-30T03:00:00Z');
  const late = await node.call(contract.listQueue, { query: { filter: 'overdue' } }, mai);
  assert.ok(late.ok);
  assert.equal(late.answer.rows.length, 5, 'nobody has answered within eight working hours');
  assert.ok(late.answer.rows.every((row) => row.isOverdue && row.stage === 'to-accept'));
  assert.equal(late.answer.counts['overdue'], 5);
});

test('an officer who listens hears that a dossier arrived; a stranger may not listen', async () => {
  const { node } = office;
  const path = `/api/live?topic=counter.queue:${mai.agencyId}`;
  assert.equal((await node.fetch(path, { actor: thuHa })).status, 404);
  const stream = await node.fetch(path, { actor: mai });
  assert.equal(stream.status, 200);
  const reader = stream.body?.getReader();
  assert.ok(reader);
  await office.file();
  await node.runJobs();
  let heard = '';
  while (!heard.includes('event: change')) {
    const { value, done } = await reader.read();
    if (done) break;
    heard += Buffer.from(value).toString();
  }
  await reader.cancel();
  assert.match(heard, /event: change/);
});
