import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { sql } from 'kysely';
import * as posts from '#modules/directory/contract.ts';
import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { CallInput } from '#platform/operation.ts';
import * as c from '../contract.ts';
import {
  chair,
  clerk,
  codeOf,
  decision,
  deputy,
  monday,
  openOffice,
  otherChief,
  wardId,
  justiceId,
  type Office,
} from './office.ts';

const UNIT = 'Phòng Văn hóa – Xã hội';
const world = { kind: 'system', name: 'test' } as const;

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office.close());

async function makePost(
  over: Partial<CallInput<typeof posts.makePost>['body']> = {},
  agencyId = wardId,
): Promise<string> {
  const body = {
    name: 'Chuyên viên văn hóa',
    unit: UNIT,
    rights: ['documents.draft' as const],
    validFrom: '2026-01-01',
  };
  const made = await office.node.call(posts.makePost, { params: { id: agencyId }, body: { ...body, ...over } }, world);
  assert.ok(made.ok, JSON.stringify(made));
  return made.answer.id;
}

/** Puts somebody into a post, and answers who acts in it. */
async function fill(
  postId: string,
  name: string,
  over: Partial<CallInput<typeof posts.appointToPost>['body']> = {},
): Promise<OfficerActor & { appointmentId: string }> {
  const made = await office.node.call(
    posts.appointToPost,
    { params: { id: postId }, body: { name, kind: 'full', validFrom: '2026-01-01', ...over } },
    world,
  );
  assert.ok(made.ok, JSON.stringify(made));
  const { officerId, agencyId, position, rights, id } = made.answer;
  return {
    kind: 'officer',
    accountId: newId(),
    officerId,
    agencyId,
    name,
    position,
    rights,
    postId,
    appointmentId: id,
    assurance: { level: 2, provedAt: monday, methods: ['pwd', 'otp', 'mfa'] },
  };
}

async function relieve(appointmentId: string, lastDay: string): Promise<void> {
  const done = await office.node.call(
    posts.endAppointment,
    { params: { id: appointmentId }, body: { lastDay } },
    world,
  );
  assert.ok(done.ok, JSON.stringify(done));
}

const assign = (id: string, body: CallInput<typeof c.assignIncoming>['body'], actor = chair) =>
  office.code(c.assignIncoming, { params: { id }, body }, actor);
const see = (id: string, actor: OfficerActor = chair) => office.do(c.getIncoming, { params: { id } }, actor);
const told = async () => (await office.events('notices.officers-wanted@1')).length;
const onShelf = async (shelf: 'mine' | 'my-post' | 'my-unit' | 'vacant', actor: OfficerActor, id: string) =>
  (await office.do(c.listIncoming, { query: { shelf, limit: 200 } }, actor)).rows.find((row) => row.id === id);

test('whoever holds the post works on it; when the holder changes the work follows, and the record says who did what in which post', async () => {
  const post = await makePost();
  const first = await fill(post, 'Hà Thị Mơ');
  const id = await office.incoming('registered');
  assert.equal(await assign(id, { leadPostId: post, instruction: 'Tham mưu.' }), 'ok');
  assert.deepEqual((await see(id, first)).may, ['note', 'finish']);
  await office.do(c.noteIncoming, { params: { id }, body: { text: 'Đang xem.' } }, first);
  assert.equal((await onShelf('my-post', first, id))?.leadName, 'Hà Thị Mơ');
  await relieve(first.appointmentId, '2026-11-29');
  const second = await fill(post, 'Lý Văn Sơn', { kind: 'acting', validFrom: '2026-11-30' });
  assert.deepEqual((await see(id, second)).may, ['note', 'finish']);
  assert.equal((await onShelf('mine', second, id))?.leadName, 'Lý Văn Sơn');
  // The one who has left has no session in that post any more; in another post of the agency the document is not there.
  const elsewhere = { ...first, postId: await makePost({ name: 'Chuyên viên khác' }) };
  assert.equal(await office.code(c.getIncoming, { params: { id } }, elsewhere), 'documents.not-found');
  await office.do(c.finishIncoming, { params: { id }, body: { note: 'Đã xong.' } }, second);
  const { events, posts: given } = await see(id);
  assert.deepEqual(
    events.slice(-3).map((event) => [event.kind, event.byName, event.byPosition]),
    [
      ['begin', 'Hà Thị Mơ', 'Chuyên viên văn hóa'],
      ['note', 'Hà Thị Mơ', 'Chuyên viên văn hóa'],
      ['finish', 'Lý Văn Sơn', 'Quyền Chuyên viên văn hóa'],
    ],
  );
  assert.deepEqual(given[0], {
    postId: post,
    name: 'Chuyên viên văn hóa',
    unit: UNIT,
    role: 'lead',
    holders: ['Lý Văn Sơn'],
    vacant: false,
  });
  const { rows } = await sql<{ post: string }>`select distinct by_post_id as post from documents.incoming_event
    where incoming_id = ${id} and by_officer_id in (${first.officerId}, ${second.officerId})`.execute(
    office.node.database.of(),
  );
  assert.deepEqual(rows, [{ post }]);
});

test('of two posts of one person only the one of the session counts', async () => {
  const [own, other] = [await makePost({ name: 'Vị trí A' }), await makePost({ name: 'Vị trí B' })];
  const inA = await fill(own, 'Nông Thị Hạnh');
  const inB = await fill(other, 'Nông Thị Hạnh', { officerId: inA.officerId });
  const id = await office.incoming('registered');
  assert.equal(await assign(id, { leadPostId: own }), 'ok');
  assert.equal(await office.code(c.getIncoming, { params: { id } }, inA), 'ok');
  assert.equal(await office.code(c.getIncoming, { params: { id } }, inB), 'documents.not-found');
  assert.equal(
    await office.code(c.finishIncoming, { params: { id }, body: { note: 'x' } }, inB),
    'documents.not-found',
  );
  assert.equal(await onShelf('mine', inB, id), undefined);
});

test('lead, co-ordinating and informed posts; each is given once, in its weightiest role', async () => {
  const [lead, helps, reads] = [await makePost(), await makePost(), await makePost()];
  const [atLead, atHelps, atReads] = [await fill(lead, 'Một'), await fill(helps, 'Hai'), await fill(reads, 'Ba')];
  const id = await office.incoming('registered');
  const body = { leadPostId: lead, coordinatorPostIds: [helps, lead], informedPostIds: [reads, helps] };
  assert.equal(await assign(id, body), 'ok');
  assert.deepEqual(
    (await see(id)).posts.map((one) => [one.postId, one.role]),
    [
      [lead, 'lead'],
      [helps, 'co-ordinator'],
      [reads, 'informed'],
    ],
  );
  assert.deepEqual((await see(id, atHelps)).may, ['note']);
  assert.deepEqual((await see(id, atReads)).may, []);
  assert.equal(
    await office.code(c.finishIncoming, { params: { id }, body: { note: 'x' } }, atHelps),
    'documents.not-yours',
  );
  assert.equal(
    await office.code(c.noteIncoming, { params: { id }, body: { text: 'x' } }, atReads),
    'documents.not-yours',
  );
  assert.equal(await office.code(c.finishIncoming, { params: { id }, body: { note: 'Xong.' } }, atLead), 'ok');
});

test('posts of another agency, ended ones, ones to come, and none or two leads are refused; nothing is written', async () => {
  const ended = await makePost({ name: 'Đã hết', validTo: '2026-11-01' });
  const later = await makePost({ name: 'Sắp có', validFrom: '2026-12-15' });
  const foreign = await makePost({ name: 'Của Sở' }, justiceId);
  const good = await makePost();
  const id = await office.incoming('registered');
  for (const leadPostId of [ended, later, foreign, newId()])
    assert.equal(await assign(id, { leadPostId }), 'documents.post-unknown');
  assert.equal(await assign(id, { leadPostId: good, coordinatorPostIds: [foreign] }), 'documents.post-unknown');
  assert.equal(await assign(id, {}), 'documents.one-lead');
  assert.equal(await assign(id, { leadPostId: good, leadId: clerk.officerId }), 'documents.one-lead');
  assert.equal(await assign(id, { leadPostId: good }, clerk), 'platform.not-allowed');
  assert.equal(await assign(id, { leadPostId: good }, otherChief), 'documents.not-found');
  assert.equal((await see(id)).events.filter((event) => event.kind === 'assign').length, 0);
});

test('a vacant post: a warning for all, its chief is told once, and whoever assigns where the unit has none', async () => {
  const unit = 'Phòng Kinh tế';
  const chiefPost = await makePost({ name: 'Trưởng phòng Kinh tế', unit, leadsUnit: true });
  const vacant = await makePost({ name: 'Chuyên viên kinh tế', unit });
  const chief = await fill(chiefPost, 'Trần Văn Bảy');
  const id = await office.incoming('registered');
  const before = await told();
  assert.equal(await assign(id, { leadPostId: vacant }), 'ok');
  const notices = (await office.events('notices.officers-wanted@1')).slice(before);
  assert.deepEqual(
    notices.map((one) => one['officerIds']),
    [[chief.officerId]],
  );
  assert.deepEqual(
    (await see(id)).posts.map((one) => [one.vacant, one.holders]),
    [[true, []]],
  );
  assert.equal((await onShelf('vacant', chair, id))?.leadVacant, true);
  // The chief sees what lies in the unit, and another officer of the agency does not.
  assert.equal((await onShelf('my-unit', chief, id))?.id, id);
  assert.equal(await onShelf('my-unit', await fill(await makePost(), 'Người Ngoài'), id), undefined);
  await Promise.all([office.documents.remind(), office.documents.remind()]);
  assert.equal(await told(), before + 1, 'once for a vacancy');
  const holder = await fill(vacant, 'Đinh Thị Hoa', { validFrom: '2026-11-30' });
  assert.equal(await onShelf('vacant', chair, id), undefined);
  assert.deepEqual((await see(id, holder)).may, ['note', 'finish']);

  const alone = await makePost({ name: 'Không ai đứng đầu', unit: 'Tổ mới' });
  const second = await office.incoming('registered');
  assert.equal(await assign(second, { leadPostId: alone }), 'ok');
  const last = (await office.events('notices.officers-wanted@1')).at(-1);
  assert.deepEqual(
    [last?.['right'], last?.['agencyId'], last?.['officerIds']],
    ['documents.assign', wardId, undefined],
  );
});

test('a holder who leaves, and a post that is ended while it is being assigned: nobody’s work is forgotten', async () => {
  const post = await makePost({ name: 'Sắp trống', unit: 'Tổ trống' });
  const holder = await fill(post, 'Ma Thị Lê');
  const id = await office.incoming('registered');
  assert.equal(await assign(id, { leadPostId: post }), 'ok');
  await office.documents.remind();
  const before = await told();
  await relieve(holder.appointmentId, '2026-11-29');
  await office.documents.remind();
  assert.equal(await told(), before + 1);
  await office.documents.remind();
  assert.equal(await told(), before + 1);

  for (let round = 0; round < 4; round += 1) {
    const ending = await makePost({ name: `Kết thúc ${round}`, unit: 'Tổ trống' });
    const document = await office.incoming('registered');
    const [given] = await Promise.all([
      assign(document, { leadPostId: ending }),
      office.node.call(posts.endPost, { params: { id: ending }, body: { lastDay: '2026-11-29' } }, world),
    ]);
    if (given === 'ok') {
      await office.documents.remind();
      assert.ok(await onShelf('vacant', chair, document), 'it stands among those with vacant posts');
      assert.equal((await see(document)).posts[0]?.vacant, true);
    } else assert.equal(given, 'documents.post-unknown');
  }
});

test('two who assign at once: the second sees that there is another assignment; the same one twice is one', async () => {
  const [one, two] = [await makePost({ name: 'Một' }), await makePost({ name: 'Hai' })];
  const id = await office.incoming('registered');
  const both = await Promise.all([
    assign(id, { leadPostId: one, after: null }, chair),
    assign(id, { leadPostId: two, after: null }, deputy),
  ]);
  assert.deepEqual(both.toSorted(), ['documents.assigned-meanwhile', 'ok']);
  const seen = await see(id);
  assert.equal(seen.events.filter((event) => event.kind === 'assign').length, 1);
  const other = seen.posts[0]?.postId === one ? two : one;
  assert.equal(await assign(id, { leadPostId: other, after: seen.assignmentId }), 'ok');
  assert.equal(await assign(id, { leadPostId: other, after: seen.assignmentId }), 'ok', 'a second click');
  assert.equal((await see(id)).events.filter((event) => event.kind === 'assign').length, 2);
});

test('what was given to a person by name stays readable and can be given to a post', async () => {
  const id = await office.incoming('assigned');
  const before = await see(id);
  assert.deepEqual([before.assignees.length, before.posts.length], [1, 0]);
  const post = await makePost();
  assert.equal(await assign(id, { leadPostId: post, after: before.assignmentId }), 'ok');
  const now = await see(id);
  assert.deepEqual([now.assignees.length, now.posts.length], [0, 1]);
  assert.equal(now.events.filter((event) => event.kind === 'assign').length, 2);
});

test('who stands in works on it between its days, beside the holder', async () => {
  const post = await makePost({ name: 'Có người nghỉ phép' });
  const holder = await fill(post, 'Người Nghỉ');
  const standIn = await fill(post, 'Người Thay', {
    kind: 'stand-in',
    standsInFor: holder.appointmentId,
    validFrom: '2026-12-01',
    validTo: '2026-12-03',
  });
  const id = await office.incoming('registered');
  assert.equal(await assign(id, { leadPostId: post }), 'ok');
  for (const [at, names] of [
    [monday, ['Người Nghỉ']],
    ['2026-12-01T02:00:00Z', ['Người Nghỉ', 'Người Thay']],
    ['2026-12-03T02:00:00Z', ['Người Nghỉ', 'Người Thay']],
    ['2026-12-04T02:00:00Z', ['Người Nghỉ']],
  ] as const) {
    office.clock.set(at);
    assert.deepEqual((await see(id)).posts[0]?.holders, names, at);
  }
  office.clock.set('2026-12-02T02:00:00Z');
  await office.do(c.finishIncoming, { params: { id }, body: { note: 'Đã làm thay.' } }, standIn);
  assert.equal((await see(id)).events.at(-1)?.byPosition, 'Có người nghỉ phép (tạm thay)');
  office.clock.set(monday);
});

test('a draft belongs to the post in which it was begun: it waits there, and whoever follows goes on with it', async () => {
  const [own, other] = [await makePost({ name: 'Soạn A' }), await makePost({ name: 'Soạn B' })];
  const inA = await fill(own, 'Bế Thị Soạn');
  const inB = await fill(other, 'Bế Thị Soạn', { officerId: inA.officerId });
  const { id, version } = await office.do(c.startDraft, { body: { draft: decision() } }, inA);
  const mine = async (actor: OfficerActor) =>
    (await office.do(c.listOutgoing, { query: { shelf: 'mine', limit: 200 } }, actor)).rows.some(
      (row) => row.id === id,
    );
  assert.deepEqual([await mine(inA), await mine(inB)], [true, false]);
  const save = { params: { id }, body: { version, draft: decision({ subject: 'Về việc khác' }) } };
  assert.equal(await office.code(c.saveDraft, save, inB), 'documents.not-found');
  await relieve(inA.appointmentId, '2026-11-29');
  const next = await fill(own, 'Người Kế Nhiệm', { validFrom: '2026-11-30' });
  assert.equal(await mine(next), true);
  assert.equal(await office.code(c.saveDraft, save, next), 'ok');
  const { rows } = await sql<{ post: string; name: string }>`select by_post_id as post, by_name as name
    from documents.outgoing_event where outgoing_id = ${id} order by at, id`.execute(office.node.database.of());
  assert.deepEqual(rows, [
    { post: own, name: 'Bế Thị Soạn' },
    { post: own, name: 'Người Kế Nhiệm' },
  ]);
});

test('the register and its Excel sheet name post and person, whoever holds it on the day', async () => {
  const post = await makePost({ name: 'Chuyên viên thống kê' });
  const first = await fill(post, 'Người Đầu');
  const id = await office.incoming('registered', { notation: '77/STP-THU' });
  assert.equal(await assign(id, { leadPostId: post }), 'ok');
  const line = async () => {
    const { lines } = await office.do(
      c.listRegister,
      { params: { book: 'in' }, query: { year: 2026, q: '77/STP-THU' } },
      clerk,
    );
    return [lines[0]?.post, lines[0]?.person];
  };
  assert.deepEqual(await line(), ['Chuyên viên thống kê', 'Người Đầu']);
  await relieve(first.appointmentId, '2026-11-29');
  assert.deepEqual(await line(), ['Chuyên viên thống kê', '']);
  const next = await fill(post, 'Người Sau', { validFrom: '2026-11-30' });
  await office.do(c.finishIncoming, { params: { id }, body: { note: 'Xong.' } }, next);
  await relieve(next.appointmentId, '2026-11-30');
  const bytes = await office.bytes('/api/documents/registers/in/sheet?year=2026', clerk);
  const sheet = Object.values(read(bytes).Sheets)[0];
  assert.ok(sheet);
  const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 });
  const heads = rows[3] ?? [];
  const row = rows.find((cells) => cells.includes('77/STP-THU')) ?? [];
  assert.deepEqual(
    ['Vị trí chủ trì', 'Người chủ trì'].map((head) => row[heads.indexOf(head)]),
    ['Chuyên viên thống kê', 'Người Sau'],
  );
});

test('whatever posts somebody holds, the lists show exactly what the rules let the post of the session read', async () => {
  const unit = 'Đơn vị thử';
  const ids = [
    await makePost({ unit, leadsUnit: true }),
    await makePost({ unit }),
    await makePost({ unit: 'Đơn vị khác' }),
  ];
  const actors = await Promise.all(ids.map((post, at) => fill(post, `Người thử ${at}`)));
  const documents = await Promise.all([1, 2, 3].map(() => office.incoming('registered')));
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.subarray([0, 1, 2]), async (which, lead, others) => {
      const id = documents[which] ?? '';
      await office.code(
        c.assignIncoming,
        { params: { id }, body: { leadPostId: ids[lead] ?? '', informedPostIds: others.map((at) => ids[at] ?? '') } },
        chair,
      );
      for (const actor of actors) {
        const opens = (await office.code(c.getIncoming, { params: { id } }, actor)) === 'ok';
        const { rows } = await office.do(c.listIncoming, { query: { limit: 200 } }, actor);
        assert.equal(
          rows.some((row) => row.id === id),
          opens,
        );
      }
    }),
    { numRuns: 15 },
  );
});

test('a bad body is refused', async () => {
  const id = await office.incoming('registered');
  const call = async (body: unknown) =>
    codeOf(await office.node.call(c.assignIncoming, { params: { id }, body: body as never }, chair));
  for (const body of [
    { leadPostId: 'x' },
    { leadPostId: 7 },
    { leadPostId: newId(), coordinatorPostIds: 'x' },
    { leadPostId: newId(), after: 'x' },
    { leadPostId: newId(), coordinatorPostIds: Array.from({ length: 51 }, newId) },
  ])
    assert.equal(await call(body), 'platform.bad-input', JSON.stringify(body));
});
