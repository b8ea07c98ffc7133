import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { findDossierRow } from '../dossier-row.ts';
import * as contract from '../contract.ts';
import { printPaper } from '../print/print-paper.ts';
import { slipData } from '../print/slip-data.ts';
import type { Mark } from '../shapes.ts';
import { findSubmission } from '../filing/submission.ts';
import { codeOf, ducXuan, mai, monday, officerNamed, openOffice, type Office, thuHa } from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.close());

const at = (dossierId: string) => ({ params: { dossierId } });
const mark: Mark = { target: 'field', key: 'childFullName', kind: 'incorrect', message: 'Họ chưa khớp giấy tờ' };
const ask = async (dossierId: string, over: Record<string, string> = {}, actor = mai) => {
  const body = { message: 'Thông tin chưa khớp', legalGround: 'Luật Hộ tịch', marks: [mark], ...over };
  return office.node.call(contract.requestSupplement, { ...at(dossierId), body }, actor);
};
const answer = (dossierId: string, supplementId: string, childFullName: string) =>
  office.node.call(
    contract.answerSupplement,
    { ...at(dossierId), body: { supplementId, answers: { childFullName } } },
    thuHa,
  );

test('when the last day has passed, both sides see it and nothing happens by itself', async () => {
  office.clock.set(monday);
  const { dossierId } = await office.file();
  const asked = await ask(dossierId, { answerBy: '2026-11-30' });
  assert.ok(asked.ok, JSON.stringify(asked));
  const waitingRow = async () => {
    const queue = await office.node.call(contract.listQueue, { query: { filter: 'waiting' } }, mai);
    assert.ok(queue.ok, JSON.stringify(queue));
    return queue.answer.rows.find((row) => row.dossierId === dossierId);
  };
  const isLateFor = async () => {
    const [mine, theirs] = await Promise.all([
      office.node.call(contract.getMyDossier, at(dossierId), thuHa),
      office.node.call(contract.getDossier, at(dossierId), mai),
    ]);
    assert.ok(mine.ok && theirs.ok);
    return [mine.answer.supplements[0]?.isLate, theirs.answer.supplements[0]?.isLate];
  };
  office.clock.set('2026-11-30T16:59:00Z');
  assert.equal((await waitingRow())?.answerBy, '2026-11-30');
  assert.equal((await waitingRow())?.isAnswerLate, false, 'one minute before midnight in Vietnam');
  assert.deepEqual(await isLateFor(), [false, false]);
  office.clock.set('2026-11-30T17:01:00Z');
  assert.equal((await waitingRow())?.isAnswerLate, true);
  assert.deepEqual(await isLateFor(), [true, true]);
  const { supplementId } = asked.answer;
  assert.equal(codeOf(await answer(dossierId, supplementId, 'Nguyễn Bảo An')), 'ok', 'an answer is still taken');
  assert.deepEqual(await isLateFor(), [false, false]);
  assert.equal(await waitingRow(), undefined);
});

test('a chairperson who is not at the reception desk approves that a person is asked again', async () => {
  office.clock.set(monday);
  const { dossierId } = await office.file();
  const first = await ask(dossierId);
  assert.ok(first.ok, JSON.stringify(first));
  assert.equal(codeOf(await answer(dossierId, first.answer.supplementId, 'Lê Bảo An')), 'ok');
  const leader = (rights: string[]) => officerNamed('Nông Thị Bích Ngọc', 'Chủ tịch', ducXuan.agencyId, rights);
  const reason = { repeatReason: 'Giấy chứng sinh chụp lại vẫn mờ' };
  assert.equal(codeOf(await ask(dossierId, reason)), 'counter.supplement-repeated');
  assert.equal(codeOf(await ask(dossierId, reason, leader(['counter.view']))), 'counter.dossier-not-found');
  const approver = leader(['counter.view', 'counter.approve-second-supplement']);
  assert.equal(codeOf(await ask(dossierId, reason, approver)), 'ok');
});

test('after a supplement the due time is counted with the same cutoff of the day as at acceptance', async () => {
  office.clock.set(monday);
  const { dossierId } = await office.file();
  assert.equal(codeOf(await office.node.call(contract.acceptDossier, { ...at(dossierId), body: {} }, mai)), 'ok');
  const asked = await ask(dossierId);
  assert.ok(asked.ok);
  const row = await findDossierRow(office.node.database.of(), dossierId);
  const version = await office.procedures.getVersion(row?.procedureVersionId ?? '');
  assert.ok(version.sameDayCutoff, 'the birth procedure has one of its own');
  const { dueAt } = office.calendar;
  const seen: unknown[] = [];
  office.calendar.dueAt = (question) => {
    seen.push(question.sameDayCutoff);
    return dueAt(question);
  };
  office.clock.set('2026-11-26T03:00:00Z');
  assert.equal(codeOf(await answer(dossierId, asked.answer.supplementId, 'Nguyễn Bảo An')), 'ok');
  office.calendar.dueAt = dueAt;
  assert.deepEqual(seen, [version.sameDayCutoff]);
});

test('wanted extracts stand on form 01, on both pages and before the room that does the work', async () => {
  office.clock.set(monday);
  const [{ dossierId }, none] = [await office.file(), await office.file(thuHa, { copies: 0 })];
  for (const [id, copies] of [
    [dossierId, 2],
    [none.dossierId, 0],
  ] as const) {
    const mine = await office.node.call(contract.getMyDossier, at(id), thuHa);
    const theirs = await office.node.call(contract.getDossier, at(id), mai);
    assert.ok(mine.ok && theirs.ok);
    assert.deepEqual([mine.answer.copies, theirs.answer.copies], [copies, copies]);
    assert.equal((await office.counter.getDossierForHandling(id, mai)).copies, copies);
  }
  const row = await findDossierRow(office.node.database.of(), dossierId);
  assert.ok(row);
  const version = await office.procedures.getVersion(row.procedureVersionId);
  const submission = await findSubmission(office.node.database.of(), dossierId, 1);
  const now = office.clock.now();
  const limit = { amount: 1, unit: 'working-day' as const };
  const data = slipData(row, version, submission, { at: now, dueAt: now, limit, officer: mai });
  const paper = { title: 'Giấy tiếp nhận', code: row.code, at: now, publicUrl: 'http://lienthong.test' };
  const { copies: _, ...before } = data;
  const [withWish, olderSlip] = await Promise.all([
    printPaper('01', { ...paper, data }),
    printPaper('01', { ...paper, data: before }),
  ]);
  assert.ok(drawn(withWish) > drawn(olderSlip), 'one line more; a slip of before has none and still prints');
});

/** How much is drawn on the pages: the inflated bytes of the content streams. */
function drawn(pdf: Buffer): number {
  let total = 0;
  for (const match of pdf.toString('latin1').matchAll(/stream\r?\n/gu)) {
    const from = (match.index ?? 0) + match[0].length;
    try {
      const stream = inflateSync(pdf.subarray(from)).toString('latin1');
      if (stream.includes('BT')) total += stream.length;
    } catch {
      // not a compressed stream
    }
  }
  return total;
}
