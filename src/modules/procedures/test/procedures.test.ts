import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { listen } from '#platform/events.ts';
import { newId } from '#platform/id.ts';
import { birthRegistration, nationalCatalogue } from '#seeds/national/index.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import {
  getDraft,
  getLifeEvent,
  getNationalRecord,
  getProcedure,
  getProcedureVersion,
  listLifeEvents,
  listProcedures,
  listVersions,
  publishDraft,
  saveDraft,
  searchProcedures,
} from '../contract.ts';
import { versionPublished } from '../events.ts';
import { createProcedures, type ProcedureRecord, type Procedures } from '../index.ts';

const author: Actor = {
  kind: 'officer',
  accountId: newId(),
  officerId: newId(),
  agencyId: newId(),
  name: 'Phạm Quốc Khánh',
  position: 'Chuyên viên kiểm soát thủ tục hành chính',
  rights: ['procedures.publish'],
};
const citizen: Actor = { kind: 'citizen', accountId: newId(), personId: newId(), name: 'Lò Thị Mai' };
const heard: { code: string; change: string; version: number }[] = [];

let node: TestNode;
let second: TestNode;
let procedures: Procedures;
let other: Procedures;

before(async () => {
  node = await startNode({
    build: (deps) => [
      (procedures = createProcedures(deps)),
      {
        parts: {
          name: 'probe',
          listeners: [
            listen(versionPublished, 'probe.remember', async (event) => {
              heard.push(event.payload);
            }),
          ],
        },
      },
    ],
  });
  second = await startNode({ beside: node, build: (deps) => [(other = createProcedures(deps))] });
  await procedures.loadCatalogue(nationalCatalogue);
  await node.runJobs();
  heard.length = 0;
});
after(async () => {
  await second?.close();
  await node?.close();
});

const found = async (q: string) => {
  const answer = await node.call(searchProcedures, { query: { q } });
  assert.ok(answer.ok);
  return answer.answer.procedures.map((procedure) => procedure.code);
};

/** Drafts and publishes a change of the birth record, as an author does. */
async function publishChange(record: ProcedureRecord) {
  const saved = await node.call(saveDraft, { params: { code: record.code }, body: { record, revision: 0 } }, author);
  assert.ok(saved.ok, JSON.stringify(!saved.ok && saved.problem));
  return node.call(publishDraft, { params: { code: record.code }, body: { revision: saved.answer.revision } }, author);
}

test('the record comes back whole, with its form', async () => {
  const { answer } = (await node.call(getProcedure, { params: { code: '1.001193' } })) as {
    answer: ProcedureRecord & { id: string; version: number; fileable: boolean };
  };
  const { id, version, fileable, ...rest } = answer;
  assert.deepEqual([version, fileable], [1, true]);
  const { publishedAt: _at, ...record } = rest as ProcedureRecord & { publishedAt: string };
  assert.deepEqual(record, JSON.parse(JSON.stringify(birthRegistration)));
  assert.equal((await procedures.getVersion(id)).code, '1.001193');
});

test('search finds with and without marks, by everyday words, by code, and with a slip', async () => {
  for (const q of [
    'đăng ký khai sinh',
    'dang ky khai sinh',
    'KHAI SINH',
    'giấy khai sinh cho con',
    'em be',
    'con mới sinh',
    '1.001193',
  ]) {
    assert.equal((await found(q))[0], '1.001193', q);
  }
  assert.equal((await found('kết hôn'))[0], '1.000894');
  assert.equal((await found('khai tử'))[0], '1.000656');
  assert.ok((await found('sao y bản chính')).includes('2.000815'));
  assert.ok((await found('mở cửa hàng')).includes('1.001612'));
  assert.ok((await found('nhap ho khau')).includes('1.004222'));
  assert.equal((await found('tôi muốn làm giấy khai sinh'))[0], '1.001193');
  assert.ok((await found('dang ky khai sihn')).includes('1.001193'));
});

test('search is never surprised: nothing, signs, wildcards, long and strange text', async () => {
  assert.deepEqual(await found(''), []);
  assert.deepEqual(await found('   '), []);
  for (const q of ['%', '_', '\\', "'; drop table procedures.current; --", 'zzzzqqqq', '🙂', 'a'.repeat(200)]) {
    assert.deepEqual(await found(q), [], q);
  }
});

test('what is unknown is told as unknown', async () => {
  const codes = async () =>
    Promise.all([
      node.call(getProcedure, { params: { code: '1.999999' } }),
      node.call(getProcedure, { params: { code: "x'--" } }),
      node.call(getProcedureVersion, { params: { versionId: newId() } }),
      node.call(getLifeEvent, { params: { code: 'KHONGCO' } }),
    ]);
  assert.deepEqual(
    (await codes()).map((answer) => !answer.ok && [answer.status, answer.problem.code]),
    [
      [404, 'procedures.not-found'],
      [404, 'procedures.not-found'],
      [404, 'procedures.version-not-found'],
      [404, 'procedures.life-event-not-found'],
    ],
  );
});

test('lists and life events', async () => {
  const all = await node.call(listProcedures, {});
  assert.ok(all.ok);
  assert.equal(all.answer.procedures.length, nationalCatalogue.procedures.length);
  assert.equal(all.answer.procedures[0]?.code, '1.001193');
  const none = await node.call(listProcedures, { query: { since: new Date(Date.now() + 60_000).toISOString() } });
  assert.deepEqual(none.ok && none.answer.procedures, []);
  const events = await node.call(listLifeEvents, { query: { kind: 'citizen' } });
  assert.deepEqual(events.ok && [events.answer.lifeEvents.length, events.answer.lifeEvents[0]?.code], [11, 'COCONNHO']);
  const event = await node.call(getLifeEvent, { params: { code: 'COCONNHO' } });
  assert.equal(event.ok && event.answer.procedures[0]?.code, '1.001193');
  const national = await node.call(getNationalRecord, { params: { code: '1.001193' } });
  assert.equal(national.ok && national.answer['MATTHC'], '1.001193');
});

test('loading the same catalogue again publishes nothing', async () => {
  assert.deepEqual(await procedures.loadCatalogue(nationalCatalogue), { published: 0 });
});

test('a newer catalogue publishes what it changed; an older one does not bring the earlier text back', async () => {
  const code = '2.000884';
  const record = nationalCatalogue.procedures.find((one) => one.code === code);
  assert.ok(record);
  const changed = { ...record, description: { vi: 'Chứng thực chữ ký', en: 'Signature' } };
  const newer = { procedures: [changed], lifeEvents: nationalCatalogue.lifeEvents };
  assert.deepEqual(await procedures.loadCatalogue(newer), { published: 1 });
  assert.deepEqual(await procedures.loadCatalogue(nationalCatalogue), { published: 0 });
  assert.equal((await other.search(code))[0]?.description.vi, 'Chứng thực chữ ký');
  await node.runJobs();
  heard.length = 0;
});

test('only an author may see or change a draft', async () => {
  const input = { params: { code: '1.001193' }, body: { record: birthRegistration, revision: 0 } };
  assert.equal((await node.call(saveDraft, input)).status, 401);
  assert.equal((await node.call(saveDraft, input, citizen)).status, 403);
  assert.equal((await node.call(getDraft, { params: input.params }, { ...author, rights: [] } as Actor)).status, 403);
});

test('a new version is announced, reaches every process, and leaves the old one as it was', async () => {
  const before = await other.getProcedure('1.001193');
  const { pages } = second.deps;
  const page = { status: 200, type: 'text/html', bytes: Buffer.from('x'), etag: 'x' };
  pages.keep('/thu-tuc/1.001193', { ...page, tags: ['procedures'] }, pages.mark());
  pages.keep('/gioi-thieu', { ...page, tags: ['about'] }, pages.mark());
  const published = await publishChange({
    ...birthRegistration,
    description: { vi: 'Khai sinh cho con', en: 'Register a birth' },
  });
  assert.ok(published.ok);
  assert.deepEqual([published.status, published.answer.version], [201, 2]);
  assert.equal((await procedures.getProcedure('1.001193')).version, 2);
  await node.runJobs();
  assert.deepEqual(
    heard.map(({ code, change, version }) => ({ code, change, version })),
    [{ code: '1.001193', change: 'wording', version: 2 }],
  );
  for (let attempt = 0; (await other.getProcedure('1.001193')).version !== 2 && attempt < 400; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal((await other.getProcedure('1.001193')).version, 2);
  assert.equal(pages.find('/thu-tuc/1.001193'), undefined);
  assert.ok(pages.find('/gioi-thieu'));
  assert.deepEqual(await other.getVersion(before.id), before);
  await assert.rejects(sql`update procedures.version set record = '{}'`.execute(node.database.of()));
  const versions = await node.call(listVersions, { params: { code: '1.001193' } });
  assert.deepEqual(versions.ok && versions.answer.versions.map((one) => one.version), [2, 1]);
});

test('what an officer has published is not undone by loading the catalogue', async () => {
  assert.deepEqual(await procedures.loadCatalogue(nationalCatalogue), { published: 0 });
  assert.equal((await procedures.getProcedure('1.001193')).version, 2);
});

test('a draft shows its faults and its differences, and a faulty one is not published', async () => {
  const code = '1.000894';
  const marriage = nationalCatalogue.procedures.find((record) => record.code === code);
  assert.ok(marriage);
  const faulty = { ...marriage, results: [] };
  const saved = await node.call(saveDraft, { params: { code }, body: { record: faulty, revision: 0 } }, author);
  assert.ok(saved.ok);
  assert.deepEqual(
    saved.answer.faults.map((fault) => fault.path),
    ['/results'],
  );
  assert.deepEqual(saved.answer.changes, [{ path: '/results', class: 'wording' }]);
  const refused = await node.call(publishDraft, { params: { code }, body: { revision: 1 } }, author);
  assert.deepEqual(!refused.ok && [refused.status, refused.problem.code], [422, 'procedures.draft-faulty']);
  const stale = await node.call(saveDraft, { params: { code }, body: { record: marriage, revision: 0 } }, author);
  assert.equal(!stale.ok && stale.problem.code, 'procedures.draft-changed');
  const again = await node.call(saveDraft, { params: { code }, body: { record: marriage, revision: 1 } }, author);
  assert.equal(again.ok && again.answer.revision, 2);
  const unseen = await node.call(publishDraft, { params: { code }, body: { revision: 1 } }, author);
  assert.equal(!unseen.ok && unseen.problem.code, 'procedures.draft-changed');
  const same = await node.call(publishDraft, { params: { code }, body: { revision: 2 } }, author);
  assert.equal(!same.ok && same.problem.code, 'procedures.nothing-new');
  const still = await node.call(getDraft, { params: { code } }, author);
  assert.equal(still.ok && still.answer.revision, 2);
});

test('a form that is no form is a fault, not a failure', async () => {
  const code = '1.004222';
  const record = nationalCatalogue.procedures.find((one) => one.code === code);
  assert.ok(record);
  let nested: unknown = { filled: 'a' };
  for (let level = 0; level < 500; level++) nested = { not: nested };
  const forms: unknown[] = [{}, { pages: 'x' }, { ...birthRegistration.form, pages: [{ id: 'a', when: { not: {} } }] }];
  const tooDeep = { ...birthRegistration.form, pages: [{ id: 'a', when: nested }] };
  const refused = await node.call(
    saveDraft,
    { params: { code }, body: { record: { ...record, form: tooDeep } as unknown as ProcedureRecord, revision: 0 } },
    author,
  );
  assert.equal(!refused.ok && refused.problem.code, 'platform.bad-input');
  for (const [revision, form] of forms.entries()) {
    const body = { record: { ...record, form } as ProcedureRecord, revision };
    const saved = await node.call(saveDraft, { params: { code }, body }, author);
    assert.ok(saved.ok, JSON.stringify(!saved.ok && saved.problem));
    assert.ok(saved.answer.faults.some((fault) => fault.path === '/form'));
  }
});

test('two publications at once: one version, not two', async () => {
  const code = '2.000815';
  const record = nationalCatalogue.procedures.find((one) => one.code === code);
  assert.ok(record);
  const changed = { ...record, description: { vi: 'Sao y bản chính', en: 'Certified copy' } };
  await node.call(saveDraft, { params: { code }, body: { record: changed, revision: 0 } }, author);
  const publish = () => node.call(publishDraft, { params: { code }, body: { revision: 1 } }, author);
  const both = await Promise.all([publish(), publish()]);
  assert.deepEqual(both.map((answer) => answer.status).toSorted(), [201, 404]);
  const versions = await node.call(listVersions, { params: { code } });
  assert.equal(versions.ok && versions.answer.versions.length, 2);
});
