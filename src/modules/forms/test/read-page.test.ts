import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areaAnswers,
  areaError,
  checkAll,
  fieldsToRender,
  keepVisible,
  paperAnswers,
  readPage,
  stopFor,
} from '../index.ts';
import type { Answers, FieldError, Submitted } from '../types.ts';
import { fileId, form, goodAnswers, today } from './sample.ts';

const read = (pageId: string, submitted: Submitted, answers: Answers = {}) =>
  readPage(form, pageId, submitted, { today, answers });
const codes = (errors: FieldError[]) => errors.map((error) => [error.path, error.code]);

const name = (length: number) => `Lò ${'a'.repeat(length - 3)}`;
const ids = (count: number) => Array.from({ length: count }, (_, index) => fileId.slice(0, -1) + index);

test('text is made NFC, single-spaced and free of invisible signs', () => {
  const typed = '  Nguye\u0302\u0303n\u00A0 Thi\u0323\u200B  Mai\uFEFF ';
  assert.deepEqual(read('ho-ten-con', { childFullName: typed }).answers, { childFullName: 'Nguyễn Thị Mai' });
});

test('NUL, control and direction characters are refused', () => {
  for (const typed of ['Lò\u0000 Mai', 'Lò Mai\u0007', 'Lò \u202Eaim', 'Lò \uD800Mai']) {
    assert.deepEqual(codes(read('ho-ten-con', { childFullName: typed }).errors), [
      ['childFullName', 'strange-characters'],
    ]);
  }
});

test('every text has a limit, counted in characters as stored', () => {
  assert.deepEqual(read('ho-ten-con', { childFullName: name(100) }).errors, []);
  assert.deepEqual(codes(read('ho-ten-con', { childFullName: name(101) }).errors), [['childFullName', 'too-long']]);
  assert.deepEqual(codes(read('ho-ten-con', { childFullName: 'x'.repeat(3_000_000) }).errors), [
    ['childFullName', 'too-long'],
  ]);
});

test('a date in one box, in three boxes, in the order of the country; never a day that does not exist', () => {
  const good = { childBirthDate: '2026-11-02' };
  assert.deepEqual(read('ngay-sinh', { childBirthDate: '2026-11-02' }).answers, good);
  assert.deepEqual(read('ngay-sinh', { childBirthDate: '2/11/2026' }).answers, good);
  const boxes = { 'childBirthDate-day': '02', 'childBirthDate-month': '11', 'childBirthDate-year': '2026' };
  assert.deepEqual(read('ngay-sinh', boxes).answers, good);
  for (const typed of ['31/4/2026', '29/2/2026', '2/11/26', 'hôm qua', '2026-13-01']) {
    assert.deepEqual(codes(read('ngay-sinh', { childBirthDate: typed }).errors), [['childBirthDate', 'wrong-shape']]);
  }
  const half = { ...boxes, 'childBirthDate-year': '' };
  assert.deepEqual(codes(read('ngay-sinh', half).errors), [['childBirthDate', 'wrong-shape']]);
});

test('a birth in the future, and a mother younger than her child', () => {
  assert.deepEqual(codes(read('ngay-sinh', { childBirthDate: '24/11/2026' }).errors), [
    ['childBirthDate', 'child-born-by-today'],
  ]);
  const motherBorn = (motherBirthDate: string) => read('me', { ...goodAnswers, motherBirthDate }, goodAnswers).errors;
  assert.deepEqual(codes(motherBorn('2026-11-11')), [['motherBirthDate', 'mother-old-enough']]);
  assert.deepEqual(codes(motherBorn('2016-11-11')), [['motherBirthDate', 'mother-old-enough']]);
  assert.deepEqual(motherBorn('2016-11-10'), []);
  assert.deepEqual(codes(motherBorn('1897-03-27')), [['motherBirthDate', 'mother-not-too-old']]);
  assert.deepEqual(codes(checkAll(form, { ...goodAnswers, motherBirthDate: '2026-11-11' }, { today })), [
    ['motherBirthDate', 'mother-old-enough'],
  ]);
});

test('numbers typed in groups are joined; a wrong count is told', () => {
  const mother = { ...goodAnswers, motherPersonalId: '006 197.001-234' };
  assert.equal(read('me', mother).answers['motherPersonalId'], '006197001234');
  assert.deepEqual(codes(read('me', { ...mother, motherPersonalId: '0061970012' }).errors), [
    ['motherPersonalId', 'wrong-shape'],
  ]);
  assert.equal(read('lien-he', { phone: '+84 912 345 678' }).answers['phone'], '0912345678');
});

test('two parents cannot share a number, and a father who declares must be named', () => {
  const same = { ...goodAnswers, fatherPersonalId: goodAnswers['motherPersonalId'] };
  assert.deepEqual(codes(read('cha', same, same).errors), [['fatherPersonalId', 'parents-are-two-people']]);
  const unnamed = { ...goodAnswers, fatherDeclared: 'no' };
  assert.deepEqual(codes(checkAll(form, unnamed, { today })), [['declarantRelation', 'declaring-father-is-named']]);
});

test('a parent who declares is not asked again; another person is', () => {
  assert.equal(keepVisible(form, goodAnswers, { today })['declarantFullName'], 'Hoàng Văn Nông');
  const mother = read('nguoi-khai', { declarantRelation: 'mother', declarantFullName: 'Ai Đó' }, goodAnswers);
  assert.deepEqual(mother.answers, { declarantRelation: 'mother' });
  assert.deepEqual(codes(read('nguoi-khai', { declarantRelation: 'relative' }).errors), [
    ['declarantFullName', 'required'],
    ['declarantPersonalId', 'required'],
  ]);
  const page = form.pages.find((one) => one.id === 'nguoi-khai');
  assert.ok(page);
  assert.deepEqual(
    fieldsToRender(page, {}).map((one) => one.conditional),
    [false, true, true],
  );
});

test('another nationality is a stop, not an error', () => {
  const answers = { ...goodAnswers, fatherNationality: 'LA' };
  assert.deepEqual(checkAll(form, answers, { today }), []);
  assert.equal(stopFor(form, answers, { today })?.insteadProcedure, '2.000528');
  assert.equal(stopFor(form, { ...answers, fatherDeclared: 'no' }, { today }), undefined);
});

test('papers: one to four different files', () => {
  assert.deepEqual(read('giay-chung-sinh', { birthNotification: ids(1)[0] }).answers, { birthNotification: ids(1) });
  assert.deepEqual(codes(read('giay-chung-sinh', {}).errors), [['birthNotification', 'required']]);
  assert.deepEqual(codes(read('giay-chung-sinh', { birthNotification: ids(5) }).errors), [
    ['birthNotification', 'too-many-files'],
  ]);
  const twice = { birthNotification: [fileId, fileId] };
  assert.deepEqual(codes(read('giay-chung-sinh', twice).errors), [['birthNotification', 'wrong-shape']]);
  assert.deepEqual(paperAnswers(form, goodAnswers, { today }), [
    { key: 'birthNotification', pageId: 'giay-chung-sinh', component: 'KS-GCS', fileIds: [fileId] },
  ]);
});

test('areas are handed out to be looked up, and an abolished one names its successor', () => {
  const found = areaAnswers(form, goodAnswers, { today });
  assert.deepEqual(
    found.map((one) => [one.field.key, one.level]),
    [
      ['registerArea', 'commune'],
      ['birthPlaceArea', 'commune'],
      ['childHomeTown', 'any'],
      ['motherResidenceArea', 'commune'],
      ['fatherResidenceArea', 'commune'],
    ],
  );
  const [first] = found;
  assert.ok(first);
  assert.match(areaError(first, { abolished: ['Phường Đức Xuân'] }).vi, /nay thuộc Phường Đức Xuân/);
});
