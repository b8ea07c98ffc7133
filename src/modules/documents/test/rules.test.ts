import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { incomingActs, mayIncoming, mayOutgoing, outgoingActs } from '../access.ts';
import { documentData } from '../outgoing/document-data.ts';
import type { Content } from '../content.ts';
import { documentTypes } from '../document-types.ts';
import { likePattern, notationOf, printed, searchText } from '../notation.ts';
import {
  afterIncoming,
  afterOutgoing,
  incomingSteps,
  numberedStates,
  outgoingSteps,
  type IncomingState,
  type IncomingStep,
  type OutgoingState,
  type OutgoingStep,
} from '../states.ts';
import { abbreviationOf } from '../style.ts';

const rights = ['documents.clerk', 'documents.draft', 'documents.approve', 'documents.sign', 'documents.assign'];
const agencies = ['a', 'b'];
const people = ['p', 'q', 'r'];
const posts = ['one', 'two', 'three'];
const somePost = fc.option(fc.constantFrom(...posts), { nil: null });
const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous' }),
  fc.constant<Actor>({ kind: 'citizen', accountId: newId(), personId: newId(), name: 'Nguyễn Thị Thu Hà' }),
  fc
    .record({
      kind: fc.constant('officer' as const),
      accountId: fc.constant(newId()),
      officerId: fc.constantFrom(...people),
      agencyId: fc.constantFrom(...agencies),
      name: fc.constant('Bế Thị Lan'),
      position: fc.constant('Văn thư'),
      rights: fc.subarray(rights),
      postId: fc.option(fc.constantFrom(...posts), { nil: undefined }),
    })
    .map(({ postId, ...officer }) => ({ ...officer, ...(postId ? { postId } : {}) })),
);

test('who may do what with an outgoing document agrees with the table of the README', () => {
  fc.assert(
    fc.property(
      anyActor,
      fc.record({
        agencyId: fc.constantFrom(...agencies),
        drafterId: fc.constantFrom(...people),
        drafterPostId: somePost,
        signerId: fc.constantFrom(...people),
        issued: fc.boolean(),
        readerIds: fc.subarray(people),
      }),
      fc.constantFrom(...outgoingActs),
      (actor, doc, act) => {
        const o = actor.kind === 'officer' && actor.agencyId === doc.agencyId ? actor : undefined;
        const r = (right: string) => o?.rights.includes(`documents.${right}`) ?? false;
        const drafter =
          r('draft') && (doc.drafterPostId === null ? o?.officerId === doc.drafterId : o?.postId === doc.drafterPostId);
        const signer = o?.officerId === doc.signerId && r('sign');
        const told = o !== undefined && doc.issued && doc.readerIds.includes(o.officerId);
        const table: Record<string, boolean> = {
          read: r('clerk') || r('approve') || drafter || signer || told,
          edit: drafter,
          submit: drafter,
          discard: drafter,
          comment: r('clerk') || r('approve') || drafter || signer,
          approve: r('approve'),
          void: r('approve'),
          return: r('approve') || signer,
          number: r('clerk'),
          issue: r('clerk'),
          sign: signer,
          copy: doc.issued && r('sign'),
        };
        assert.equal(mayOutgoing(actor, doc, act), table[act]);
      },
    ),
    { numRuns: 3000 },
  );
});

test('who may do what with an incoming document agrees with the table of the README', () => {
  fc.assert(
    fc.property(
      anyActor,
      fc.record({
        agencyId: fc.constantFrom(...agencies),
        leadId: fc.option(fc.constantFrom(...people), { nil: null }),
        assigneeIds: fc.subarray(people),
        leadPostId: somePost,
        postIds: fc.subarray(posts),
        leadingPostIds: fc.subarray(posts),
      }),
      fc.subarray(people),
      fc.subarray(posts),
      fc.constantFrom(...incomingActs),
      (actor, parties, told, toldPosts, act) => {
        const doc = {
          ...parties,
          informedIds: told.filter((one) => parties.assigneeIds.includes(one)),
          informedPostIds: toldPosts.filter((one) => parties.postIds.includes(one)),
        };
        const o = actor.kind === 'officer' && actor.agencyId === doc.agencyId ? actor : undefined;
        const r = (right: string) => o?.rights.includes(`documents.${right}`) ?? false;
        const assigned = o !== undefined && doc.assigneeIds.includes(o.officerId);
        const inPost = (ids: readonly string[]) => o?.postId !== undefined && ids.includes(o.postId);
        const table: Record<string, boolean> = {
          read: r('clerk') || r('assign') || assigned || inPost(doc.postIds) || inPost(doc.leadingPostIds),
          register: r('clerk'),
          refuse: r('clerk'),
          assign: r('assign'),
          'file-away': r('assign'),
          note:
            r('assign') ||
            (assigned && !doc.informedIds.includes(o?.officerId ?? '')) ||
            (inPost(doc.postIds) && !inPost(doc.informedPostIds)),
          finish:
            o !== undefined && (doc.leadId === o.officerId || (doc.leadPostId !== null && doc.leadPostId === o.postId)),
          copy: r('sign'),
        };
        assert.equal(mayIncoming(actor, doc, act), table[act]);
      },
    ),
    { numRuns: 3000 },
  );
});

test('whatever is tried in whatever order, a number is never left behind and what was issued stays issued', () => {
  const steps = Object.keys(outgoingSteps) as OutgoingStep[];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 40 }), (tried) => {
      let state: OutgoingState = 'draft';
      let numbers = 0;
      for (const step of tried) {
        const to = afterOutgoing(step, state);
        if (!to) continue;
        if (step === 'number') numbers += 1;
        if (numberedStates.includes(state)) assert.ok(numberedStates.includes(to), `${state} → ${to}`);
        assert.ok(!['issued', 'voided', 'discarded'].includes(state), `${state} is an end`);
        if (to === 'signed') assert.equal(state, 'numbered');
        state = to;
      }
      assert.ok(numbers <= 1);
      assert.equal(numbers === 1, numberedStates.includes(state));
    }),
  );
});

test('an incoming document is registered before anybody works on it, and ends once', () => {
  const steps = Object.keys(incomingSteps) as IncomingStep[];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 40 }), (tried) => {
      let state: IncomingState = 'arrived';
      let registered = false;
      for (const step of tried) {
        const to = afterIncoming(step, state);
        if (!to) continue;
        assert.ok(!['done', 'refused'].includes(state));
        if (step === 'register') registered = true;
        if (['assigned', 'in-progress', 'done'].includes(to)) assert.ok(registered);
        state = to;
      }
    }),
  );
});

test('notations keep the stroke that tells types apart, numbers their zero', () => {
  const style = { abbreviation: 'UBND', place: 'Đức Xuân' };
  assert.equal(printed(5, notationOf('decision', style, null)), '05/QĐ-UBND');
  assert.equal(printed(15, notationOf('rules', style, 'VP')), '15/QyĐ-UBND');
  assert.equal(printed(123, notationOf('official-letter', style, 'VP')), '123/UBND-VP');
  assert.equal(notationOf('official-letter', style, null), 'UBND');
  const abbreviations = documentTypes.map((one) => one.abbreviation).filter(Boolean);
  assert.equal(new Set(abbreviations).size, 27);
  assert.ok(abbreviations.every((one) => one === one.normalize('NFC')));
  assert.equal(documentTypes.length, 29);
  assert.equal(abbreviationOf({ shortName: 'UBND phường Đức Xuân' }), 'UBND');
  assert.equal(abbreviationOf({ shortName: 'STP Thái Nguyên' }), 'STP');
  assert.equal(abbreviationOf({ shortName: 'VP UBND tỉnh Thái Nguyên' }), 'VP-UBND');
  assert.equal(abbreviationOf({ shortName: 'Đội 1' }), 'CQ');
});

test('what is searched for is text, never a pattern, and needs no marks', () => {
  assert.equal(searchText(['Đăng ký', null, 'KHAI SINH']), 'dang ky · khai sinh');
  assert.equal(likePattern('100%_\\'), '%100\\%\\_\\\\%');
});

test('the page names its recipients and its decision as the decree asks', () => {
  const content: Content = {
    type: 'decision',
    subject: 'Về việc điều động công chức',
    urgency: 'express',
    unit: 'VP',
    signer: {
      officerId: newId(),
      name: 'Hoàng Thị Diễm',
      position: '',
      authority: 'KT.',
      onBehalfOf: 'Chủ tịch',
      title: 'Phó Chủ tịch',
    },
    answerBy: null,
    answers: [],
    recipients: [
      { kind: 'agency', id: newId(), code: 'H55', name: 'Ủy ban nhân dân tỉnh', main: true },
      { kind: 'printed', id: null, code: null, name: 'Phòng Nội vụ', main: false },
    ],
    grounds: 'Căn cứ Luật;\n\n  \nCăn cứ Nghị định;',
    text: 'Điều 1. Điều động bà A.\nĐiều động có hiệu lực ngay.\nChương II. Tổ chức',
    file: null,
  };
  const frame = {
    agency: { name: 'Ủy ban nhân dân phường Đức Xuân', parentName: null },
    place: 'Đức Xuân',
    number: '05/QĐ-UBND',
    date: '2026-02-05',
  };
  const data = documentData(content, frame);
  assert.deepEqual(data.grounds, ['Căn cứ Luật;', 'Căn cứ Nghị định;']);
  assert.deepEqual(
    data.lines.map((line) => line.lead),
    ['Điều 1.', null, 'Chương II.'],
  );
  assert.deepEqual(data.recipients, ['Như trên;', 'Phòng Nội vụ;', 'Lưu: VT, VP.']);
  assert.equal(data.signer.line, 'KT. Chủ tịch');
  assert.equal(data.order, 'Quyết định');
  assert.equal(data.urgency, 'Hỏa tốc');
  assert.equal(data.issuer, 'Chủ tịch Ủy ban nhân dân phường Đức Xuân');
});
