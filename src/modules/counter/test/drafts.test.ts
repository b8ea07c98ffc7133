import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import { checkDraft, discardDraft, fileDossier, getDraft, listDrafts, saveAnswers, startDraft } from '../contract.ts';
import { draftDays, mostDrafts } from '../legal.ts';
import type { Answers } from '../shapes.ts';
import { sweepDrafts } from '../filing/sweep-drafts.ts';
import { citizenNamed, codeOf, ducXuan, mai, openOffice, type Office, stranger, thuHa } from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.close());

const begin = (actor = thuHa, answers: Answers = { registerArea: ducXuan.areaCode }) =>
  office.node.call(startDraft, { body: { procedureCode: '1.001193', pageId: 'noi-dang-ky', answers } }, actor);

async function begun(actor = thuHa, answers?: Answers) {
  const draft = await begin(actor, answers);
  assert.ok(draft.ok, JSON.stringify(draft));
  return draft.answer;
}

const save = (draftId: string, version: number, pageId: string, answers: Answers, actor = thuHa) =>
  office.node.call(saveAnswers, { params: { draftId, pageId }, body: { version, answers } }, actor);

test('the first right answer makes the draft; a wrong one makes nothing', async () => {
  const wrong = await begin(thuHa, { registerArea: '' });
  assert.equal(codeOf(wrong), 'counter.answers-not-valid');
  assert.equal(!wrong.ok && wrong.problem.errors?.[0]?.path, 'registerArea');
  const none = await office.node.call(listDrafts, {}, thuHa);
  assert.deepEqual(none.ok && none.answer.drafts, []);
  const draft = await begun();
  assert.equal(draft.nextPageId, 'ho-ten-con');
  const listed = await office.node.call(listDrafts, { query: { procedureCode: '1.001193' } }, thuHa);
  assert.deepEqual(listed.ok && listed.answer.drafts.map((one) => one.draftId), [draft.draftId]);
});

test('two clicks on the first button give one draft', async () => {
  const actor = citizenNamed('Nông Văn Bình');
  const drafts = await Promise.all([begun(actor), begun(actor), begun(actor)]);
  assert.equal(new Set(drafts.map((draft) => draft.draftId)).size, 1);
});

test('a person keeps a limited number of drafts, also from many windows at once', async () => {
  const actor = citizenNamed('Lý Thị Hoa');
  const areas = Array.from({ length: mostDrafts + 5 }, (_, n) => String(10_000 + n));
  const tried = await Promise.all(areas.map((registerArea) => begin(actor, { registerArea })));
  const made = tried.filter((one) => one.ok);
  assert.equal(made.length, mostDrafts);
  assert.ok(tried.filter((one) => !one.ok).every((one) => codeOf(one) === 'counter.too-many-drafts'));
  const [first] = made;
  assert.ok(first?.ok);
  const params = { draftId: first.answer.draftId };
  assert.equal(codeOf(await office.node.call(discardDraft, { params }, actor)), 'ok');
  assert.equal(codeOf(await office.node.call(getDraft, { params }, actor)), 'counter.draft-not-found');
  assert.equal(codeOf(await begin(actor, { registerArea: '10999' })), 'ok', 'room again');
});

test('answers are saved page by page, NFC whatever was typed', async () => {
  const draft = await begun(citizenNamed('A'), undefined);
  const actor = thuHa;
  const mine = await begun(actor);
  const saved = await save(mine.draftId, mine.version, 'ho-ten-con', {
    childFullName: '  Hoàng   Bảo An '.normalize('NFD'),
  });
  assert.ok(saved.ok, JSON.stringify(saved));
  assert.equal(saved.answer.answers['childFullName'], 'Hoàng Bảo An'.normalize('NFC'));
  assert.equal(saved.answer.version, mine.version + 1);
  assert.equal(codeOf(await save(mine.draftId, saved.answer.version, 'khong-co', {})), 'counter.unknown-page');
  const nul = await save(mine.draftId, saved.answer.version, 'ho-ten-con', { childFullName: 'An\u0000' });
  assert.equal(codeOf(nul), 'platform.bad-input');
  assert.equal(
    codeOf(await save(draft.draftId, 1, 'ho-ten-con', { childFullName: 'Trộm' })),
    'counter.draft-not-found',
  );
});

test('two browsers: the later one is told, keeps nothing by force, and can see both values', async () => {
  const draft = await begun(thuHa, { registerArea: '05443' });
  const first = await save(draft.draftId, draft.version, 'ho-ten-con', { childFullName: 'Hoàng Bảo An' });
  assert.ok(first.ok);
  const second = await save(draft.draftId, draft.version, 'ho-ten-con', { childFullName: 'Hoàng Bảo Anh' });
  assert.equal(second.status, 409);
  assert.equal(codeOf(second), 'counter.draft-changed');
  assert.deepEqual(!second.ok && second.problem.errors?.map((error) => error.path), ['childFullName']);
  const stored = await office.node.call(getDraft, { params: { draftId: draft.draftId } }, thuHa);
  assert.equal(stored.ok && stored.answer.answers['childFullName'], 'Hoàng Bảo An');
  const again = await save(draft.draftId, draft.version, 'ho-ten-con', { childFullName: 'Hoàng Bảo An' });
  assert.equal(codeOf(again), 'ok', 'a second click with the same answer is no conflict');
  const many = await Promise.all(
    ['Một', 'Hai', 'Ba', 'Bốn'].map((childFullName) =>
      save(draft.draftId, first.answer.version, 'ho-ten-con', { childFullName: `Hoàng ${childFullName}` }),
    ),
  );
  assert.equal(many.filter((one) => one.ok).length, 1, 'of four at once one wins');
});

test('a check says what filing would say, and where to go', async () => {
  const draft = await begun(thuHa, { registerArea: '01840' });
  const checked = await office.node.call(checkDraft, { params: { draftId: draft.draftId } }, thuHa);
  assert.ok(checked.ok, JSON.stringify(checked));
  assert.equal(checked.answer.ready, false);
  assert.equal(checked.answer.problem?.code, 'counter.answers-not-valid');
  assert.ok(
    checked.answer.problem?.fields.some((field) => field.path === 'childFullName' && field.pageId === 'ho-ten-con'),
  );
});

test('a draft is nobody else’s: every operation on it is 404, for strangers and for officers 403', async () => {
  const draft = await begun();
  const params = { draftId: draft.draftId };
  for (const id of [draft.draftId, newId()]) {
    const of = { draftId: id };
    assert.equal(codeOf(await office.node.call(getDraft, { params: of }, stranger)), 'counter.draft-not-found');
    assert.equal(codeOf(await office.node.call(checkDraft, { params: of }, stranger)), 'counter.draft-not-found');
    assert.equal(codeOf(await office.node.call(discardDraft, { params: of }, stranger)), 'counter.draft-not-found');
    const filing = await office.node.call(fileDossier, { body: { draftId: id, version: 1 } }, stranger);
    assert.equal(codeOf(filing), 'counter.draft-not-found');
  }
  assert.equal(codeOf(await office.node.call(getDraft, { params }, mai)), 'platform.not-allowed');
  assert.equal(codeOf(await office.node.call(getDraft, { params })), 'platform.not-signed-in');
  assert.equal(codeOf(await office.node.call(getDraft, { params }, thuHa)), 'ok');
});

test('a draft that nobody has saved for three months is removed, with what was typed', async () => {
  const actor = citizenNamed('Bế Văn Sơn');
  const old = await begun(actor);
  office.clock.advance((draftDays - 1) * 86_400_000);
  const fresh = await begun(actor, { registerArea: '05443' });
  await sweepDrafts(office.node.deps);
  assert.equal(codeOf(await office.node.call(getDraft, { params: { draftId: old.draftId } }, actor)), 'ok', 'not yet');
  office.clock.advance(2 * 86_400_000);
  await sweepDrafts(office.node.deps);
  assert.equal(
    codeOf(await office.node.call(getDraft, { params: { draftId: old.draftId } }, actor)),
    'counter.draft-not-found',
  );
  assert.equal(codeOf(await office.node.call(getDraft, { params: { draftId: fresh.draftId } }, actor)), 'ok');
});
