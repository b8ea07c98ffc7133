import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { prepareBirthEntry, registerBirthOperation } from '#modules/civil-status/contract.ts';
import {
  acceptDossier,
  answerSupplement,
  assignDossier,
  endDossier,
  getMyDossier,
  rejectAtReception,
  requestSupplement,
  returnResult,
  withdrawDossier,
} from '#modules/counter/contract.ts';
import type { Clock } from '#platform/clock.ts';
import type { NodeClient } from '#platform/client.ts';
import { newId } from '#platform/id.ts';
import { demoOfficers } from '#seeds/demo/index.ts';
import type { DemoBirth } from '../../src/cli/demo/birth-world.ts';
import { accept, certificateOf, file, register } from './birth-at.ts';
import { startHouse, type WholeHouse } from './house.ts';

// Steps in the wrong order, twice, or by the wrong desk: refused with the state, and the dossier stays what it was.
let house: WholeHouse;
let parent: NodeClient;
let officer: NodeClient;
let elsewhere: NodeClient;
let birth: DemoBirth;
const clock: Clock & { at: Date | undefined } = { at: undefined, now: () => clock.at ?? new Date() };
before(async () => {
  house = await startHouse({ clock });
  birth = house.birth(0);
  parent = await house.as({ personalId: birth.parent.personalId });
  officer = await house.as({ officerId: birth.officerId });
  const agencyOf = (id: string) => demoOfficers.find((one) => one.id === id)?.appointments.at(-1)?.agencyId;
  const other = demoOfficers.find((one) => {
    const rights = one.appointments.at(-1)?.rights ?? [];
    return (
      rights.includes('civil-status.register') &&
      rights.includes('counter.accept') &&
      agencyOf(one.id) !== agencyOf(birth.officerId)
    );
  });
  assert.ok(other);
  elsewhere = await house.as({ officerId: other.id });
});
after(() => house?.close());

const reason = 'Một lý do đủ dài để được nhận';
const legalGround = 'Điều 16 Luật Hộ tịch';
const marks = [{ target: 'field' as const, key: 'birthPlaceName', kind: 'incorrect' as const, message: reason }];

/** Everything that can be done to a dossier, each with a body that would be taken at its time. */
function steps(dossierId: string, entry: object) {
  const params = { dossierId };
  return {
    accept: (who: NodeClient) => who.call(acceptDossier, { params, body: {} }),
    reject: (who: NodeClient) => who.call(rejectAtReception, { params, body: { reason, legalGround } }),
    supplement: (who: NodeClient) =>
      who.call(requestSupplement, { params, body: { message: reason, legalGround, marks } }),
    answer: (who: NodeClient) =>
      who.call(answerSupplement, {
        params,
        body: { supplementId: newId(), answers: { birthPlaceName: 'Bệnh viện Gang thép' } },
      }),
    assign: (who: NodeClient) => who.call(assignDossier, { params, body: { officerId: birth.officerId } }),
    register: (who: NodeClient) =>
      who.call(registerBirthOperation, { body: { dossierId, entry: entry as never, similarReason: reason } }),
    end: (who: NodeClient) => who.call(endDossier, { params, body: { ending: 'refused', reason, legalGround } }),
    hand: (who: NodeClient) => who.call(returnResult, { params, body: { receivedBy: 'Người nộp' } }),
    withdraw: (who: NodeClient) => who.call(withdrawDossier, { params, body: { reason } }),
  };
}
type Step = keyof ReturnType<typeof steps>;
const byCitizen: Step[] = ['withdraw', 'answer'];

const stateOf = async (dossierId: string): Promise<string> =>
  (await parent.get(getMyDossier, { params: { dossierId } })).state;

async function refuses(dossierId: string, entry: object, wrong: Step[]): Promise<void> {
  const before = await stateOf(dossierId);
  for (const step of wrong) {
    const answer = await steps(dossierId, entry)[step](byCitizen.includes(step) ? parent : officer);
    assert.ok(!answer.ok, `${step} was carried out on a dossier that is ${before}`);
    assert.ok([409, 422].includes(answer.status), `${step} in ${before}: ${answer.status} ${answer.problem.code}`);
    assert.ok(answer.problem.title.length > 10);
    assert.equal(await stateOf(dossierId), before, `${step} moved it`);
  }
}

test('every step at the wrong time, in every state that a birth goes through', { timeout: 600_000 }, async () => {
  const { dossierId } = await file(birth, parent, { childFullName: 'Nguyễn Trật Tự' });
  const { dossierId: model } = await file(birth, parent, { childFullName: 'Nguyễn Làm Mẫu' });
  await accept(officer, model);
  const { filed: entry } = await officer.get(prepareBirthEntry, { params: { dossierId: model } });

  await refuses(dossierId, entry, ['register', 'hand', 'answer']);
  await accept(officer, dossierId);
  await refuses(dossierId, entry, ['accept', 'reject', 'hand', 'answer']);
  await register(officer, dossierId);
  await certificateOf(parent, dossierId);
  await refuses(dossierId, entry, ['accept', 'reject', 'supplement', 'answer', 'end', 'withdraw']);
  assert.ok((await steps(dossierId, entry).hand(officer)).ok);
  await refuses(dossierId, entry, ['accept', 'reject', 'supplement', 'answer', 'assign', 'end', 'withdraw', 'hand']);

  // Registering again is no error and no second act.
  const again = await steps(dossierId, entry).register(officer);
  assert.ok(!again.ok || !again.answer.fresh);
  assert.equal(await house.count('select count(*) from civil_status.birth_act where dossier_id = $1', [dossierId]), 1);
});

test('after the end nothing moves a dossier: withdrawn, rejected at reception, refused', async () => {
  const { filed: entry } = await (async () => {
    const { dossierId } = await file(birth, parent);
    await accept(officer, dossierId);
    return officer.get(prepareBirthEntry, { params: { dossierId } });
  })();
  for (const [last, isAccepted] of [
    ['withdraw', false],
    ['withdraw', true],
    ['reject', false],
    ['end', true],
  ] as const) {
    const { dossierId } = await file(birth, parent, { childFullName: `Nguyễn Sau ${last}` });
    if (isAccepted) await accept(officer, dossierId);
    const done = await steps(dossierId, entry)[last](byCitizen.includes(last) ? parent : officer);
    assert.ok(done.ok, `${last}: ${JSON.stringify(done)}`);
    await refuses(dossierId, entry, [
      'accept',
      'reject',
      'supplement',
      'answer',
      'assign',
      'register',
      'end',
      'hand',
      'withdraw',
    ]);
  }
});

test('accepted twice in the same moment: once; accepted and withdrawn in the same moment: one of both', async () => {
  const { dossierId } = await file(birth, parent);
  const twice = await Promise.all([1, 2, 3].map(() => steps(dossierId, {}).accept(officer)));
  assert.equal(twice.filter((one) => one.ok).length, 1);
  assert.equal(
    await house.count(`select count(*) from counter.dossier_event where dossier_id = $1 and to_state = 'accepted'`, [
      dossierId,
    ]),
    1,
  );
  for (let round = 0; round < 3; round++) {
    const other = await file(birth, parent);
    const [accepted, withdrawn, rejected] = await Promise.all([
      steps(other.dossierId, {}).accept(officer),
      steps(other.dossierId, {}).withdraw(parent),
      steps(other.dossierId, {}).reject(officer),
    ]);
    const state = await stateOf(other.dossierId);
    const allowed = withdrawn.ok ? 'withdrawn' : rejected.ok ? 'rejected_at_reception' : 'accepted';
    assert.equal(state, allowed, JSON.stringify([accepted.ok, withdrawn.ok, rejected.ok]));
  }
});

test('the registrar of another commune can do nothing, at any time', async () => {
  const { dossierId } = await file(birth, parent);
  const tryAll = async (): Promise<void> => {
    for (const step of ['accept', 'reject', 'supplement', 'assign', 'register', 'end', 'hand'] as const) {
      const answer = await steps(dossierId, entryOf())[step](elsewhere);
      assert.ok(!answer.ok, step);
      assert.ok([400, 403, 404].includes(answer.status), `${step}: ${answer.status}`);
    }
  };
  await tryAll();
  await accept(officer, dossierId);
  await tryAll();
  assert.equal(await stateOf(dossierId), 'accepted');
});

const entryOf = (): object => ({});

test('around midnight in Vietnam: the day of the code, of the child and of the receipt is the day at the counter', async () => {
  // 23:59:40 on 25 November in Hà Nội is still the 25th in London too; twenty-five seconds later it is not.
  clock.at = new Date('2031-11-25T16:59:40Z');
  const late = await house.as({ personalId: house.birth(1).parent.personalId });
  const second = house.birth(1);
  const tomorrow = { childBirthDate: '2031-11-26' };
  const before = await file(second, late, { childBirthDate: '2031-11-25' });
  assert.match(before.code, /-20311125-\d{7}$/);
  await assert.rejects(
    file(second, late, { ...tomorrow, childFullName: 'Nguyễn Ngày Mai' }),
    /answers-not-valid/,
    'not yet born',
  );
  clock.at = new Date('2031-11-25T17:00:05Z');
  const next = await file(second, late, { ...tomorrow, childFullName: 'Nguyễn Ngày Mai' });
  assert.match(next.code, /-20311126-0000001$/);
  clock.at = undefined;
});
