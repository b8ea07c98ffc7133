import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import { PDFDocument } from 'pdf-lib';
import * as contract from '../contract.ts';
import type { Answers, Mark } from '../shapes.ts';
import { codeOf, elsewhere, mai, monday, ngoc, nong, openOffice, type Office, thuHa } from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.close());

const at = (dossierId: string) => ({ params: { dossierId } });
const accept = (dossierId: string, actor = mai) =>
  office.node.call(contract.acceptDossier, { ...at(dossierId), body: {} }, actor);
const mine = async (dossierId: string) => {
  const page = await office.node.call(contract.getMyDossier, at(dossierId), thuHa);
  assert.ok(page.ok, JSON.stringify(page));
  return page.answer;
};

const nameMark: Mark = {
  target: 'field',
  key: 'childFullName',
  kind: 'incorrect',
  message: 'Họ của trẻ chưa khớp với Giấy chứng sinh',
};
const paperMark: Mark = {
  target: 'paper',
  key: 'birthNotification',
  kind: 'incomplete',
  message: 'Ảnh bị mất góc, xin chụp lại đủ bốn góc',
};
const ask = (dossierId: string, marks: Mark[], over: Record<string, string> = {}, actor = mai) =>
  office.node.call(
    contract.requestSupplement,
    {
      ...at(dossierId),
      body: { message: 'Thông tin chưa khớp với giấy tờ', legalGround: 'Thông tư 04/2024/TT-BTP', marks, ...over },
    },
    actor,
  );
const answer = (dossierId: string, supplementId: string, answers: Answers, actor = thuHa) =>
  office.node.call(contract.answerSupplement, { ...at(dossierId), body: { supplementId, answers } }, actor);

test('a supplement stops the clock, asks once for everything, and the due time moves by what was waited', async () => {
  office.clock.set(monday);
  const { dossierId } = await office.file();
  const accepted = await accept(dossierId);
  assert.ok(accepted.ok);
  const promised = accepted.answer.due.dueAt;
  assert.equal(codeOf(await ask(dossierId, [])), 'counter.mark-missing');
  assert.equal(codeOf(await ask(dossierId, [{ ...nameMark, key: 'khong-co' }])), 'counter.mark-unknown');
  assert.equal(codeOf(await ask(dossierId, [{ ...nameMark, target: 'paper' }])), 'counter.mark-unknown');
  assert.equal(codeOf(await ask(dossierId, [nameMark], { answerBy: '2026-11-23' })), 'counter.date-not-valid');
  const asked = await ask(dossierId, [nameMark, paperMark]);
  assert.ok(asked.ok, JSON.stringify(asked));
  assert.equal(asked.answer.clock, 'paused');
  assert.equal(codeOf(await ask(dossierId, [nameMark])), 'counter.supplement-open');
  const form = await office.node.fetch(asked.answer.form, { actor: thuHa });
  assert.equal((await PDFDocument.load(await form.arrayBuffer())).getPageCount(), 1);

  const waiting = await mine(dossierId);
  assert.equal(waiting.nationalCode, 5);
  assert.equal(waiting.stateLabel.vi, 'Chờ người nộp bổ sung giấy tờ');
  assert.deepEqual(
    waiting.supplements[0]?.marks.map((mark) => mark.label.en),
    ['Full name of the child', 'Birth notification'],
  );
  const list = await office.node.call(contract.listMyDossiers, {}, thuHa);
  assert.equal(list.ok && list.answer.dossiers.find((one) => one.id === dossierId)?.needsMe, true);

  office.clock.set('2026-11-26T03:00:00Z');
  const { supplementId } = asked.answer;
  const photo = await office.photo(thuHa, 'chup-lai.jpg');
  assert.equal(codeOf(await answer(dossierId, supplementId, { motherFullName: 'Người khác' })), 'counter.not-marked');
  assert.equal(
    codeOf(await answer(dossierId, supplementId, { childFullName: 'Hoàng Bảo An' })),
    'counter.nothing-changed',
  );
  assert.equal(codeOf(await answer(dossierId, supplementId, { childFullName: '' })), 'counter.answers-not-valid');
  assert.equal(
    codeOf(await answer(dossierId, newId(), { childFullName: 'Nguyễn Bảo An' })),
    'counter.no-open-supplement',
  );
  const given = { childFullName: 'Nguyễn  Bảo An', birthNotification: [photo] };
  const both = await Promise.all([answer(dossierId, supplementId, given), answer(dossierId, supplementId, given)]);
  assert.equal(both.filter((one) => one.ok).length, 1, 'a double click answers once');
  const resumed = both.find((one) => one.ok);
  assert.ok(resumed?.ok);
  assert.equal(resumed.answer.clock, 'running');
  assert.ok(resumed.answer.dueAt && resumed.answer.dueAt > promised);
  const after = await mine(dossierId);
  assert.equal(after.revision, 2);
  assert.deepEqual(
    after.papers.map((paper) => paper.name),
    ['chup-lai.jpg'],
  );
  assert.equal(after.answers['childFullName'], 'Nguyễn Bảo An');
  assert.equal(after.due.length, 2, 'both due times stand there with their reasons');
  assert.ok(after.due.every((due) => due.trace.length > 1));
});

test('a second request needs an officer who may approve it, and a reason', async () => {
  const { dossierId } = await office.file();
  const first = await ask(dossierId, [nameMark]);
  assert.ok(first.ok, JSON.stringify(first));
  assert.equal(first.answer.state, 'submitted', 'asked before acceptance');
  assert.equal(codeOf(await accept(dossierId)), 'counter.supplement-open');
  assert.equal(codeOf(await answer(dossierId, first.answer.supplementId, { childFullName: 'Nguyễn Minh An' })), 'ok');
  assert.equal(codeOf(await ask(dossierId, [paperMark])), 'counter.supplement-repeated');
  assert.equal(
    codeOf(await ask(dossierId, [paperMark], { repeatReason: 'Giấy chụp lại vẫn mờ' })),
    'counter.supplement-repeated',
  );
  assert.equal(codeOf(await ask(dossierId, [paperMark], {}, ngoc)), 'counter.supplement-repeated');
  assert.equal(codeOf(await ask(dossierId, [paperMark], { repeatReason: 'Giấy chụp lại vẫn mờ' }, ngoc)), 'ok');
});

test('a dossier that is not taken in says why, on form 03', async () => {
  const { dossierId, code } = await office.file();
  const body = { reason: 'Nơi đăng ký không đúng thẩm quyền', legalGround: 'Điều 13 Luật Hộ tịch' };
  assert.equal(
    codeOf(
      await office.node.call(
        contract.rejectAtReception,
        { ...at(dossierId), body: { ...body, reason: '        ' } },
        mai,
      ),
    ),
    'counter.text-not-valid',
  );
  const rejected = await office.node.call(contract.rejectAtReception, { ...at(dossierId), body }, mai);
  assert.ok(rejected.ok, JSON.stringify(rejected));
  assert.equal(rejected.answer.state, 'rejected_at_reception');
  const form = await office.node.fetch(rejected.answer.form, { actor: thuHa });
  assert.equal((await PDFDocument.load(await form.arrayBuffer())).getPageCount(), 1);
  assert.equal(codeOf(await accept(dossierId)), 'counter.not-in-this-state');
  const track = await office.node.call(contract.trackDossier, { query: { code } });
  assert.ok(track.ok);
  assert.equal(track.answer.nationalCode, 3);
  assert.deepEqual(
    track.answer.steps.map((step) => step.key),
    ['submitted', 'ended'],
  );
  await office.node.runJobs();
  assert.match(JSON.stringify(await office.notices.inboxOf(thuHa.accountId)), /không đúng thẩm quyền/);
});

test('a citizen withdraws until the work has begun', async () => {
  const first = await office.file();
  const withdraw = (dossierId: string, reason = 'Tôi nộp nhầm nơi đăng ký') =>
    office.node.call(contract.withdrawDossier, { ...at(dossierId), body: { reason } }, thuHa);
  const both = await Promise.all([withdraw(first.dossierId), withdraw(first.dossierId)]);
  assert.deepEqual(both.map(codeOf).toSorted(), ['counter.not-in-this-state', 'ok']);
  const second = await office.file();
  await accept(second.dossierId);
  await office.registerBirth(second.dossierId);
  await office.node.runJobs();
  assert.equal(codeOf(await withdraw(second.dossierId)), 'counter.not-in-this-state');
  const page = await mine(second.dossierId);
  assert.match(page.actions.find((one) => one.name === 'withdraw')?.why?.vi ?? '', /không rút được/);
  const third = await office.file();
  const asked = await ask(third.dossierId, [nameMark]);
  assert.ok(asked.ok);
  assert.equal(codeOf(await withdraw(third.dossierId)), 'ok');
  assert.equal(
    codeOf(await answer(third.dossierId, asked.answer.supplementId, { childFullName: 'Lê An' })),
    'counter.no-open-supplement',
  );
});

test('accepting and withdrawing at the same moment: one of them happens', async () => {
  const { dossierId } = await office.file();
  const [accepted, withdrawn] = await Promise.all([
    accept(dossierId),
    office.node.call(contract.withdrawDossier, { ...at(dossierId), body: { reason: 'Đổi ý kiến' } }, thuHa),
  ]);
  const page = await mine(dossierId);
  if (withdrawn.ok) assert.equal(page.state, 'withdrawn');
  else assert.equal(accepted.ok && page.state, 'accepted');
  assert.ok(accepted.ok || withdrawn.ok);
  const twice = await office.file();
  const [one, two] = await Promise.all([accept(twice.dossierId), accept(twice.dossierId, ngoc)]);
  assert.equal([one, two].filter((each) => each.ok).length, 1, 'accepted once');
  assert.equal((await mine(twice.dossierId)).forms.length, 1);
});

test('assignment stays inside the agency; notes are for colleagues', async () => {
  const { dossierId } = await office.file();
  const assign = (officerId: string, actor = mai) =>
    office.node.call(contract.assignDossier, { ...at(dossierId), body: { officerId, reason: 'Nghỉ phép' } }, actor);
  assert.equal(codeOf(await assign(elsewhere.officerId)), 'counter.officer-not-here');
  assert.equal(codeOf(await assign(nong.officerId)), 'ok');
  const note = { text: 'Đã gọi điện cho người nộp' };
  assert.equal(codeOf(await office.node.call(contract.addNote, { ...at(dossierId), body: note }, nong)), 'ok');
  const page = await office.node.call(contract.getDossier, at(dossierId), mai);
  assert.ok(page.ok, JSON.stringify(page));
  assert.equal(page.answer.assignee?.name, nong.name);
  assert.equal(page.answer.notes[0]?.text, note.text);
  assert.equal(page.answer.handlerPath, `/can-bo/ho-tich/khai-sinh/${dossierId}`);
  assert.ok(!JSON.stringify(await mine(dossierId)).includes(note.text));
  const queue = await office.node.call(contract.listQueue, { query: { filter: 'mine' } }, nong);
  assert.deepEqual(queue.ok && queue.answer.rows.map((row) => row.dossierId), [dossierId]);
});

test('an ending has a reason and a ground; without a result there is nothing to hand over', async () => {
  const { dossierId } = await office.file();
  await accept(dossierId);
  const handOver = { ...at(dossierId), body: { receivedBy: 'Nguyễn Thị Thu Hà' } };
  assert.equal(codeOf(await office.node.call(contract.returnResult, handOver, mai)), 'counter.not-in-this-state');
  const body = { ending: 'refused' as const, reason: 'Không đủ điều kiện đăng ký', legalGround: 'Luật Hộ tịch' };
  const ended = await office.node.call(contract.endDossier, { ...at(dossierId), body }, mai);
  assert.ok(ended.ok, JSON.stringify(ended));
  assert.equal(ended.answer.state, 'refused');
  assert.equal(ended.answer.clock, 'stopped');
  await office.registerBirth(dossierId);
  await office.issueCertificate(dossierId, thuHa);
  await office.node.runJobs();
  assert.equal((await mine(dossierId)).state, 'refused', 'an event does not raise the dead');
});

test('an officer’s reading of a dossier and of its papers is recorded', async () => {
  const filed = await office.file();
  await office.node.runJobs();
  const page = await office.node.call(contract.getDossier, at(filed.dossierId), mai);
  assert.ok(page.ok);
  const paper = await office.node.fetch(
    `/api/counter/dossiers/${filed.dossierId}/papers/${page.answer.papers[0]?.fileId}`,
    { actor: mai },
  );
  assert.equal(paper.status, 200);
  await paper.arrayBuffer();
  const read = (await office.evidence.historyOf(`dossier:${filed.dossierId}`)).filter(
    (line) => line.kind === 'counter.dossier-read',
  );
  assert.equal(read.length, 2);
  assert.ok(read.every((line) => line.purpose && line.legalBasis));
});
