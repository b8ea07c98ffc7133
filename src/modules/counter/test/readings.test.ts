import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as contract from '../contract.ts';
import { codeOf, elsewhere, mai, nong, openOffice, type Office, phanDinhPhung, ducXuan, thuHa } from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.close());

const at = (dossierId: string) => ({ params: { dossierId } });
const look = (dossierId: string, actor = mai) => office.node.call(contract.getDossier, at(dossierId), actor);
const readings = async (dossierId: string) =>
  (await office.evidence.historyOf(`dossier:${dossierId}`)).filter((line) => line.kind === 'counter.dossier-read');

test('a page that shows itself again is one reading; a quarter of an hour later, or another officer, is another', async () => {
  const { dossierId } = await office.file();
  await Promise.all([look(dossierId), look(dossierId), look(dossierId)]);
  assert.equal((await readings(dossierId)).length, 1);
  await look(dossierId, nong);
  await office.counter.getDossierForHandling(dossierId, nong);
  assert.equal((await readings(dossierId)).length, 2);
  office.clock.advance(15 * 60_000);
  await look(dossierId);
  assert.equal((await readings(dossierId)).length, 3);
});

/** What a stream says after something was done: until it tells a change, or, where none is due, for a moment. */
async function heard(
  topic: string,
  actor: typeof mai,
  doThis: () => Promise<unknown>,
  { isDue = false } = {},
): Promise<string> {
  const stop = new AbortController();
  const stream = await office.node.fetch(`/api/live?topic=${encodeURIComponent(topic)}`, {
    actor,
    signal: stop.signal,
  });
  assert.equal(stream.status, 200);
  let text = '';
  const reading = (async () => {
    for await (const piece of stream.body ?? []) text += new TextDecoder().decode(piece);
  })().catch(() => undefined);
  await doThis();
  const until = Date.now() + (isDue ? 30_000 : 700);
  while (Date.now() < until && !text.includes('event: change')) await new Promise((done) => setTimeout(done, 25));
  stop.abort();
  await reading;
  return text;
}

test('an open dossier page hears of its own dossier and of no other', async () => {
  const mine = await office.file();
  const other = await office.file();
  const topic = `counter.dossier:${ducXuan.agencyId}.${mine.dossierId}`;
  const accept = (dossierId: string) => office.node.call(contract.acceptDossier, { ...at(dossierId), body: {} }, mai);
  assert.doesNotMatch(await heard(topic, mai, () => accept(other.dossierId)), /event: change/u);
  assert.match(await heard(topic, mai, () => accept(mine.dossierId), { isDue: true }), /event: change/u);
  const stranger = await office.node.fetch(`/api/live?topic=${topic}`, { actor: elsewhere });
  assert.equal(stranger.status, 404);
  const wrongAgency = `counter.dossier:${phanDinhPhung.agencyId}.${mine.dossierId}`;
  const note = () => office.node.call(contract.addNote, { ...at(mine.dossierId), body: { text: 'Đã gọi' } }, mai);
  assert.doesNotMatch(await heard(wrongAgency, elsewhere, note), /event: change/u, 'nothing is told under it');
});

test('a double click on a note or an assignment writes one line', async () => {
  const { dossierId } = await office.file();
  const note = (text: string) => office.node.call(contract.addNote, { ...at(dossierId), body: { text } }, mai);
  const both = await Promise.all([note('Đã gọi điện'), note('Đã gọi điện')]);
  assert.deepEqual(both.map(codeOf), ['ok', 'ok']);
  await note('Đã gọi điện lần nữa');
  office.clock.advance(5 * 60_000);
  await note('Đã gọi điện');
  const assign = (reason: string) =>
    office.node.call(contract.assignDossier, { ...at(dossierId), body: { officerId: nong.officerId, reason } }, mai);
  await Promise.all([assign('Nghỉ phép'), assign('Nghỉ phép')]);
  await assign('Đi họp');
  const page = await look(dossierId);
  assert.ok(page.ok);
  assert.equal(page.answer.notes.length, 3);
  assert.equal(page.answer.timeline.filter((line) => line.kind === 'assigned').length, 2);
});

test('a paper that came with a supplement is shown to the office', async () => {
  const { dossierId } = await office.file();
  await office.node.call(contract.acceptDossier, { ...at(dossierId), body: {} }, mai);
  const marks = [
    { target: 'paper' as const, key: 'birthNotification', kind: 'incomplete' as const, message: 'Ảnh bị mất góc' },
  ];
  const body = { message: 'Ảnh chưa rõ', legalGround: 'Luật Hộ tịch', marks };
  const asked = await office.node.call(contract.requestSupplement, { ...at(dossierId), body }, mai);
  assert.ok(asked.ok, JSON.stringify(asked));
  const photo = await office.photo(thuHa, 'chup-lai.jpg');
  const answered = await office.node.call(
    contract.answerSupplement,
    { ...at(dossierId), body: { supplementId: asked.answer.supplementId, answers: { birthNotification: [photo] } } },
    thuHa,
  );
  assert.ok(answered.ok, JSON.stringify(answered));
  await office.node.runJobs();
  assert.equal((await office.node.fetch(`/api/files/${photo}/view`, { actor: mai })).status, 200);
  assert.equal((await office.node.fetch(`/api/files/${photo}/view`, { actor: elsewhere })).status, 404);
});
