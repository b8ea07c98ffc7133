import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { prepareBirthEntry } from '#modules/civil-status/contract.ts';
import { acceptDossier, getMyDossier, requestSupplement, startDraft } from '#modules/counter/contract.ts';
import { listInbox } from '#modules/notices/contract.ts';
import { createClient, type NodeClient } from '#platform/client.ts';
import { newId } from '#platform/id.ts';
import type { Operation } from '#platform/operation.ts';
import { demoOfficers, demoPeople } from '#seeds/demo/index.ts';
import { accept, certificateOf, file, register, sendPhoto } from './birth-at.ts';
import { startHouse, type WholeHouse } from './house.ts';

// Ids of another person's papers, tried on every operation that takes an id, by everybody who has no business with them.
let house: WholeHouse;
let strangers: { name: string; client: NodeClient }[];
/** Everything of Mrs A that has an id, by the name that contracts give it. */
let hers: Record<string, string[]>;
let codes: string[];
/** An entry for the book that its own registrar could send. */
let prepared: object;
let operations: Operation[];

/** Ids of what is public, or names the caller's own choice. */
const PUBLIC = new Set([
  'directory.get-agency',
  'directory.list-officers',
  'calendar.get-hours',
  'calendar.list-days',
  'calendar.explain-due',
  'procedures.get-procedure-version',
]);

before(async () => {
  house = await startHouse();
  const birth = house.birth(0);
  const parent = await house.as({ personalId: birth.parent.personalId });
  const officer = await house.as({ officerId: birth.officerId });

  const finished = await file(birth, parent);
  await accept(officer, finished.dossierId);
  ({ filed: prepared } = await officer.get(prepareBirthEntry, { params: { dossierId: finished.dossierId } }));
  const { actId } = await register(officer, finished.dossierId);
  const certificate = await certificateOf(parent, finished.dossierId);
  const page = await parent.get(getMyDossier, { params: { dossierId: finished.dossierId } });

  const fresh = await file(birth, parent, { childFullName: 'Nguyễn Bình An' });
  const marked = await file(birth, parent, { childFullName: 'Nguyễn Minh An' });
  const { supplementId } = await officer.get(requestSupplement, {
    params: { dossierId: marked.dossierId },
    body: {
      message: 'Xin ghi rõ nơi sinh',
      legalGround: 'Điều 16 Luật Hộ tịch',
      marks: [{ target: 'field', key: 'birthPlaceName', kind: 'incomplete', message: 'Xin ghi đủ tên bệnh viện' }],
    },
  });
  const running = await file(birth, parent, { childFullName: 'Nguyễn Hoài An' });
  await officer.get(acceptDossier, { params: { dossierId: running.dossierId }, body: {} });
  const draft = await parent.get(startDraft, {
    body: { procedureCode: '1.001193', pageId: 'noi-dang-ky', answers: { registerArea: birth.registerArea } },
  });
  const inbox = await parent.get(listInbox, {});
  assert.ok(inbox.notices.length > 0 && page.forms.length > 0 && page.papers.length > 0);

  hers = {
    dossierId: [finished.dossierId, fresh.dossierId, marked.dossierId, running.dossierId],
    draftId: [draft.draftId],
    fileId: [finished.photoId, certificate, await sendPhoto(parent, 'chưa nộp')],
    formId: page.forms.map((form) => form.id),
    supplementId: [supplementId],
    noticeId: inbox.notices.map((notice) => notice.id),
    actId: [actId],
    officerId: [birth.officerId],
  };
  codes = [finished.code, fresh.code];

  const otherOffice = demoOfficers.find((one) => {
    const post = one.appointments.at(-1);
    const own = demoOfficers.find((each) => each.id === birth.officerId)?.appointments.at(-1);
    return (
      post?.rights.includes('civil-status.register') &&
      post.rights.includes('counter.accept') &&
      post.agencyId !== own?.agencyId
    );
  });
  const leader = demoOfficers.find((one) => {
    const rights = one.appointments.at(-1)?.rights ?? [];
    return rights.includes('command.view') && !rights.includes('counter.view');
  });
  const neighbour = demoPeople.find((one) => one.phone !== null && one.personalId !== birth.parent.personalId);
  assert.ok(otherOffice && leader && neighbour);
  const left = await house.as({ personalId: neighbour.personalId });
  const ended = createClient(house.url, () => ({ cookie: `lt_session=${'A'.repeat(43)}` }));
  strangers = [
    { name: 'another citizen', client: left },
    { name: 'the registrar of another commune', client: await house.as({ officerId: otherOffice.id }) },
    { name: 'a leader', client: await house.as({ officerId: leader.id }) },
    { name: 'nobody', client: house.anyone },
    { name: 'a made-up session', client: ended },
  ];
  operations = (house.node.process.web?.dispatcher.served() ?? []).map((one) => one.operation);
});
after(() => house?.close());

const reason = 'Một lý do đủ dài để được nhận';
const legalGround = 'Điều 16 Luật Hộ tịch';

/** A body that the operation would take from somebody who may. */
const bodies: Record<string, (id: (name: string) => string) => unknown> = {
  'counter.save-answers': () => ({ version: 1, answers: { registerArea: house.birth(0).registerArea } }),
  'counter.file-dossier': (id) => ({ draftId: id('draftId'), version: 1 }),
  'counter.withdraw': () => ({ reason }),
  'counter.answer-supplement': (id) => ({
    supplementId: id('supplementId'),
    answers: { birthPlaceName: 'Bệnh viện A' },
  }),
  'counter.accept': () => ({}),
  'counter.request-supplement': () => ({
    message: reason,
    legalGround,
    marks: [{ target: 'field', key: 'childFullName', kind: 'incorrect', message: reason }],
  }),
  'counter.reject-at-reception': () => ({ reason, legalGround }),
  'counter.assign': (id) => ({ officerId: id('officerId') }),
  'counter.add-note': () => ({ text: 'Ghi chú' }),
  'counter.end-dossier': () => ({ ending: 'cancelled', reason, legalGround }),
  'counter.return-result': () => ({ receivedBy: 'Người lạ' }),
  'civil-status.register-birth': (id) => ({ dossierId: id('dossierId'), entry: prepared, similarReason: reason }),
};

function idNames(operation: Operation): string[] {
  const names = Object.entries(
    (operation.params as { properties?: Record<string, { format?: string }> } | undefined)?.properties ?? {},
  )
    .filter(([, schema]) => schema.format === 'uuid')
    .map(([name]) => name);
  return operation.id in bodies && names.length === 0 ? ['dossierId', 'draftId'] : names;
}

/** What there is of hers may not change by any of it. */
async function everything(): Promise<unknown> {
  return house.rows(
    `select (select json_agg(d order by id) from counter.dossier d) as dossiers,
            (select json_agg(d order by id) from counter.draft d) as drafts,
            (select count(*)::int from counter.dossier_event) as events,
            (select count(*)::int from counter.note) as notes,
            (select count(*)::int from counter.supplement_request) as supplements,
            (select json_agg(f.id order by id) from files.file f) as files,
            (select count(*)::int from civil_status.birth_act) as acts,
            (select count(*)::int from notices.reading) as readings`,
  );
}

test(
  'a stranger with every id of a person gets nothing and changes nothing, whatever the operation',
  { timeout: 600_000 },
  async () => {
    const before = await everything();
    const aimed = operations.filter((one) => idNames(one).length > 0 && !PUBLIC.has(one.id));
    assert.ok(aimed.length > 25, `${aimed.length} operations take an id`);
    const seen = new Set<string>();

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...aimed),
        fc.nat(),
        fc.nat(strangers.length - 1),
        async (operation, seed, who) => attempt(operation, who, (name) => pick(name, seed)),
      ),
      { numRuns: 150 },
    );
    // Every operation and person once, whatever chance has chosen.
    for (const operation of aimed)
      for (let who = 0; who < strangers.length; who++) await attempt(operation, who, (name) => pick(name, 0));
    assert.equal(seen.size, aimed.length * strangers.length);
    assert.deepEqual(await everything(), before);

    function pick(name: string, seed: number): string {
      const known = hers[name] ?? Object.values(hers).flat();
      return known[seed % known.length] ?? newId();
    }

    async function attempt(operation: Operation, who: number, id: (name: string) => string): Promise<void> {
      const stranger = strangers[who];
      assert.ok(stranger);
      seen.add(`${operation.id} ${who}`);
      const path = operation.path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
        name === 'pageId' ? 'noi-dang-ky' : name === 'code' ? '1.001193' : id(name),
      );
      const body = bodies[operation.id]?.(id);
      const response = await stranger.client.fetch(`/api${path}`, {
        method: operation.method,
        ...(operation.body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }),
      });
      const text = await response.text();
      // Without a body that would be taken, the shape may be refused first: that tells nothing either.
      const refusals = body === undefined && operation.body !== undefined ? [400, 401, 403, 404] : [401, 403, 404];
      assert.ok(
        refusals.includes(response.status),
        `${stranger.name}: ${operation.id} → ${response.status} ${text.slice(0, 400)}`,
      );
      for (const name of ['Nguyễn Bình An', 'Nguyễn Hoài An', house.birth(0).parent.personalId])
        assert.ok(!text.includes(name), `${operation.id} told ${name}`);
    }
  },
);

test('another’s uploads, paths, live streams and codes are closed as well', async () => {
  const parent = await house.as({ personalId: house.birth(0).parent.personalId });
  const created = await parent.fetch('/api/files/uploads', {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '1000' },
  });
  const upload = new URL(created.headers.get('location') ?? '', house.url).pathname;
  const agencyId = demoOfficers.find((one) => one.id === house.birth(0).officerId)?.appointments.at(-1)?.agencyId;
  for (const { name, client } of strangers) {
    for (const [method, headers] of [
      ['HEAD', {}],
      ['PATCH', { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }],
      ['DELETE', {}],
    ] as const) {
      const response = await client.fetch(upload, {
        method,
        headers: { 'tus-resumable': '1.0.0', ...headers },
        ...(method === 'PATCH' ? { body: 'lạ' } : {}),
      });
      assert.ok([401, 403, 404].includes(response.status), `${name}: ${method} upload → ${response.status}`);
    }
    for (const topic of [
      `counter.queue:${agencyId}`,
      'notices.inbox:anything',
      'counter.queue',
      ':',
      'no.such:thing',
    ]) {
      const response = await client.fetch(`/api/live?topic=${encodeURIComponent(topic)}`);
      assert.ok([401, 403, 404].includes(response.status), `${name}: live ${topic} → ${response.status}`);
      await response.body?.cancel();
    }
    for (const code of codes) {
      const response = await client.fetch(`/api/counter/dossier-by-code?code=${code}`);
      assert.ok([401, 403, 404].includes(response.status), `${name}: ${code} → ${response.status}`);
    }
  }
  const still = await parent.fetch(upload, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
  assert.equal(still.headers.get('upload-offset'), '0');
});

test('another’s papers cannot be filed as one’s own', async () => {
  const neighbour = strangers[0]?.client;
  assert.ok(neighbour);
  const { answers } = house.birth(0);
  for (const fileId of hers['fileId'] ?? []) {
    const response = await neighbour.fetch('/api/counter/dossiers', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        procedureCode: '1.001193',
        idempotencyKey: `forged-${fileId}`,
        answers: { ...answers, birthNotification: [fileId] },
      }),
    });
    const problem = (await response.json()) as { code: string };
    assert.equal(response.status, 422, JSON.stringify(problem));
    assert.equal(problem.code, 'counter.papers-not-valid');
  }
});
