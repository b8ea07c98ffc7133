import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { personNumbered } from '#modules/population/events.ts';
import { newId } from '#platform/id.ts';
import { vnInstant } from '#platform/time.ts';
import { sql } from 'kysely';
import * as contract from '../contract.ts';
import { as, monday, openHouseOfMandates, registrar, told, type MandatesHouse, type Person } from './house.ts';

let house: MandatesHouse;
let mother: Person;
let son: Person;
let stranger: Person;
before(async () => {
  house = await openHouseOfMandates();
  mother = await house.person('Đặng Thị Nảy', '1958-02-03');
  son = await house.person('Bàn Văn Phúc', '1985-07-08', { mother });
  stranger = await house.person('Phạm Quốc Khánh', '1990-01-01');
});
after(() => house.close());

const today = '2026-11-23';
const offer = (agent: Person, over: Record<string, unknown> = {}) => ({
  agentPersonalId: agent.personalId,
  agentFullName: agent.fullName,
  scope: ['dossier:*'],
  validTo: '2027-05-31',
  ...over,
});
/** A new account each time: how often one may ask in a minute is not what is tested here. */
const give = (principal: Person, agent: Person, over: Record<string, unknown> = {}) =>
  house.node.call(contract.giveAuthority, { body: offer(agent, over) }, as(principal, { accountId: newId() }));
const standing = (mandateId: string, agent: Person, at = house.clock.now()) =>
  house.mandates.standing(mandateId, agent.personId, at);

async function given(principal: Person, agent: Person, over: Record<string, unknown> = {}): Promise<string> {
  const answer = await give(principal, agent, over);
  assert.ok(answer.ok, JSON.stringify(told(answer)));
  const taken = await house.node.call(contract.acceptAuthority, { params: { mandateId: answer.answer.id } }, as(agent));
  assert.ok(taken.ok);
  return taken.answer.id;
}

test('an authority is an offer until its agent takes it on, and stands from then on', async () => {
  const [principal, agent] = [
    await house.person('Vũ Thị My', '1960-01-01'),
    await house.person('Lý A Sùng', '1988-01-01'),
  ];
  const offered = await give(principal, agent, { scope: ['dossier:1.001193', 'client:*', 'client:abc'] });
  assert.ok(offered.ok);
  assert.equal(offered.answer.state, 'waiting');
  assert.deepEqual(offered.answer.scope, ['client:*', 'dossier:1.001193']);
  assert.equal(await standing(offered.answer.id, agent), undefined);
  const params = { mandateId: offered.answer.id };
  const both = await Promise.all([
    house.node.call(contract.acceptAuthority, { params }, as(agent)),
    house.node.call(contract.acceptAuthority, { params }, as(agent)),
  ]);
  assert.deepEqual(
    both.map((one) => one.ok && one.answer.state),
    ['standing', 'standing'],
  );
  assert.deepEqual(await standing(params.mandateId, agent), {
    mandateId: params.mandateId,
    kind: 'person',
    id: principal.personId,
    name: 'Vũ Thị My',
    scope: ['client:*', 'dossier:1.001193'],
  });
  const told2 = (await house.events('mandates.mandate-given@1')).filter((one) => one['mandateId'] === params.mandateId);
  assert.deepEqual(
    told2.map((one) => one['waiting']),
    [true, false],
    'offered once, taken on once although it was pressed twice',
  );
  assert.deepEqual(await house.evidence(`mandate:${params.mandateId}`), [
    'mandates.mandate-offered',
    'mandates.mandate-accepted',
  ]);
  assert.deepEqual(
    (await house.mandates.capacitiesOf(agent.personId, today)).map(({ relation, name }) => [relation, name]),
    [['authority', 'Vũ Thị My']],
  );
});

test('two factors are asked for: a password alone gives nobody anything', async () => {
  const weak = as(mother, { assurance: { level: 1, provedAt: monday, methods: ['pwd'] } });
  const answer = await house.node.call(contract.giveAuthority, { body: offer(son) }, weak);
  assert.equal(told(answer), 'platform.step-up');
});

test('a wrong name, a number of nobody and a short number tell nothing apart', async () => {
  const answers = await Promise.all([
    give(mother, son, { agentFullName: 'Bàn Văn Phú' }),
    give(mother, son, { agentPersonalId: '006190999999' }),
  ]);
  const said = answers.map((one) => !one.ok && { ...one.problem, requestId: '' });
  assert.equal(told(answers[0]), 'mandates.person-not-matched');
  assert.deepEqual(said[0], said[1]);
  assert.equal(told(await give(mother, son, { agentPersonalId: '00619' })), 'platform.bad-input');
});

test('bad scopes, days and people are refused', async () => {
  const cases: [Record<string, unknown>, string][] = [
    [{ scope: [] }, 'platform.bad-input'],
    [{ scope: ['everything'] }, 'platform.bad-input'],
    [{ scope: ['dossier:'] }, 'platform.bad-input'],
    [{ validTo: '2026-11-22' }, 'mandates.dates-not-valid'],
    [{ validTo: '2029-11-23' }, 'mandates.term-not-valid'],
    [{ validTo: '2027-02-30' }, 'platform.bad-input'],
    [{ validFrom: '2027-06-01' }, 'mandates.dates-not-valid'],
    [{ validFrom: '2026-11-01' }, 'mandates.term-not-valid'],
  ];
  for (const [over, code] of cases) assert.equal(told(await give(mother, son, over)), code, JSON.stringify(over));
  assert.equal(told(await give(mother, mother)), 'mandates.for-oneself');
  const child = await house.person('Lê Văn Tý', '2012-01-01');
  assert.equal(told(await give(child, son)), 'mandates.too-young');
  const toChild = await give(mother, child);
  assert.ok(toChild.ok, 'nobody is told how old somebody else is');
  const params = { mandateId: toChild.answer.id };
  assert.equal(told(await house.node.call(contract.acceptAuthority, { params }, as(child))), 'mandates.too-young');
});

test('the same authority twice at the same moment is one', async () => {
  const agent = await house.person('Ngô Minh Tuấn', '1991-01-01');
  const answers = await Promise.all([give(mother, agent), give(mother, agent), give(mother, agent)]);
  assert.deepEqual(answers.map((one) => (one.ok ? 'given' : one.problem.code)).toSorted(), [
    'given',
    'mandates.already-stands',
    'mandates.already-stands',
  ]);
});

test('forged ids: other people’s mandates are not found, whatever one tries', async () => {
  const offered = await give(mother, son);
  assert.ok(offered.ok);
  for (const mandateId of [offered.answer.id, newId()]) {
    const params = { mandateId };
    const tries = await Promise.all([
      house.node.call(contract.getMyMandate, { params }, as(stranger)),
      house.node.call(contract.acceptAuthority, { params }, as(stranger)),
      house.node.call(contract.endMandate, { params, body: {} }, as(stranger)),
    ]);
    for (const one of tries) assert.equal(!one.ok && one.problem.code, 'mandates.not-found');
  }
  const params = { mandateId: offered.answer.id };
  assert.equal(
    told(await house.node.call(contract.acceptAuthority, { params }, as(mother))),
    'mandates.not-found',
    'a principal does not take on for the agent',
  );
  assert.equal(await standing(offered.answer.id, stranger), undefined);
  assert.equal(await house.mandates.standing('no-id', son.personId, house.clock.now()), undefined);
  assert.equal(await house.mandates.describe('no-id'), undefined);
  // Not taken on: given back.
  const back = await house.node.call(contract.endMandate, { params, body: {} }, as(son));
  assert.ok(back.ok && back.answer.endedHow === 'agent');
  assert.equal(told(await house.node.call(contract.acceptAuthority, { params }, as(son))), 'mandates.not-waiting');
});

test('future-dated and expired authorities do not stand, in the days of Vietnam', async () => {
  const agent = await house.person('Vi Văn Thành', '1990-02-02');
  const id = await given(mother, agent, { validFrom: '2026-12-01', validTo: '2026-12-31' });
  assert.equal(await standing(id, agent), undefined);
  assert.equal(await standing(id, agent, vnInstant('2026-11-30', '23:59')), undefined);
  assert.ok(await standing(id, agent, vnInstant('2026-12-01', '00:00')));
  assert.ok(await standing(id, agent, vnInstant('2026-12-31', '23:59')));
  assert.equal(await standing(id, agent, vnInstant('2027-01-01', '00:00')), undefined);
  assert.deepEqual(await house.mandates.capacitiesOf(agent.personId, '2026-11-30'), []);
  assert.equal((await house.mandates.capacitiesOf(agent.personId, '2026-12-15')).length, 1);
});

test('the principal ends it, at once and for good; ending twice is refused', async () => {
  const agent = await house.person('Ôn Văn Tư', '1990-02-02');
  const id = await given(mother, agent);
  const params = { mandateId: id };
  const ended = await house.node.call(contract.endMandate, { params, body: { why: 'Không cần nữa' } }, as(mother));
  assert.ok(ended.ok);
  assert.deepEqual([ended.answer.state, ended.answer.endedHow], ['ended', 'principal']);
  assert.equal(await standing(id, agent), undefined);
  assert.equal(
    told(await house.node.call(contract.endMandate, { params, body: {} }, as(mother))),
    'mandates.already-ended',
  );
  const [event] = (await house.events('mandates.mandate-ended@1')).filter((one) => one['mandateId'] === id);
  assert.equal(event?.['how'], 'principal');
  const again = await given(mother, agent);
  assert.notEqual(again, id, 'what ended may be given anew');
});

test('nobody hands on a mandate: acting for somebody, one neither gives nor takes on nor ends', async () => {
  const agent = await house.person('Lương Văn Duy', '1990-02-02');
  const id = await given(mother, agent);
  const actingFor = await standing(id, agent);
  assert.ok(actingFor);
  const acting = as(agent, { actingFor });
  const params = { mandateId: id };
  for (const tried of [
    await house.node.call(contract.giveAuthority, { body: offer(stranger) }, acting),
    await house.node.call(contract.endMandate, { params, body: {} }, acting),
    await house.node.call(contract.acceptAuthority, { params }, acting),
  ])
    assert.equal(told(tried), 'mandates.only-oneself');
});

test('the death of either ends it with the day, without anybody doing anything', async () => {
  const [old, agent] = [
    await house.person('Chu Thị Phương', '1940-01-01'),
    await house.person('Vi Văn Lộc', '1970-01-01'),
  ];
  const id = await given(old, agent);
  assert.ok(await standing(id, agent));
  house.clock.set('2026-11-25T01:00:00Z');
  await house.population.recordFact(
    old.personId,
    { kind: 'death', value: { date: '2026-11-25' }, validFrom: '2026-11-25' },
    { actor: { kind: 'system', name: 'test' }, source: 'test' },
  );
  assert.equal(await standing(id, agent, house.clock.now()), undefined);
  assert.deepEqual(await house.mandates.capacitiesOf(agent.personId, '2026-11-25'), []);
  house.clock.set(monday);
});

test('children appear by themselves, once, and leave on their 18th birthday or when a court says so', async () => {
  const parent = await house.person('Triệu Mùi Phạm', '1984-03-03');
  const child = await house.person('Bàn Minh Khôi', '2008-11-24', { mother: parent });
  const baby = await house.person('Bàn Thị Hoài An', '2025-01-01', { mother: parent });
  await house.person('Bàn Văn Lớn', '2003-01-01', { mother: parent });
  const looked = await Promise.all([
    house.node.call(contract.listMyMandates, {}, as(parent)),
    house.node.call(contract.listMyMandates, {}, as(parent)),
    house.mandates.capacitiesOf(parent.personId, today),
  ]);
  assert.deepEqual(
    looked[2].map(({ name, relation, validTo }) => [name, relation, validTo]),
    [
      ['Bàn Minh Khôi', 'parent', '2026-11-23'],
      ['Bàn Thị Hoài An', 'parent', '2042-12-31'],
    ],
  );
  assert.ok(looked[0].ok && looked[0].answer.asAgent.length === 2);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from mandates.mandate
    where agent_person_id = ${parent.personId}`.execute(house.node.database.of<unknown>());
  assert.equal(rows[0]?.count, 2);
  assert.ok(
    (await house.evidence(`person:${parent.personId}`)).includes('population.person-read'),
    'the look is recorded',
  );
  // The next day one is of age.
  assert.deepEqual(
    (await house.mandates.capacitiesOf(parent.personId, '2026-11-24')).map(({ name }) => name),
    ['Bàn Thị Hoài An'],
  );
  const mandateId = looked[2].find(({ id }) => id === baby.personId)?.mandateId ?? '';
  assert.equal(
    told(await house.node.call(contract.endMandate, { params: { mandateId }, body: {} }, as(parent))),
    'mandates.ends-by-law-only',
  );
  const byCourt = await house.node.call(
    contract.endByOfficer,
    { params: { mandateId }, body: { why: 'Quyết định số 12/2026/QĐST-HNGĐ hạn chế quyền của mẹ' } },
    registrar(house.clock),
  );
  assert.ok(byCourt.ok);
  assert.deepEqual(
    (await house.mandates.capacitiesOf(parent.personId, today)).map(({ id }) => id),
    [child.personId],
    'what an officer ended is not derived again',
  );
});

test('a newborn’s parents act for it from the moment that it has a number, without looking and without being told twice', async () => {
  const [parent, father] = [
    await house.person('Hoàng Thị Liễu', '1998-05-20'),
    await house.person('Nông Văn Cường', '1995-02-02'),
  ];
  const newborn = await house.person('Nông Bảo An', '2026-11-20', { mother: parent, father });
  const grown = await house.person('Nông Văn Lớn', '2004-01-01', { mother: parent });
  const numbered = (child: Person) =>
    house.node.database.transaction<unknown, void>(async (trx) => {
      await house.node.deps.publish(trx, personNumbered, {
        birthActId: newId(),
        personId: child.personId,
        personalId: child.personalId,
      });
    });
  const mandatesOf = async (child: Person) =>
    (
      await sql<{ id: string; agent: string; kind: string; source: string; from: string }>`
        select id, agent_person_id as agent, kind, source, valid_from as "from" from mandates.mandate
        where principal_person_id = ${child.personId} order by id`.execute(house.node.database.of<unknown>())
    ).rows;
  await numbered(newborn);
  await numbered(grown);
  await house.node.runJobs();
  const written = await mandatesOf(newborn);
  assert.deepEqual(written.map(({ agent }) => agent).toSorted(), [parent.personId, father.personId].toSorted());
  for (const one of written) assert.deepEqual([one.kind, one.source, one.from], ['parent', 'birth-act', '2026-11-20']);
  const hers = written.find(({ agent }) => agent === parent.personId)?.id ?? '';
  assert.equal((await standing(hers, parent))?.name, 'Nông Bảo An');
  assert.equal(await standing(hers, father), undefined, 'each by their own');
  assert.deepEqual(await mandatesOf(grown), [], 'a number drawn late, for somebody of age');
  // Heard again, and looked for besides: still one for each.
  await numbered(newborn);
  await house.node.runJobs();
  assert.equal((await house.mandates.capacitiesOf(father.personId, today)).length, 1);
  assert.equal((await mandatesOf(newborn)).length, 2);
  const announced = (await house.events('mandates.mandate-given@1')).filter(
    (one) => (one['principal'] as { id: string }).id === newborn.personId,
  );
  assert.equal(announced.length, 2);
  // What a court ended does not come back when the number is announced once more.
  const byCourt = await house.node.call(
    contract.endByOfficer,
    { params: { mandateId: hers }, body: { why: 'Quyết định số 15/2026/QĐST-HNGĐ hạn chế quyền' } },
    registrar(house.clock),
  );
  assert.ok(byCourt.ok);
  await numbered(newborn);
  await house.node.runJobs();
  assert.equal((await mandatesOf(newborn)).length, 2);
  assert.equal(await standing(hers, parent), undefined);
});

test('a guardian needs a decision, and a child’s guardian is one until the child is of age', async () => {
  const [ward, guardian] = [
    await house.person('Hà Văn Bé', '2015-08-20'),
    await house.person('Hà Thị Cô', '1979-01-01'),
  ];
  const body = {
    wardPersonalId: ward.personalId,
    wardFullName: ward.fullName,
    guardianPersonalId: guardian.personalId,
    guardianFullName: guardian.fullName,
    decisionNumber: '07/QĐ-UBND',
    decisionOn: '2026-10-01',
    validFrom: '2026-10-01',
  };
  const call = (over: Record<string, unknown>, actor = registrar(house.clock)) =>
    house.node.call(contract.recordGuardianship, { body: { ...body, ...over } }, actor);
  assert.equal(told(await call({ decisionNumber: '   ' })), 'mandates.text-not-valid');
  assert.equal(told(await call({ decisionOn: '2026-12-01' })), 'mandates.dates-not-valid');
  assert.equal(told(await call({ validFrom: '2026-09-01' })), 'mandates.dates-not-valid');
  assert.equal(
    told(await call({ guardianPersonalId: ward.personalId, guardianFullName: ward.fullName })),
    'mandates.for-oneself',
  );
  assert.equal(told(await call({}, registrar(house.clock, ['counter.view']))), 'platform.not-allowed');
  const stale = registrar({ now: () => new Date(house.clock.now().getTime() - 5 * 3_600_000) });
  assert.equal(told(await call({}, stale)), 'platform.step-up');
  const recorded = await call({});
  assert.ok(recorded.ok);
  assert.equal(recorded.answer.validTo, '2033-08-19');
  assert.ok(await standing(recorded.answer.id, guardian));
  assert.equal(told(await call({})), 'mandates.already-stands');
  const params = { mandateId: recorded.answer.id };
  for (const one of [ward, guardian])
    assert.equal(
      told(await house.node.call(contract.endMandate, { params, body: {} }, as(one))),
      'mandates.ends-by-law-only',
    );
});

test('an organisation acts by its representative, and staff by less than that', async () => {
  const [boss, clerk] = [
    await house.person('Lục Trung Kiên', '1980-01-01'),
    await house.person('Hứa Thị Lệ Quyên', '1995-01-01'),
  ];
  const officer = registrar(house.clock);
  const organisation = {
    taxNumber: '4700000019',
    name: 'Hợp tác xã Chè Hồng Thái',
    kind: 'cooperative' as const,
    activeFrom: '2021-04-01',
    entry: 'Giấy chứng nhận 4700000019',
  };
  const recorded = await house.node.call(contract.recordOrganisation, { body: organisation }, officer);
  assert.ok(recorded.ok);
  assert.deepEqual(
    told(await house.node.call(contract.recordOrganisation, { body: organisation }, officer)),
    recorded.answer,
  );
  assert.equal(
    told(
      await house.node.call(contract.recordOrganisation, { body: { ...organisation, name: 'Công ty Khác' } }, officer),
    ),
    'mandates.organisation-known',
  );
  const params = { organisationId: recorded.answer.id };
  const staff = (actor = as(boss), over: Record<string, unknown> = {}) =>
    house.node.call(
      contract.delegateStaff,
      { params, body: { ...offer(clerk), scope: ['dossier:2.001610'], ...over } },
      actor,
    );
  assert.equal(told(await staff()), 'mandates.not-representative');
  const made = await house.node.call(
    contract.recordRepresentative,
    {
      params,
      body: {
        personalId: boss.personalId,
        fullName: boss.fullName,
        entry: 'Thay đổi lần 2',
        entryOn: '2026-01-05',
        validFrom: '2026-01-05',
        validTo: '2027-12-31',
      },
    },
    officer,
  );
  assert.ok(made.ok);
  assert.equal(told(await staff(as(boss), { validTo: '2028-01-01' })), 'mandates.wider-than-own');
  assert.equal(told(await staff(as(clerk))), 'mandates.not-representative');
  const delegated = await staff();
  assert.ok(delegated.ok);
  assert.deepEqual((await standing(delegated.answer.id, clerk))?.scope, ['dossier:2.001610']);
  assert.equal((await standing(delegated.answer.id, clerk))?.kind, 'organisation');

  const state = (word: 'active' | 'suspended', validFrom: string) =>
    house.node.call(
      contract.recordOrganisationState,
      { params, body: { state: word, validFrom, entry: 'Thông báo tạm ngừng' } },
      officer,
    );
  assert.ok((await state('suspended', '2026-11-20')).ok);
  assert.equal(await standing(delegated.answer.id, clerk), undefined, 'while it rests nobody acts for it');
  assert.ok((await state('active', '2026-11-23')).ok);
  assert.ok(await standing(delegated.answer.id, clerk));

  const mine = await house.node.call(contract.listMyMandates, {}, as(boss));
  assert.ok(mine.ok);
  assert.deepEqual(
    mine.answer.organisations.map((one) => [one.organisation.name, one.staff.map((s) => s.agent.name)]),
    [['Hợp tác xã Chè Hồng Thái', ['Hứa Thị Lệ Quyên']]],
  );
  const gone = await house.node.call(
    contract.endByOfficer,
    { params: { mandateId: made.answer.id }, body: { why: 'Thay đổi lần 3: người đại diện mới' } },
    officer,
  );
  assert.ok(gone.ok);
  assert.equal(await standing(delegated.answer.id, clerk), undefined, 'staff go with their representative');
  const ended = (await house.events('mandates.mandate-ended@1')).filter(
    (one) => one['mandateId'] === delegated.answer.id,
  );
  assert.equal(ended[0]?.['how'], 'law');
});

test('officers find by number and name, for a purpose that is kept', async () => {
  const officer = registrar(house.clock);
  const body = { personalId: mother.personalId, fullName: mother.fullName, purpose: 'Người dân hỏi tại quầy' };
  const found = await house.node.call(contract.findMandates, { body }, officer);
  assert.ok(found.ok && found.answer.mandates.length > 0);
  assert.equal(
    told(await house.node.call(contract.findMandates, { body: { ...body, fullName: 'Ai Khác' } }, officer)),
    'mandates.person-not-matched',
  );
  assert.equal(
    told(await house.node.call(contract.findMandates, { body: { purpose: 'Không có gì' } }, officer)),
    'mandates.person-not-matched',
  );
  assert.equal(
    told(
      await house.node.call(contract.findMandates, { body: { taxNumber: '9999999999', purpose: 'Kiểm tra' } }, officer),
    ),
    'mandates.organisation-not-found',
  );
  assert.equal(told(await house.node.call(contract.findMandates, { body }, as(mother))), 'platform.not-allowed');
});

test('what was given cannot be rewritten, not even by the application', async () => {
  const pool = house.node.database.pool;
  await assert.rejects(pool.query("update mandates.mandate set scope = 'dossier:*'"), /permission denied/);
  await assert.rejects(pool.query('delete from mandates.mandate'), /permission denied/);
  await assert.rejects(pool.query('delete from mandates.mandate_event'), /permission denied/);
  await assert.rejects(pool.query("update mandates.use set label = 'x'"), /permission denied/);
});

test('the nightly job writes what no day will let stand again as ended, and tells', async () => {
  const agent = await house.person('Đỗ Thị Kim Oanh', '1990-02-02');
  const id = await given(stranger, agent, { validTo: '2026-11-30' });
  const lapsing = await give(stranger, agent, { scope: ['client:*'], validTo: '2027-11-30' });
  assert.ok(lapsing.ok);
  house.clock.set('2026-12-24T18:00:00Z');
  await runJob('mandates.end-by-law');
  const ended = await house.events('mandates.mandate-ended@1');
  assert.deepEqual(
    [id, lapsing.answer.id].map((one) =>
      ended.filter((e) => e['mandateId'] === one).map((e) => [e['how'], e['waiting']]),
    ),
    [[['law', false]], [['law', true]]],
  );
  house.clock.set(monday);
});

async function runJob(name: string): Promise<void> {
  await house.node.deps.jobs.add(house.node.database.of<unknown>(), name, {});
  await house.node.runJobs();
}
