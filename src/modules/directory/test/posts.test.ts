import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import type { CallInput } from '#platform/operation.ts';
import { demoAgencies, demoAgency, demoOfficer, demoOfficers } from '#seeds/demo/index.ts';
import { testClock } from '#platform/clock.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import * as contract from '../contract.ts';
import { createDirectory, type Directory } from '../index.ts';
import { asOfficer } from './as-officer.ts';

let node: TestNode;
let directory: Directory;
const TODAY = '2026-11-23';
const nobody = '0197c000-0000-7b00-8000-000000009999';

before(async () => {
  node = await startNode({
    clock: testClock(`${TODAY}T02:00:00Z`),
    build: (deps) => [(directory = createDirectory(deps))],
  });
  await directory.loadNationalAreas();
  await directory.loadAgencies(demoAgencies);
  await directory.loadOfficers(demoOfficers);
});
after(() => node.close());

const manager = () => asOfficer('dinh-van-khoa');
const ward = () => demoAgency('phuong-duc-xuan').id;

type NewPost = CallInput<typeof contract.makePost>['body'];
const wish = (over: Partial<NewPost> = {}): NewPost => ({
  name: 'Trưởng phòng Kinh tế, Hạ tầng và Đô thị',
  unit: 'Phòng Kinh tế, Hạ tầng và Đô thị',
  rights: ['documents.draft'],
  validFrom: '2026-01-01',
  ...over,
});

async function made(over: Partial<NewPost> = {}, agencyId = ward()): Promise<string> {
  const answer = await node.call(contract.makePost, { params: { id: agencyId }, body: wish(over) }, manager());
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.answer.id;
}

type Filling = CallInput<typeof contract.appointToPost>['body'];
const fill = (id: string, body: Partial<Filling>, actor: Actor = manager()) =>
  node.call(
    contract.appointToPost,
    { params: { id }, body: { name: 'Nông Văn Đạt', kind: 'full', validFrom: '2026-01-01', ...body } },
    actor,
  );
async function filled(id: string, body: Partial<Filling> = {}) {
  const answer = await fill(id, body);
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.answer;
}
const code = (answer: { ok: true } | { ok: false; problem: { code: string } }) =>
  answer.ok ? 'ok' : answer.problem.code;
const read = async (id: string) => {
  const answer = await node.call(contract.getPost, { params: { id } }, manager());
  assert.ok(answer.ok);
  return answer.answer;
};
const end = (id: string, lastDay: string, actor: Actor = manager()) =>
  node.call(contract.endPost, { params: { id }, body: { lastDay } }, actor);

test('a post is made, filled, left and filled again; its history tells who held it', async () => {
  const id = await made({ leadsUnit: true, unit: 'Phòng Văn hóa – Xã hội', name: 'Trưởng phòng Văn hóa – Xã hội' });
  assert.equal((await read(id)).post.vacant, true);
  const first = await filled(id, { validFrom: '2026-01-01', decision: '12/QĐ-UBND' });
  assert.deepEqual([first.postId, first.kind, first.rights], [id, 'full', ['documents.draft']]);
  assert.deepEqual(
    (await read(id)).post.holders.map((one) => one.name),
    ['Nông Văn Đạt'],
  );
  const ended = await node.call(
    contract.endAppointment,
    { params: { id: first.id }, body: { lastDay: '2026-10-31' } },
    manager(),
  );
  assert.ok(ended.ok);
  const vacant = await read(id);
  assert.deepEqual([vacant.post.vacant, vacant.post.lastHeld], [true, '2026-10-31']);
  const second = await filled(id, { name: 'Hà Thị Mơ', kind: 'acting', validFrom: '2026-11-01' });
  assert.equal(second.position, 'Quyền Trưởng phòng Văn hóa – Xã hội');
  const { history, post } = await read(id);
  assert.equal(post.vacant, false);
  assert.deepEqual(
    history.map((event) => event.person ?? event.kind),
    ['Hà Thị Mơ', 'Nông Văn Đạt', 'made'],
  );
});

test('who stands in has the rights of the post only between its days', async () => {
  const id = await made({ name: 'Chuyên viên phụ trách đất đai', rights: ['documents.draft', 'documents.assign'] });
  const holder = await filled(id);
  const standIn = await filled(id, {
    name: 'Lý Thị Sen',
    kind: 'stand-in',
    standsInFor: holder.id,
    validFrom: '2026-11-25',
    validTo: '2026-12-05',
  });
  assert.equal(standIn.position, 'Chuyên viên phụ trách đất đai (tạm thay)');
  for (const [day, rights] of [
    ['2026-11-24', []],
    ['2026-11-25', ['documents.draft', 'documents.assign']],
    ['2026-12-05', ['documents.draft', 'documents.assign']],
    ['2026-12-06', []],
  ] as const)
    assert.deepEqual(
      (await directory.appointmentsOf(standIn.officerId, day)).flatMap((one) => one.rights),
      rights,
      day,
    );
  const { post } = await read(id);
  assert.deepEqual([post.holders.length, post.coming.map((one) => one.name)], [1, ['Lý Thị Sen']]);
  const twice = await fill(id, {
    name: 'Ai Khác',
    kind: 'stand-in',
    standsInFor: holder.id,
    validFrom: '2026-12-01',
    validTo: '2026-12-02',
  });
  assert.equal(code(twice), 'directory.post-taken');
});

test('fillings that must not be', async () => {
  const id = await made({ name: 'Chuyên viên hạ tầng', validFrom: '2026-02-01', validTo: '2026-12-31' });
  const holder = await filled(id, { validFrom: '2026-02-01', validTo: '2026-12-31' });
  const wrong: [string, Partial<Filling>][] = [
    ['directory.post-taken', { name: 'Người Khác', validFrom: '2026-03-01', validTo: '2026-04-01' }],
    ['directory.post-taken', { kind: 'in-charge', validFrom: '2026-03-01', validTo: '2026-04-01' }],
    ['directory.already-appointed', { officerId: holder.officerId, validFrom: '2026-03-01', validTo: '2026-04-01' }],
    ['directory.before-the-post', { validFrom: '2026-01-31', validTo: '2026-04-01' }],
    ['directory.post-ended', { validFrom: '2026-03-01' }],
    ['directory.post-ended', { validFrom: '2026-03-01', validTo: '2027-01-01' }],
    ['directory.ends-before-it-begins', { validFrom: '2026-03-02', validTo: '2026-03-01' }],
    [
      'directory.stand-in-needs-an-end',
      { kind: 'stand-in', standsInFor: holder.id, validFrom: '2026-03-01', validTo: undefined },
    ],
    ['directory.nobody-to-stand-in-for', { kind: 'stand-in', validFrom: '2026-03-01', validTo: '2026-04-01' }],
    [
      'directory.nobody-to-stand-in-for',
      { kind: 'stand-in', standsInFor: nobody, validFrom: '2026-03-01', validTo: '2026-04-01' },
    ],
    [
      'directory.nobody-to-stand-in-for',
      {
        kind: 'stand-in',
        officerId: holder.officerId,
        standsInFor: holder.id,
        validFrom: '2026-03-01',
        validTo: '2026-04-01',
      },
    ],
    ['directory.name-needed', { name: ' ', validFrom: '2026-03-01', validTo: '2026-04-01' }],
    ['directory.unknown-officer', { officerId: nobody, validFrom: '2026-03-01', validTo: '2026-04-01' }],
    [
      'directory.not-yourself',
      { officerId: demoOfficer('dinh-van-khoa').id, validFrom: '2026-03-01', validTo: '2026-04-01' },
    ],
  ];
  for (const [expected, body] of wrong) {
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    // A stand-in without an end is asked of a post without one.
    assert.equal(
      code(await fill(expected.endsWith('an-end') ? await openPost() : id, given)),
      expected,
      JSON.stringify(body),
    );
  }
  assert.equal(code(await fill(nobody, {})), 'directory.unknown-post');
});
const openPost = () => made({ name: 'Chuyên viên không hạn' });

test('wrong agency, wrong right, and rights that are not this manager’s to give', async () => {
  const hanoi = demoAgency('phuong-ba-dinh').id;
  const make = (id: string, over: Partial<NewPost>, actor: Actor | undefined) =>
    node.call(contract.makePost, { params: { id }, body: wish(over) }, actor);
  assert.equal(code(await make(hanoi, {}, manager())), 'directory.outside-your-agency');
  assert.equal(code(await make(nobody, {}, manager())), 'directory.unknown-agency');
  assert.equal((await make(ward(), {}, asOfficer('be-van-hau'))).status, 403);
  assert.equal((await make(ward(), {}, undefined)).status, 401);
  assert.equal(code(await make(ward(), { rights: ['nodes.manage'] }, manager())), 'directory.right-not-yours-to-give');
  assert.equal(code(await make(ward(), { validTo: '2025-01-01' }, manager())), 'directory.ends-before-it-begins');
  assert.equal(code(await make(ward(), { rights: ['everything' as never] }, manager())), 'platform.bad-input');
  const national = await node.call(
    contract.makePost,
    { params: { id: ward() }, body: wish({ name: 'Đặc phái viên', rights: ['evidence.national'] }) },
    asOfficer('truong-my-dung'),
  );
  assert.ok(national.ok);
  // Also through a post that a national body made, nobody of the province gives what is not the province's to give.
  assert.equal(code(await fill(national.answer.id, {})), 'directory.right-not-yours-to-give');
  const id = await made({ name: 'Chuyên viên thử quyền' });
  for (const actor of [
    asOfficer('be-van-hau'),
    { ...asOfficer('nguyen-duc-trung'), rights: ['directory.manage'] } as Actor,
  ]) {
    assert.ok((await fill(id, {}, actor)).status === 403);
    assert.ok((await end(id, '2026-12-31', actor)).status === 403);
    const renamed = await node.call(contract.renamePost, { params: { id }, body: { name: 'Khác' } }, actor);
    assert.ok(renamed.status === 403);
  }
});

test('a post is renamed: the name of today changes, the history keeps the old one, and the same again writes nothing', async () => {
  const id = await made({ name: 'Chuyên viên tổng hợp' });
  const holder = await filled(id);
  const rename = (name: string, leadsUnit = false) =>
    node.call(contract.renamePost, { params: { id }, body: { name, unit: 'Văn phòng', leadsUnit } }, manager());
  assert.equal(code(await rename('Chuyên viên Tổng hợp – Thi đua')), 'ok');
  assert.equal(code(await rename('Chuyên viên Tổng hợp – Thi đua')), 'ok');
  assert.equal(
    (await directory.appointmentsOf(holder.officerId, TODAY))[0]?.position,
    'Chuyên viên Tổng hợp – Thi đua',
  );
  assert.deepEqual(
    (await read(id)).history.map((event) => event.kind),
    ['renamed', 'held', 'made'],
  );
  await made({ name: 'Chánh Văn phòng', unit: 'Văn phòng', leadsUnit: true });
  assert.equal(code(await rename('Chuyên viên Tổng hợp – Thi đua', true)), 'directory.unit-has-a-leader');
});

test('a post ends once nobody holds it, and then takes nobody', async () => {
  const id = await made({ name: 'Chuyên viên hết nhiệm vụ' });
  const holder = await filled(id);
  assert.equal(code(await end(id, '2026-11-30')), 'directory.post-held');
  assert.equal(code(await end(id, '2025-12-31')), 'directory.ends-before-it-begins');
  const relieved = await node.call(
    contract.endAppointment,
    { params: { id: holder.id }, body: { lastDay: '2026-11-20' } },
    manager(),
  );
  assert.ok(relieved.ok);
  assert.equal(code(await end(id, '2026-11-20')), 'ok');
  assert.equal(code(await end(id, '2026-11-20')), 'directory.post-ended');
  assert.equal(code(await fill(id, { validFrom: TODAY })), 'directory.post-ended');
  assert.equal((await read(id)).post.vacant, false, 'what has ended is not vacant');
  assert.ok(!(await directory.postsOf(ward(), TODAY)).some((post) => post.id === id));
});

test('races: of many who fill one post one gets it; filling and ending exclude each other; two leaders of a unit', async () => {
  const id = await made({ name: 'Ghế tranh chấp' });
  const fillings = await Promise.all([1, 2, 3, 4].map((n) => fill(id, { name: `Người ${n}` })));
  assert.deepEqual(fillings.map((answer) => answer.status).toSorted(), [201, 409, 409, 409]);
  for (let round = 0; round < 5; round += 1) {
    const seat = await made({ name: `Ghế ${round}` });
    const [filling, ending] = await Promise.all([fill(seat, {}), end(seat, TODAY)]);
    assert.equal(Number(filling.ok) + Number(ending.ok), 1, `${code(filling)} ${code(ending)}`);
  }
  const leaders = await Promise.all(
    [1, 2, 3].map((n) =>
      node.call(
        contract.makePost,
        { params: { id: ward() }, body: wish({ name: `Trưởng ${n}`, unit: 'Phòng mới', leadsUnit: true }) },
        manager(),
      ),
    ),
  );
  assert.deepEqual(leaders.map((answer) => answer.status).toSorted(), [201, 409, 409]);
});

test('on any day, what an appointment gives is exactly what its post has, and a post has one holder', async () => {
  const rights = ['documents.draft', 'documents.sign', 'documents.assign', 'counter.view'] as const;
  const days = ['2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01'];
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...rights]),
      fc.array(
        fc.record({
          from: fc.nat({ max: 4 }),
          length: fc.nat({ max: 2 }),
          kind: fc.constantFrom('full' as const, 'acting' as const, 'in-charge' as const),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      async (given, tries) => {
        const id = await made({ name: 'Vị trí bất kỳ', unit: '', rights: given });
        const people: string[] = [];
        for (const { from, length, kind } of tries) {
          const validTo = days[Math.min(from + length, 4)] ?? '';
          const answer = await fill(id, { kind, validFrom: days[from] ?? '', validTo });
          if (answer.ok) people.push(answer.answer.officerId);
          else assert.equal(answer.problem.code, 'directory.post-taken');
        }
        for (const day of days) {
          const held = (await Promise.all(people.map((one) => directory.appointmentsOf(one, day)))).flat();
          assert.ok(held.length <= 1);
          for (const one of held) assert.deepEqual([...one.rights].toSorted(), [...given].toSorted());
          const [post] = await directory.findPosts([id], day);
          assert.deepEqual(
            post?.holders.map((one) => one.officerId),
            held.map((one) => one.officerId),
          );
          assert.equal(post?.vacant, held.length === 0);
        }
      },
    ),
    { numRuns: 12 },
  );
});

test('the list for the administrator, and which agencies one manages', async () => {
  const listed = await node.call(contract.listPosts, { params: { id: ward() }, query: {} }, manager());
  assert.ok(listed.ok && listed.answer.mayManage);
  assert.ok(listed.answer.posts.some((post) => post.vacant) && listed.answer.posts.some((post) => !post.vacant));
  const stranger = await node.call(
    contract.listPosts,
    { params: { id: ward() }, query: {} },
    asOfficer('nguyen-duc-trung'),
  );
  assert.ok(stranger.ok && !stranger.answer.mayManage);
  const managed = await node.call(contract.listManagedAgencies, {}, manager());
  assert.ok(managed.ok);
  const ids = managed.answer.agencies.map((one) => one.id);
  assert.ok(ids.includes(ward()) && !ids.includes(demoAgency('phuong-ba-dinh').id));
});

test('an appointment by title fills the free seat of that title with the same rights before it makes another', async () => {
  const appoint = (name: string) =>
    node.call(
      contract.appointOfficer,
      {
        params: { id: ward() },
        body: { name, position: 'Công chức địa chính', rights: ['counter.view'], validFrom: '2026-05-01' },
      },
      manager(),
    );
  const id = await made({ name: 'Công chức địa chính', unit: '', rights: ['counter.view'] });
  const [one, two] = [await appoint('Người Một'), await appoint('Người Hai')];
  assert.ok(one.ok && two.ok);
  assert.equal(one.answer.postId, id);
  assert.notEqual(two.answer.postId, id);
});

test('the application changes nothing of a post but its name, unit and end, and no history', async () => {
  const db = node.database.of<unknown>();
  for (const command of [
    "update directory.post set rights = '{counter.accept}'",
    'update directory.post set agency_id = agency_id',
    'delete from directory.post',
    'update directory.post_event set kind = kind',
    'delete from directory.post_event',
  ])
    await assert.rejects(sql.raw(command).execute(db), { code: '42501' }, command);
});
