import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CitizenActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { textOf } from '#platform/pdf/test/text-of.ts';
import { sql } from 'kysely';
import * as contract from '../contract.ts';
import { birth, citizenNamed, mai, nong, openOffice, stranger, type Office } from './office.ts';

/** A son files for his old mother; clerks file for a co-operative. Whether a mandate stands is not asked here: sessions know it. */

let office: Office;
const endedMandates = new Set<string>();
let beforeWriting = (): void => undefined;
before(async () => {
  office = await openOffice({ endedMandates, beforeWriting: () => beforeWriting() });
});
after(() => office.close());

const mother = citizenNamed('Đặng Thị Nảy');
const son = citizenNamed('Bàn Văn Phúc');
const otherSon = citizenNamed('Bàn Văn Thọ');
const acting = (
  agent: CitizenActor,
  principal: { kind: 'person' | 'organisation'; id: string; name: string },
  scope: string[] = ['dossier:*'],
): CitizenActor => ({ ...agent, actingFor: { mandateId: newId(), scope, ...principal } });
const motherAsPrincipal = { kind: 'person' as const, id: mother.personId, name: mother.name };
const forMother = acting(son, motherAsPrincipal);
const coop = { kind: 'organisation' as const, id: newId(), name: 'Hợp tác xã Chè Hồng Thái' };

const read = (actor: CitizenActor, dossierId: string) =>
  office.node.call(contract.getMyDossier, { params: { dossierId } }, actor);
const codeOf = async (actor: CitizenActor, dossierId: string) => {
  const answer = await read(actor, dossierId);
  return answer.ok ? 'shown' : answer.problem.code;
};
const listed = async (actor: CitizenActor) => {
  const answer = await office.node.call(contract.listMyDossiers, { query: {} }, actor);
  assert.ok(answer.ok);
  return answer.answer.dossiers.map(({ code, applicantName, actingFor }) => [code, applicantName, actingFor?.name]);
};

test('a dossier filed for the mother is hers to see, and the son’s only while he acts for her', async () => {
  const filed = await office.file(forMother);
  assert.equal(await codeOf(forMother, filed.dossierId), 'shown');
  assert.equal(await codeOf(mother, filed.dossierId), 'shown');
  for (const other of [son, stranger, otherSon, acting(otherSon, motherAsPrincipal), acting(son, coop)])
    assert.equal(await codeOf(other, filed.dossierId), 'counter.dossier-not-found');
  const narrow = acting(son, motherAsPrincipal, ['dossier:2.000635', 'client:*']);
  assert.equal(await codeOf(narrow, filed.dossierId), 'counter.dossier-not-found');

  const line = [filed.code, 'Bàn Văn Phúc', 'Đặng Thị Nảy'];
  assert.deepEqual(await listed(forMother), [line]);
  assert.deepEqual(await listed(mother), [line]);
  assert.deepEqual(await listed(son), []);
  assert.deepEqual(await listed(narrow), []);
  assert.deepEqual(await listed(acting(otherSon, motherAsPrincipal)), []);

  const seen = await read(mother, filed.dossierId);
  assert.ok(seen.ok);
  assert.equal(seen.answer.timeline[0]?.by.vi, 'Bàn Văn Phúc, thay mặt cho Đặng Thị Nảy');
  const withdrawn = await office.node.call(
    contract.withdrawDossier,
    { params: { dossierId: filed.dossierId }, body: { reason: 'Tôi tự nộp lại sau' } },
    mother,
  );
  assert.ok(withdrawn.ok);
  const after = await read(forMother, filed.dossierId);
  assert.ok(after.ok);
  assert.equal(after.answer.timeline.at(-1)?.by.vi, 'Đặng Thị Nảy');
});

test('the receipt, the office and the evidence say who filed for whom', async () => {
  const filed = await office.file(forMother);
  const receipt = await office.node.call(contract.getReceipt, { params: { dossierId: filed.dossierId } }, mother);
  assert.ok(receipt.ok);
  const pdf = await office.node.fetch(`/api/counter/dossiers/${filed.dossierId}/receipt`, { actor: mai });
  const text = await textOf(Buffer.from(await pdf.arrayBuffer()));
  assert.match(text, /Bàn Văn Phúc/);
  assert.match(text, /Nộp thay mặt cho[\s:]*Đặng Thị Nảy/);
  const page = await office.node.call(contract.getDossier, { params: { dossierId: filed.dossierId } }, mai);
  assert.ok(page.ok);
  assert.deepEqual(page.answer.actingFor, { kind: 'person', name: 'Đặng Thị Nảy' });
  assert.equal(page.answer.timeline[0]?.by.vi, 'Bàn Văn Phúc, thay mặt cho Đặng Thị Nảy');
  const [event] = (await office.events('counter.dossier-filed@1')).filter(
    (one) => one.payload['dossierId'] === filed.dossierId,
  );
  assert.deepEqual(event?.payload['actingFor'], { ...motherAsPrincipal, mandateId: forMother.actingFor?.mandateId });
  const { rows } = await sql<{ actor: Record<string, string> }>`select actor from evidence.record
    where kind = 'counter.dossier-filed' and subject = ${`dossier:${filed.dossierId}`}`.execute(
    office.node.database.of<unknown>(),
  );
  assert.equal(rows[0]?.actor['actingFor'], `person:${mother.personId}`);
  assert.equal(rows[0]?.actor['mandateId'], forMother.actingFor?.mandateId);
});

test('both are told of what comes after: the agent by the page where one chooses whom to act for', async () => {
  const filed = await office.file(forMother);
  await office.node.runJobs();
  const accepted = await office.node.call(
    contract.acceptDossier,
    { params: { dossierId: filed.dossierId }, body: {} },
    mai,
  );
  assert.ok(accepted.ok);
  const page = `/cua-toi/ho-so/${filed.dossierId}`;
  const toAgent = (await office.events('notices.notice-wanted@1')).filter(
    (one) => one.payload['accountId'] === son.accountId && String(one.payload['link']).includes(filed.dossierId),
  );
  assert.deepEqual(
    toAgent.map((one) => one.payload['link']),
    [`/cua-toi/thay-mat?ve=${encodeURIComponent(page)}`, `/cua-toi/thay-mat?ve=${encodeURIComponent(page)}`],
  );
  const toPrincipal = (await office.events('counter.principal-to-be-told@1')).filter(
    (one) => one.payload['link'] === page,
  );
  assert.deepEqual(
    toPrincipal.map((one) => one.payload['personId']),
    [mother.personId],
    'of the acceptance; of the filing she hears as of a use of the mandate',
  );
});

test('outside the mandate nothing begins and nothing is filed', async () => {
  const narrow = acting(son, motherAsPrincipal, ['dossier:2.000635', 'client:*']);
  const page = { registerArea: birth['registerArea'] ?? '' };
  const begun = await office.node.call(
    contract.startDraft,
    { body: { procedureCode: '1.001193', pageId: 'noi-dang-ky', answers: page } },
    narrow,
  );
  assert.equal(!begun.ok && begun.problem.code, 'counter.not-in-mandate');
  const filed = await office.tryFile(narrow, { ...birth, birthNotification: [await office.photo(narrow)] });
  assert.equal(!filed.ok && [filed.status, filed.problem.code].join(), '403,counter.not-in-mandate');
});

test('a draft stays in the capacity that it was begun in: it is neither read, saved nor filed in another', async () => {
  const version = await office.procedures.getProcedure('1.001193');
  const first = version.form?.pages[0];
  assert.ok(first);
  const answers = Object.fromEntries(
    first.fields.flatMap((field) => (birth[field.key] === undefined ? [] : [[field.key, birth[field.key] ?? '']])),
  );
  const begun = await office.node.call(
    contract.startDraft,
    { body: { procedureCode: '1.001193', pageId: first.id, answers } },
    forMother,
  );
  assert.ok(begun.ok);
  assert.deepEqual(begun.answer.actingFor, { kind: 'person', name: 'Đặng Thị Nảy' });
  const { draftId, version: seen } = begun.answer;
  const params = { draftId };
  // The same principal by another mandate is the same capacity: an authority that was renewed.
  const renewed = acting(son, motherAsPrincipal);
  assert.ok((await office.node.call(contract.getDraft, { params }, renewed)).ok);
  for (const other of [son, acting(son, coop)])
    for (const tried of [
      await office.node.call(contract.getDraft, { params }, other),
      await office.node.call(contract.checkDraft, { params }, other),
      await office.node.call(
        contract.saveAnswers,
        { params: { draftId, pageId: first.id }, body: { version: seen, answers } },
        other,
      ),
      await office.node.call(contract.discardDraft, { params }, other),
      await office.node.call(contract.fileDossier, { body: { draftId, version: seen } }, other),
    ])
      assert.equal(!tried.ok && tried.problem.code, 'counter.other-capacity');
  for (const other of [mother, stranger, acting(stranger, motherAsPrincipal)]) {
    const tried = await office.node.call(contract.getDraft, { params }, other);
    assert.equal(!tried.ok && tried.problem.code, 'counter.draft-not-found');
  }
  const mine = await office.node.call(contract.listDrafts, { query: {} }, son);
  assert.ok(mine.ok && mine.answer.drafts.length === 0);
  const hers = await office.node.call(contract.listDrafts, { query: {} }, forMother);
  assert.ok(hers.ok && hers.answer.drafts.length === 1);
});

test('a mandate that ends while a filing is under way files nothing, and keeps nobody else from filing', async (t) => {
  const ending = acting(son, motherAsPrincipal);
  const answersOf = async (actor: CitizenActor) => ({ ...birth, birthNotification: [await office.photo(actor)] });
  const [hers, his, others] = await Promise.all([answersOf(ending), answersOf(son), answersOf(otherSon)]);
  // Its papers are examined and kept; then, just before the dossier is written, the mother ends the mandate.
  beforeWriting = () => void endedMandates.add(ending.actingFor?.mandateId ?? '');
  t.after(() => (beforeWriting = () => undefined));
  const key = newId();
  const [refused, ...filed] = await Promise.all([
    office.tryFile(ending, hers, key),
    office.tryFile(son, his),
    office.tryFile(acting(otherSon, motherAsPrincipal), others),
  ]);
  assert.equal(!refused.ok && [refused.status, refused.problem.code].join(), '403,counter.mandate-ended');
  assert.ok(!refused.ok && refused.problem.title.includes(mother.name));
  assert.deepEqual(
    filed.map((one) => one.ok),
    [true, true],
  );
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from counter.dossier
    where idempotency_key = ${key}`.execute(office.node.database.of<unknown>());
  assert.equal(rows[0]?.n, 0);
  // By another mandate of the same mother the very same filing goes through.
  assert.ok((await office.tryFile(acting(son, motherAsPrincipal), hers, key)).ok);
});

test('an idempotency key used for oneself is another matter when acting for somebody', async () => {
  const key = newId();
  const answers = { ...birth, birthNotification: [await office.photo(son)] };
  const own = await office.tryFile(son, answers, key);
  assert.ok(own.ok);
  const again = await office.tryFile(forMother, answers, key);
  assert.equal(!again.ok && again.problem.code, 'counter.idempotency-key-reused');
});

test('whoever an organisation sends sees what was filed for it, in their part of the work', async () => {
  const clerk = acting(son, coop, ['dossier:1.001193']);
  const filed = await office.file(clerk);
  const boss = acting(mother, coop);
  const elsewhere = acting(otherSon, coop, ['dossier:2.000635']);
  assert.equal(await codeOf(boss, filed.dossierId), 'shown');
  assert.equal(await codeOf(elsewhere, filed.dossierId), 'counter.dossier-not-found');
  assert.equal(await codeOf(mother, filed.dossierId), 'counter.dossier-not-found', 'not as oneself');
  const person = acting(mother, { ...coop, kind: 'person' });
  assert.equal(await codeOf(person, filed.dossierId), 'counter.dossier-not-found', 'an id alone is not a principal');
  assert.deepEqual(await listed(boss), [[filed.code, 'Bàn Văn Phúc', coop.name]]);
});

test('the principal answers a supplement on what the agent filed, and the agent’s papers stay', async () => {
  const filed = await office.file(forMother);
  const params = { dossierId: filed.dossierId };
  await office.node.call(contract.acceptDossier, { params, body: {} }, mai);
  const asked = await office.node.call(
    contract.requestSupplement,
    {
      params,
      body: {
        message: 'Xin ghi lại họ tên của con.',
        marks: [{ target: 'field', key: 'childFullName', kind: 'incorrect', message: 'Xin xem lại họ tên của con' }],
        legalGround: 'Luật Hộ tịch 2014, Điều 16',
      },
    },
    mai,
  );
  assert.ok(asked.ok, JSON.stringify(asked.ok ? '' : asked.problem));
  const page = await read(mother, filed.dossierId);
  assert.ok(page.ok);
  const supplementId = page.answer.supplements.find((one) => one.isOpen)?.id ?? '';
  const answered = await office.node.call(
    contract.answerSupplement,
    { params, body: { supplementId, answers: { childFullName: 'Hoàng Bảo Ân' } } },
    mother,
  );
  assert.ok(answered.ok, JSON.stringify(answered.ok ? '' : answered.problem));
  assert.equal((await read(forMother, filed.dossierId)).ok, true);
  const unrelated = await office.node.call(contract.getMyDossier, { params }, nong as unknown as CitizenActor);
  assert.equal(unrelated.ok, false);
});
