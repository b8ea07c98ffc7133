import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { demoAgencies, demoAgency, demoOfficer, demoOfficers } from '#seeds/demo/index.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import * as contract from '../contract.ts';
import { createDirectory, type Directory } from '../index.ts';
import { asOfficer } from './as-officer.ts';

let node: TestNode;
let directory: Directory;

before(async () => {
  node = await startNode({ build: (deps) => [(directory = createDirectory(deps))] });
  await directory.loadNationalAreas();
  assert.equal(await directory.loadAgencies(demoAgencies), demoAgencies.length);
  assert.equal(await directory.loadOfficers(demoOfficers), demoOfficers.length);
});
after(() => node.close());

const provinceManager = () => asOfficer('dinh-van-khoa');
const nationalManager = () => asOfficer('truong-my-dung');
const newUnit = (code: string, areaCode = '05551') => ({
  name: 'Ủy ban nhân dân xã Kim Phượng',
  shortName: 'UBND xã Kim Phượng',
  level: 'commune' as const,
  parentId: demoAgency('ubnd-tinh-thai-nguyen').id,
  areaCode,
  codes: [{ code, validFrom: '2025-07-01' }],
  validFrom: '2025-07-01',
});

async function events(name: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*) from platform.event where name = ${name}`.execute(
    node.database.of(),
  );
  return found.rows[0]?.count ?? 0;
}

test('a world loads once', async () => {
  assert.equal(await directory.loadAgencies(demoAgencies), 0);
  assert.equal(await directory.loadOfficers(demoOfficers), 0);
});

test('an agency is found by either form of its code, of today or of before', async () => {
  for (const code of ['H55.13', '000.00.13.H55', ' h55.13 '])
    assert.equal((await directory.findAgencyByCode(code))?.name, 'Sở Tư pháp tỉnh Thái Nguyên');
  const ended = await directory.findAgencyByCode('000.00.00.H03');
  assert.deepEqual([ended?.validTo, ended?.successorId], ['2025-06-30', demoAgency('ubnd-tinh-thai-nguyen').id]);
  assert.equal(await directory.findAgencyByCode('H99'), undefined);
  assert.equal(await directory.findAgencyByCode('not a code'), undefined);
  const listed = await node.call(contract.listAgencies, { query: { code: 'H55' } });
  assert.ok(listed.ok);
  assert.deepEqual(
    listed.answer.agencies.map((agency) => [agency.shortName, agency.code]),
    [['UBND tỉnh Thái Nguyên', 'H55']],
  );
});

test('filings go to the commune’s committee, and to nobody where there is none', async () => {
  assert.equal((await directory.intakeAgencyFor('05443', '2026-11-23'))?.shortName, 'UBND phường Phan Đình Phùng');
  assert.equal(await directory.intakeAgencyFor('00097', '2026-11-23'), undefined, 'no agency in this world');
  assert.equal(await directory.intakeAgencyFor('26881', '2026-11-23'), undefined, 'abolished in 2025');
  assert.equal(await directory.intakeAgencyFor('99999', '2026-11-23'), undefined, 'never existed');
  assert.equal(await directory.intakeAgencyFor('05443', '2025-06-30'), undefined, 'before the committee was set up');
});

test('an officer’s post and rights are those of the day', async () => {
  const officer = demoOfficer('pham-thi-ngoc-diep');
  const now = await directory.getOfficer(officer.id);
  assert.deepEqual([now.position, now.agencyId], ['Giám đốc Sở Tư pháp', demoAgency('so-tu-phap-thai-nguyen').id]);
  const then = await directory.appointmentsOf(officer.id, '2024-01-01');
  assert.deepEqual(
    then.map((post) => post.agencyId),
    [demoAgency('so-tu-phap-bac-kan').id],
  );
  assert.deepEqual(await directory.appointmentsOf(officer.id, '2018-01-01'), []);
  await assert.rejects(directory.getOfficer('0197c000-0000-7b00-8000-000000009999'), /no such officer/);
  await assert.rejects(directory.getOfficer("'"), /no such officer/);
  const there = await directory.listOfficers(demoAgency('phuong-duc-xuan').id, '2026-11-23');
  assert.deepEqual(
    there.map((one) => one.name),
    ['Hoàng Thị Diễm', 'Bế Văn Hậu', 'Nông Thị Duyên', 'Bàn Thị Lan'],
  );
});

test('creating an agency needs the right, within the own province', async () => {
  for (const [actor, status] of [
    [undefined, 401],
    [asOfficer('trinh-thu-phuong'), 403],
    [{ kind: 'citizen', accountId: 'x', personId: 'y', name: 'Nguyễn Thị Thu Hà' } as Actor, 403],
  ] as const)
    assert.equal((await node.call(contract.createAgency, { body: newUnit('H55.251', '05551') }, actor)).status, status);
  const elsewhere = await node.call(contract.createAgency, { body: newUnit('H26.251', '00008') }, provinceManager());
  assert.deepEqual([elsewhere.status, elsewhere.ok || elsewhere.problem.code], [403, 'directory.outside-your-agency']);
});

test('an agency is created with its code, found at once, and announced; the other form is proposed', async () => {
  const before = await events('directory.agency-changed@1');
  const made = await node.call(contract.createAgency, { body: newUnit('h55.25', '05551') }, provinceManager());
  assert.ok(made.ok, JSON.stringify(made));
  assert.equal(made.status, 201);
  assert.deepEqual([made.answer.agency.code, made.answer.proposedCodes], ['H55.25', ['000.00.25.H55']]);
  assert.equal((await directory.intakeAgencyFor('05551', '2026-11-23'))?.id, made.answer.agency.id);
  assert.equal(await events('directory.agency-changed@1'), before + 1);
  const taken = await node.call(contract.createAgency, { body: newUnit('H55.25', '05551') }, nationalManager());
  assert.deepEqual([taken.status, taken.ok || taken.problem.code], [409, 'directory.agency-code-taken']);
  const malformed = await node.call(contract.createAgency, { body: newUnit('H55-25', '05551') }, nationalManager());
  assert.equal(malformed.ok || malformed.problem.code, 'directory.malformed-agency-code');
  const area = await node.call(contract.createAgency, { body: newUnit('H55.26', '19') }, nationalManager());
  assert.equal(area.ok || area.problem.code, 'directory.area-does-not-fit');
  const gone = await node.call(contract.createAgency, { body: newUnit('H55.26', '26881') }, nationalManager());
  assert.equal(gone.ok || gone.problem.code, 'directory.unknown-area');
  assert.equal(await events('directory.agency-changed@1'), before + 1, 'a refusal leaves nothing');
});

test('an officer is appointed, holds the rights, and the end of the post takes them away', async () => {
  const agency = demoAgency('xa-vo-nhai').id;
  const body = {
    name: 'Nông Văn Đạt',
    position: 'Công chức tư pháp – hộ tịch',
    rights: ['counter.view' as const, 'civil-status.register' as const],
    validFrom: '2026-01-01',
  };
  const made = await node.call(contract.appointOfficer, { params: { id: agency }, body }, provinceManager());
  assert.ok(made.ok, JSON.stringify(made));
  const { officerId, id } = made.answer;
  assert.deepEqual((await directory.getOfficer(officerId)).rights, body.rights);
  assert.equal(
    await events('directory.officer-appointed@1'),
    1 + demoOfficers.flatMap((one) => one.appointments).length,
  );
  const twice = await node.call(
    contract.appointOfficer,
    { params: { id: agency }, body: { ...body, name: undefined, officerId } },
    provinceManager(),
  );
  assert.equal(twice.ok || twice.problem.code, 'directory.already-appointed');
  const early = await node.call(
    contract.endAppointment,
    { params: { id }, body: { lastDay: '2025-12-31' } },
    provinceManager(),
  );
  assert.equal(early.ok || early.problem.code, 'directory.ends-before-it-begins');
  const ended = await node.call(
    contract.endAppointment,
    { params: { id }, body: { lastDay: '2026-06-30' } },
    provinceManager(),
  );
  assert.ok(ended.ok, JSON.stringify(ended));
  assert.deepEqual((await directory.getOfficer(officerId)).rights, []);
  assert.equal((await directory.appointmentsOf(officerId, '2026-06-30')).length, 1);
  const again = await node.call(
    contract.endAppointment,
    { params: { id }, body: { lastDay: '2026-06-30' } },
    provinceManager(),
  );
  assert.equal(again.ok || again.problem.code, 'directory.appointment-ended');
  assert.equal(await events('directory.appointment-ended@1'), 1);
  const listed = await node.call(
    contract.listOfficers,
    { params: { id: agency }, query: { on: '2026-03-01' } },
    asOfficer('hoang-thi-men'),
  );
  assert.ok(listed.ok && listed.answer.officers.some((one) => one.appointmentId === id));
});

test('appointments that must not be', async () => {
  const vo = demoAgency('xa-vo-nhai').id;
  const body = { position: 'Chuyên viên', rights: [], validFrom: '2026-01-01' };
  const refused = async (id: string, more: object, actor: Actor) => {
    const answer = await node.call(contract.appointOfficer, { params: { id }, body: { ...body, ...more } }, actor);
    return answer.ok || answer.problem.code;
  };
  assert.equal(await refused(vo, {}, provinceManager()), 'directory.name-needed');
  assert.equal(
    await refused(vo, { officerId: demoOfficer('dinh-van-khoa').id }, provinceManager()),
    'directory.not-yourself',
  );
  assert.equal(
    await refused(vo, { officerId: '0197c000-0000-7b00-8000-000000009999' }, provinceManager()),
    'directory.unknown-officer',
  );
  assert.equal(
    await refused(demoAgency('phuong-ba-dinh').id, { name: 'Vũ Thị Hòa' }, provinceManager()),
    'directory.outside-your-agency',
  );
  assert.equal(
    await refused('0197c000-0000-7a00-8000-000000009999', { name: 'Vũ Thị Hòa' }, provinceManager()),
    'directory.unknown-agency',
  );
  assert.equal(
    await refused(vo, { name: 'Vũ Thị Hòa', validTo: '2025-01-01' }, provinceManager()),
    'directory.ends-before-it-begins',
  );
  assert.equal(
    await refused(vo, { name: 'Vũ Thị Hòa', rights: ['everything'] }, provinceManager()),
    'platform.bad-input',
  );
  const missing = await node.call(
    contract.endAppointment,
    { params: { id: '0197c000-0000-7b00-8000-000000009999' }, body: { lastDay: '2026-01-01' } },
    provinceManager(),
  );
  assert.equal(missing.ok || missing.problem.code, 'directory.unknown-appointment');
});

test('three managers who give the same code at once: one gets it', async () => {
  const answers = await Promise.all(
    [1, 2, 3].map(() => node.call(contract.createAgency, { body: newUnit('H55.77', '05563') }, nationalManager())),
  );
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, 409, 409]);
});

test('a commune’s manager manages the own agency and those under it, and nothing beside', async () => {
  const ducXuan = demoAgency('phuong-duc-xuan').id;
  const manager = { ...asOfficer('hoang-thi-diem'), rights: ['directory.manage'] } as Actor;
  const post = { name: 'Nông Thị Huyền', position: 'Công chức văn phòng', rights: [], validFrom: '2026-01-01' };
  const appoint = (id: string, body: object, actor = manager) =>
    node.call(contract.appointOfficer, { params: { id }, body: { ...post, ...body } }, actor);
  for (const key of [
    'phuong-phan-dinh-phung',
    'ubnd-tinh-thai-nguyen',
    'so-tu-phap-thai-nguyen',
    'van-phong-chinh-phu',
  ]) {
    const refused = await appoint(demoAgency(key).id, {
      officerId: demoOfficer('be-van-hau').id,
      rights: ['counter.accept'],
    });
    assert.deepEqual([refused.status, refused.ok || refused.problem.code], [403, 'directory.outside-your-agency'], key);
  }
  assert.equal((await appoint(ducXuan, { rights: ['counter.accept', 'civil-status.sign'] })).status, 201);

  const centre = (parentId: string | undefined, areaCode: string, code: string) => ({
    ...newUnit(code, areaCode),
    name: 'Trung tâm Phục vụ hành chính công phường Đức Xuân',
    ...(parentId ? { parentId } : { parentId: undefined }),
  });
  for (const [parentId, areaCode] of [
    [undefined, '01840'],
    [demoAgency('ubnd-tinh-thai-nguyen').id, '01840'],
    [ducXuan, '05443'],
  ] as const) {
    const refused = await node.call(contract.createAgency, { body: centre(parentId, areaCode, 'H55.309') }, manager);
    assert.equal(refused.ok || refused.problem.code, 'directory.outside-your-agency', `${parentId} ${areaCode}`);
  }
  const made = await node.call(contract.createAgency, { body: centre(ducXuan, '01840', 'H55.301') }, manager);
  assert.ok(made.ok, JSON.stringify(made));
  assert.equal((await appoint(made.answer.agency.id, { name: 'Hà Văn Cường' })).status, 201, 'an agency under the own');
});

test('a right for the whole country is given by national bodies only', async () => {
  const body = {
    name: 'Vũ Thị Hòa',
    position: 'Chuyên viên',
    rights: ['counter.view' as const, 'evidence.national' as const],
    validFrom: '2026-01-01',
  };
  const params = { id: demoAgency('so-tu-phap-thai-nguyen').id };
  const refused = await node.call(contract.appointOfficer, { params, body }, provinceManager());
  assert.deepEqual([refused.status, refused.ok || refused.problem.code], [403, 'directory.right-not-yours-to-give']);
  assert.equal((await node.call(contract.appointOfficer, { params, body }, nationalManager())).status, 201);
});

test('the application can end an appointment, and change or remove nothing else of it', async () => {
  const db = node.database.of<unknown>();
  for (const command of [
    "update directory.appointment set rights = '{counter.accept}'",
    'update directory.appointment set officer_id = officer_id',
    'delete from directory.appointment',
    'delete from directory.officer',
    'delete from directory.agency_code',
    'truncate directory.agency cascade',
  ])
    await assert.rejects(sql.raw(command).execute(db), { code: '42501' }, command);
});
