import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isProblem } from '#platform/problem.ts';
import * as contract from '../contract.ts';
import { codeOf, elsewhere, mai, nong, openOffice, type Office, thuHa } from './office.ts';

let office: Office;
const lines: string[] = [];
before(async () => {
  office = await openOffice({ log: (line) => lines.push(line) });
});
after(() => office?.close());

const minutes = (count: number) => count * 60_000;
const at = (dossierId: string) => ({ params: { dossierId } });
async function accepted(): Promise<string> {
  const { dossierId } = await office.file();
  const answer = await office.node.call(contract.acceptDossier, { ...at(dossierId), body: {} }, mai);
  assert.ok(answer.ok, JSON.stringify(answer));
  return dossierId;
}
const withdraw = (dossierId: string) =>
  office.node.call(contract.withdrawDossier, { ...at(dossierId), body: { reason: 'Tôi nộp nhầm nơi' } }, thuHa);
const end = (dossierId: string, ending: 'refused' | 'cancelled') =>
  office.node.call(
    contract.endDossier,
    { ...at(dossierId), body: { ending, reason: 'Nộp trùng hồ sơ', legalGround: 'Luật Hộ tịch' } },
    mai,
  );
const ask = (dossierId: string) => {
  const marks = [
    { target: 'field' as const, key: 'childFullName', kind: 'incorrect' as const, message: 'Họ chưa khớp giấy tờ' },
  ];
  const body = { message: 'Thông tin chưa khớp', legalGround: 'Luật Hộ tịch', marks };
  return office.node.call(contract.requestSupplement, { ...at(dossierId), body }, mai);
};
const page = async (dossierId: string) => {
  const answer = await office.node.call(contract.getDossier, at(dossierId), mai);
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.answer;
};
const begin = async (dossierId: string, officer = nong): Promise<string> => {
  try {
    await office.counter.beginHandling(dossierId, officer);
    return 'ok';
  } catch (error) {
    assert.ok(isProblem(error), String(error));
    return error.code;
  }
};

test('withdrawing or stopping at the moment in which the act is about to be written: one of them happens', async () => {
  for (let round = 0; round < 6; round += 1) {
    const dossierId = await accepted();
    const ends = () => (round % 2 === 0 ? withdraw(dossierId) : end(dossierId, 'cancelled'));
    const [began, ended] = await (round % 3 === 0
      ? Promise.all([begin(dossierId), ends()])
      : Promise.all([ends(), begin(dossierId)]).then(([second, first]) => [first, second] as const));
    const { state } = await page(dossierId);
    if (began === 'ok') {
      assert.equal(ended.ok, false, 'never both');
      assert.equal(state, 'processing');
    } else {
      assert.equal(began, 'counter.not-in-this-state');
      assert.ok(ended.ok, JSON.stringify(ended));
    }
  }
});

test('begun work cannot be ended under the act, nor made to wait; it may be begun again', async () => {
  const dossierId = await accepted();
  assert.equal(await begin(dossierId, elsewhere), 'counter.dossier-not-found');
  assert.equal(await begin(dossierId), 'ok');
  assert.equal(await begin(dossierId), 'ok');
  assert.equal(codeOf(await withdraw(dossierId)), 'counter.not-in-this-state');
  assert.equal(codeOf(await end(dossierId, 'refused')), 'counter.act-being-entered');
  assert.equal(codeOf(await end(dossierId, 'cancelled')), 'counter.act-being-entered');
  assert.equal(codeOf(await ask(dossierId)), 'counter.act-being-entered');
  const shown = await page(dossierId);
  assert.equal(shown.actions.find((one) => one.name === 'cancel')?.allowed, false, 'the page says so before a click');
  assert.equal(shown.timeline.filter((line) => line.to === 'processing').length, 1);
  await office.registerBirth(dossierId);
  await office.node.runJobs();
  office.clock.advance(minutes(60 * 24));
  assert.equal(codeOf(await end(dossierId, 'refused')), 'counter.act-being-entered', 'the act stands in the book');
  assert.deepEqual((await page(dossierId)).alarms, []);
});

test('an attempt that was refused, or was never heard of again, does not hold the dossier for ever', async () => {
  const refused = await accepted();
  await (await office.counter.beginHandling(refused, nong)).release();
  assert.equal(codeOf(await withdraw(refused)), 'counter.not-in-this-state', 'the work has begun all the same');
  assert.equal(codeOf(await end(refused, 'refused')), 'ok');
  const both = await accepted();
  const first = await office.counter.beginHandling(both, nong);
  await office.counter.beginHandling(both, mai);
  await first.release();
  assert.equal(codeOf(await end(both, 'refused')), 'counter.act-being-entered', 'the other attempt still runs');
  const crashed = await accepted();
  const lost = await office.counter.beginHandling(crashed, nong);
  office.clock.advance(minutes(31));
  assert.ok(office.clock.now() > lost.until, 'and it may no longer write');
  assert.equal(codeOf(await end(crashed, 'cancelled')), 'ok');
});

test('a dossier that waits for a supplement is not worked on', async () => {
  const dossierId = await accepted();
  assert.equal(codeOf(await ask(dossierId)), 'ok');
  assert.equal(await begin(dossierId), 'counter.supplement-open');
});

test('an act heard on a dossier that has ended raises an alarm', async () => {
  const dossierId = await accepted();
  assert.equal(codeOf(await withdraw(dossierId)), 'ok');
  await office.registerBirth(dossierId);
  await office.node.runJobs();
  const shown = await page(dossierId);
  assert.equal(shown.state, 'withdrawn');
  assert.match(shown.alarms.map((one) => one.text).join(), /đã được ghi vào sổ hộ tịch/);
  assert.deepEqual(shown.notes, []);
  assert.ok(lines.some((line) => line.includes('"level":"error"') && line.includes(dossierId)));
  const history = await office.evidence.historyOf(`dossier:${dossierId}`);
  assert.ok(history.some((line) => line.kind === 'counter.act-on-ended-dossier'));
});
