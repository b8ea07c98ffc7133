import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { sql, type KyselyPlugin, type Transaction } from 'kysely';
import { Client } from 'pg';
import type { Actor } from '#platform/access.ts';
import { isProblem } from '#platform/problem.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { mayRead } from '../access.ts';
import { readPersonOperation } from '../contract.ts';
import type { Population } from '../index.ts';
import { matchPerson } from '../read-person.ts';
import { reason, recordInTransaction, registrar, roomsOf, system, thuHa, uuidOf } from './people.ts';

let node: TestNode;
let population: Population;
let personId: string;
before(async () => {
  node = await startNode({ build: (deps) => roomsOf(deps, (built) => (population = built)) });
  ({ personId } = await population.recordPerson(thuHa, { actor: system, source: 'world' }));
});
after(() => node.close());

type Recorded = { subject: string; purpose: string; legalBasis: string; data: { caseRef: string; shown: string } };
const recorded = async () =>
  (
    await sql<{
      payload: Recorded;
    }>`select payload from platform.event where name = 'test.evidence@1' order by at, id`.execute(node.database.of())
  ).rows.map((row) => row.payload);

const body = (over: Record<string, unknown> = {}) => ({
  personalId: thuHa.personalId,
  fullName: thuHa.fullName,
  purpose: 'Đối chiếu người mẹ',
  legalBasis: 'Luật Hộ tịch 60/2014/QH13, Điều 16',
  caseRef: 'dossier:1',
  ...over,
});

test('an officer with a reason sees the person, and the reading is recorded with it', async () => {
  const earlier = (await recorded()).length;
  const answer = await node.call(readPersonOperation, { body: body({ fullName: 'nguyễn thị thu hà' }) }, registrar);
  assert.ok(answer.ok);
  assert.equal(answer.answer.residenceArea, '05482');
  const [record] = (await recorded()).slice(earlier);
  assert.equal(record?.subject, `person:${personId}`);
  assert.equal(record?.purpose, 'Đối chiếu người mẹ');
  assert.deepEqual(record?.data, { caseRef: 'dossier:1', shown: 'record' });
});

test('a number with the wrong name is like a number of nobody, and leaves no record', async () => {
  const earlier = (await recorded()).length;
  const wrongName = await node.call(
    readPersonOperation,
    { body: body({ fullName: 'Nguyễn Thị Thu Hằng' }) },
    registrar,
  );
  const nobody = await node.call(readPersonOperation, { body: body({ personalId: '019198999999' }) }, registrar);
  assert.deepEqual(
    [wrongName, nobody].map((one) => !one.ok && [one.status, one.problem.code]),
    [
      [404, 'population.person-not-found'],
      [404, 'population.person-not-found'],
    ],
  );
  assert.equal((await recorded()).length, earlier);
});

test('without a reason, without the right, or without signing in nothing is read', async () => {
  const refused = async (input: unknown, actor?: Actor) => {
    const answer = await node.call(readPersonOperation, { body: input as ReturnType<typeof body> }, actor);
    return answer.ok ? 200 : answer.status;
  };
  assert.equal(await refused(body({ purpose: '' }), registrar), 400);
  assert.equal(await refused(body({ purpose: '      ' }), registrar), 422, 'spaces are no reason');
  assert.equal(await refused({ ...body(), caseRef: undefined }, registrar), 400);
  assert.equal(await refused(body(), { ...registrar, rights: ['counter.view'] } as Actor), 403);
  assert.equal(await refused(body(), { kind: 'citizen', accountId: personId, personId, name: 'Hà' }), 403);
  assert.equal(await refused(body()), 401);
});

test('when the record of the reading fails, the person is not shown', async () => {
  await asOwner(`alter table platform.event add constraint no_evidence check (name <> 'test.evidence@1') not valid`);
  await assert.rejects(population.getPerson(personId, reason()));
  await asOwner(`alter table platform.event drop constraint no_evidence`);
  assert.equal((await population.getPerson(personId, reason())).fullName, thuHa.fullName);
});

test('a citizen reads only their own record', async () => {
  const self: Actor = { kind: 'citizen', accountId: personId, personId, name: thuHa.fullName };
  assert.equal((await population.getPerson(personId, reason(self))).id, personId);
  const other = await population.recordPerson(
    { fullName: 'Lò Thị Mai', sex: 'female', birthDate: '1990' },
    { actor: system, source: 'world' },
  );
  await assert.rejects(population.getPerson(other.personId, reason(self)), (error) =>
    isProblem(error, 'population.person-not-found'),
  );
});

test('comparing answers yes or no and shows nothing', async () => {
  const typed = { personalId: thuHa.personalId, fullName: 'Nguyễn Thị Thu Hà', birthDate: '1998-05-20' };
  assert.deepEqual(await population.compare(typed, reason()), { found: true, differs: [] });
  assert.deepEqual(await population.compare({ ...typed, birthDate: '1998-05-02', sex: 'male' }, reason()), {
    found: true,
    differs: ['birthDate', 'sex'],
  });
  assert.deepEqual(await population.compare({ ...typed, personalId: '019198000124' }, reason()), {
    found: false,
    differs: [],
  });
});

/** The room's own reading on a connection that counts the statements. */
async function matchCounting(typed: { personalId: string; fullName: string }) {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node: query }) {
      statements += 1;
      return query;
    },
    transformResult: async ({ result }) => result,
  };
  const database: typeof node.database = {
    ...node.database,
    transaction: <T, R>(work: (trx: Transaction<T>) => Promise<R>) =>
      node.database.transaction<T, R>((trx) => work(trx.withPlugin(counting))),
  };
  const answer = await matchPerson({ database, evidence: recordInTransaction }, typed, reason());
  return { answer, statements };
}

test('matching tells a number of nobody and a wrong name apart neither by its answer nor by its work', async () => {
  const { personalId, fullName } = thuHa;
  const earlier = (await recorded()).length;
  const wrongName = await matchCounting({ personalId, fullName: 'Nguyễn Thị Thu Hằng' });
  const nobody = await matchCounting({ personalId: '019198999999', fullName });
  assert.deepEqual(nobody, { answer: undefined, statements: 2 });
  assert.deepEqual(wrongName, nobody);
  assert.equal((await recorded()).length, earlier, 'nothing was disclosed');
  // With an empty name, or a part of one, nobody is matched.
  for (const typed of ['', ' ', 'Hà', 'Nguyễn'])
    assert.equal(await population.match({ personalId, fullName: typed }, reason()), undefined, typed);
  // What a citizen names in an act is matched for them, in whatever case it was typed, and kept as a comparison.
  const citizen: Actor = { kind: 'citizen', accountId: uuidOf('other'), personId: uuidOf('other'), name: 'Lò Thị Mai' };
  assert.equal(await population.match({ personalId, fullName: 'NGUYỄN THỊ THU HÀ' }, reason(citizen)), personId);
  const [record, ...more] = (await recorded()).slice(earlier);
  assert.equal(more.length, 0);
  assert.equal(record?.subject, `person:${personId}`);
  assert.equal(record?.data.shown, 'comparison');
  await assert.rejects(population.match({ personalId, fullName }, { ...reason(), purpose: ' ' }), (error) =>
    isProblem(error, 'population.reason-missing'),
  );
  await assert.rejects(population.match({ personalId, fullName }, reason({ kind: 'anonymous' })));
});

test('looking up somebody’s children is a disclosure, also where there are none, and a citizen asks for their own only', async () => {
  const name = 'Bế Thị Sao';
  const { personId: parent } = await population.recordPerson(
    { fullName: name, sex: 'female', birthDate: '1994-04-04' },
    { actor: system, source: 'world' },
  );
  const child = await population.recordPerson(
    {
      personalId: '019322000111',
      fullName: 'Phạm Nguyễn Gia Hân',
      sex: 'female',
      birthDate: '2022-08-19',
      kin: [{ relation: 'mother', personId: parent, name }],
    },
    { actor: system, source: 'world' },
  );
  const earlier = (await recorded()).length;
  const mother: Actor = { kind: 'citizen', accountId: parent, personId: parent, name };
  const children = await population.childrenOf(parent, reason(mother));
  assert.deepEqual(
    children.map((one) => [one.personId, one.birthDate]),
    [[child.personId, '2022-08-19']],
  );
  assert.deepEqual(await population.childrenOf(child.personId, reason()), []);
  assert.deepEqual(
    (await recorded()).slice(earlier).map(({ subject, data }) => [subject, data.shown]),
    [
      [`person:${parent}`, 'kin'],
      [`person:${child.personId}`, 'kin'],
    ],
  );
  await assert.rejects(population.childrenOf(child.personId, reason(mother)), (error) =>
    isProblem(error, 'population.person-not-found'),
  );
  await assert.rejects(population.childrenOf(parent, { ...reason(), caseRef: '' }), (error) =>
    isProblem(error, 'population.reason-missing'),
  );
  assert.equal((await recorded()).length, earlier + 2, 'a refused look shows nothing and is none');
});

test('a correction adds: today is right, and what was believed before can still be told', async () => {
  const { personId: mai } = await population.recordPerson(
    { personalId: '014190000001', fullName: 'Lò Thị Mài', sex: 'female', birthDate: '1990-01-02' },
    { actor: system, source: 'world' },
  );
  // The database counts microseconds and a Date milliseconds: what was just recorded is to lie before this one.
  await new Promise((resolve) => setTimeout(resolve, 5));
  const before = new Date();
  const facts = await sql<{
    id: string;
  }>`select id from population.person_fact where person_id = ${mai} and kind = 'name'`.execute(node.database.of());
  const wrong = facts.rows[0]?.id ?? '';
  await new Promise((resolve) => setTimeout(resolve, 5));
  const fact = { kind: 'name', value: { fullName: 'Lò Thị Mai' }, validFrom: '1990-01-02' } as const;
  const source = { actor: registrar, source: 'correction', sourceRef: 'quyết định 12/QĐ-UBND' };
  await population.recordFact(mai, fact, source, wrong);
  assert.equal((await population.getPerson(mai, reason())).fullName, 'Lò Thị Mai');
  assert.equal((await population.stateOf(mai, {}, reason()))?.name?.fullName, 'Lò Thị Mai');
  assert.equal((await population.stateOf(mai, { knownAt: before }, reason()))?.name?.fullName, 'Lò Thị Mài');
  await assert.rejects(population.recordFact(mai, fact, source, wrong), (error) =>
    isProblem(error, 'population.fact-corrected'),
  );
});

test('moving house is a new fact; the old residence stays where it was true', async () => {
  const source = { actor: registrar, source: 'residence' };
  await population.recordFact(
    personId,
    { kind: 'residence', value: { areaCode: '01840', detail: '' }, validFrom: '2026-03-01' },
    source,
  );
  assert.equal((await population.getPerson(personId, reason())).residenceArea, '01840');
  assert.equal((await population.stateOf(personId, { validOn: '2025-12-31' }, reason()))?.residence?.areaCode, '05482');
});

test('taking over the same person twice is one person; another person under the number is refused', async () => {
  const again = await population.recordPerson(thuHa, { actor: system, source: 'world' });
  assert.equal(again.personId, personId);
  const husband = { id: uuidOf('husband'), fullName: 'Phạm Quốc Khánh', sex: 'male', birthDate: '1995' } as const;
  const kin = [{ relation: 'spouse', personId, name: thuHa.fullName, since: '2020-11-15' }] as const;
  for (let times = 0; times < 2; times++) {
    const taken = await population.recordPerson({ ...husband, kin }, { actor: system, source: 'world' });
    assert.equal(taken.personId, husband.id);
  }
  assert.deepEqual(
    (await population.kinOf(personId, reason())).map((one) => [one.relation, one.personId, one.validFrom]),
    [['spouse', husband.id, '2020-11-15']],
  );
  const wrongs = [
    [{ ...thuHa, sex: 'male' }, 'population.number-differs'],
    [{ ...thuHa, personalId: '12345' }, 'population.number-malformed'],
  ] as const;
  for (const [person, code] of wrongs) {
    await assert.rejects(population.recordPerson(person, { actor: system, source: 'world' }), (error) =>
      isProblem(error, code),
    );
  }
});

test('who may read: every kind of actor, reason and person against one rule', () => {
  const text = fc.constantFrom('', '  ', 'ab', 'Kiểm tra', 'x'.repeat(400));
  const actor = fc.constantFrom<Actor>(
    { kind: 'anonymous' },
    { kind: 'citizen', accountId: 'a', personId: 'me', name: '' },
    { kind: 'citizen', accountId: 'b', personId: 'another', name: '' },
    registrar,
    system,
  );
  fc.assert(
    fc.property(actor, text, text, text, (who, purpose, legalBasis, caseRef) => {
      const reasoned = [purpose, legalBasis, caseRef].every((one) => one === 'Kiểm tra');
      const allowed =
        reasoned &&
        (who.kind === 'officer' || who.kind === 'system' || (who.kind === 'citizen' && who.personId === 'me'));
      assert.equal(mayRead({ actor: who, purpose, legalBasis, caseRef }, 'me') === 'yes', allowed);
    }),
  );
});

/** What only the owner of the tables may do. */
async function asOwner(statement: string): Promise<void> {
  const client = new Client(node.owner);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
