import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { isProblem } from '#platform/problem.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { birthRegistered } from '#modules/civil-status/events.ts';
import type { NumberSpace } from '../draw-number.ts';
import type { Population } from '../index.ts';
import { measureBlocks } from '../measure-blocks.ts';
import { parsePersonalId } from '../personal-number.ts';
import { recordBirth, type RegisteredBirth } from '../record-birth.ts';
import type { Tables } from '../tables.ts';
import { birth, reason, registrar, roomsOf, system, thuHa } from './people.ts';

let node: TestNode;
let population: Population;
before(async () => {
  node = await startNode({ build: (deps) => roomsOf(deps, (built) => (population = built)) });
});
after(() => node.close());

const announce = (payload: RegisteredBirth) =>
  node.database.transaction((trx) => node.deps.publish(trx, birthRegistered, payload, { actor: registrar }));

const record = (payload: RegisteredBirth, space?: NumberSpace) =>
  node.database.transaction<Tables, Awaited<ReturnType<typeof recordBirth>>>((trx) =>
    recordBirth(trx, payload, { publish: node.deps.publish, now: new Date(), registrar: { kind: 'system' }, space }),
  );

const announced = async (actId: string) =>
  (
    await sql<{ payload: { personalId: string } }>`
      select payload from platform.event where name = 'population.person-numbered@1' and payload->>'birthActId' = ${actId}`.execute(
      node.database.of(),
    )
  ).rows.map((row) => row.payload.personalId);

test('a registered birth becomes a person with a number, known facts and parents', async () => {
  await population.recordPerson(thuHa, { actor: system, source: 'world' });
  const act = birth({ formerProvinceCode: '06', areaCode: '01840' });
  await announce(act);
  await node.runJobs();

  const number = await population.numberFor(act.actId);
  assert.ok(number);
  const parts = parsePersonalId(number);
  assert.deepEqual(
    [parts?.placePrefix, parts?.sex, parts?.birthYear],
    ['006', 'female', 2026],
    'old Bắc Kạn, a girl of 2026',
  );
  assert.deepEqual(await announced(act.actId), [number]);

  const child = await population.findByNumber(number, reason(), { fullName: 'PHẠM NGUYỄN BẢO AN' });
  assert.ok(child);
  assert.equal(child.birthDate, '2026-11-12');
  assert.equal(child.homeTownArea, '05482');
  const kin = await population.kinOf(child.id, reason());
  assert.deepEqual(kin.map(({ relation, name, personId }) => [relation, name, personId !== null]).toSorted(), [
    ['father', 'Phạm Quốc Khánh', false],
    ['mother', 'Nguyễn Thị Thu Hà', true],
  ]);
  const mother = kin.find((one) => one.relation === 'mother')?.personId ?? '';
  assert.ok(
    (await population.kinOf(mother, reason())).some((one) => one.relation === 'child' && one.personId === child.id),
  );
});

test('the same act delivered twice, and announced twice, has one number and one announcement', async () => {
  const act = birth();
  await announce(act);
  await announce(act);
  await node.runJobs();
  const number = await population.numberFor(act.actId);
  assert.deepEqual(await announced(act.actId), [number]);
});

test('the same act in parallel: every delivery gets the same number, and one child exists', async () => {
  for (let round = 0; round < 5; round++) {
    const act = birth();
    const all = await Promise.all(Array.from({ length: 6 }, () => record(act)));
    assert.equal(new Set(all.map((one) => one.personalId)).size, 1);
    assert.equal(new Set(all.map((one) => one.personId)).size, 1);
    assert.equal(all.filter((one) => one.fresh).length, 1);
    assert.equal((await announced(act.actId)).length, 1);
  }
});

test('a rollback gives the number back', async () => {
  const act = birth();
  await assert.rejects(
    node.database.transaction<Tables, void>(async (trx) => {
      await recordBirth(trx, act, { publish: node.deps.publish, now: new Date(), registrar: {} });
      throw new Error('the process is killed here');
    }),
  );
  assert.equal(await population.numberFor(act.actId), undefined);
  assert.equal((await record(act)).fresh, true);
});

test('a place that leads to no code is refused, and nothing is written', async () => {
  const act = birth({ provinceCode: '99', formerProvinceCode: null });
  await assert.rejects(record(act), (error) => isProblem(error, 'population.place-unknown'));
  assert.equal(await population.numberFor(act.actId), undefined);
});

test('the rule in force on the day of registration decides the place code', async () => {
  await sql`insert into population.place_rule values ('2027-01-01', 'province-of-today', 'a later instruction')`.execute(
    node.database.of(),
  );
  const former = { formerProvinceCode: '06', areaCode: '01840' };
  const today = await record(birth(former));
  const later = await record(birth({ ...former, registeredAt: '2027-03-01T03:00:00.000Z' }));
  assert.deepEqual([today.personalId.slice(0, 3), later.personalId.slice(0, 3)], ['006', '019']);
});

test('a block of ten gives its ten numbers and then refuses, with a code and without turning for ever', async () => {
  let draws = 0;
  const tiny: NumberSpace = { size: 10, randomBelow: (bound) => (draws++ * 7) % bound };
  const child = { birthDate: '2025-02-03', gender: 'male' } as const;
  const numbers = [];
  for (let i = 0; i < 10; i++) numbers.push((await record(birth({ child }), tiny)).personalId);
  assert.deepEqual(
    numbers.toSorted(),
    Array.from({ length: 10 }, (_, i) => `01922500000${i}`),
  );
  const late = birth({ child });
  await assert.rejects(record(late, tiny), (error) => isProblem(error, 'population.block-full'));
  assert.equal(await population.numberFor(late.actId), undefined, 'the refusal left no person behind');
  assert.ok(draws < 2000);
});

test('bad luck does not stop a registration: when the draws keep missing, a free number is counted out', async () => {
  const stuck: NumberSpace = { size: 5, randomBelow: () => 0 };
  const child = { birthDate: '2024-02-03', gender: 'male' } as const;
  const numbers = [];
  for (let i = 0; i < 5; i++) numbers.push((await record(birth({ child }), stuck)).personalId);
  assert.equal(new Set(numbers).size, 5);
});

test('a block at half its load raises the alarm', async () => {
  const lines: string[] = [];
  const log = node.deps.log.child({}, { level: 'warn' });
  log.warn = (line: unknown) => void lines.push(JSON.stringify(line));
  const full = await measureBlocks(node.database, log, new Date(), 10);
  assert.ok(full.some(({ block, load }) => block === 19225 && load === 1));
  assert.ok(full.every(({ load }) => load >= 0.5));
  assert.equal(lines.length, full.length);
});

test('the application cannot change or remove what was once known', async () => {
  for (const table of ['person_fact', 'kin']) {
    await assert.rejects(
      sql`delete from population.${sql.raw(table)}`.execute(node.database.of()),
      /permission denied/u,
    );
    await assert.rejects(
      sql`update population.${sql.raw(table)} set source = 'x'`.execute(node.database.of()),
      /permission denied/u,
    );
  }
  for (const command of [
    "update population.person_number set state = 'void'",
    'delete from population.person_number',
    "update population.place_rule set rule = 'former-province'",
    'delete from population.place_rule',
    'delete from population.person',
  ])
    await assert.rejects(sql.raw(command).execute(node.database.of()), /permission denied/u, command);
});
