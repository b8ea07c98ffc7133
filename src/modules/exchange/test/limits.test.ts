import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import {
  getCapabilities,
  getMailbox,
  listSent,
  sendConsignment,
  setMailbox,
  type Envelope,
} from '#modules/exchange/contract.ts';
import { whatStands } from '#modules/exchange/mailbox/limits.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import type { Limits } from '#modules/nodes/index.ts';
import { agencies, binh, huong, letter, newKey, officerOf, openAxis, thao, type Axis } from './axis.ts';
import { openFederation } from './federation.ts';

let axis: Axis;
before(async () => (axis = await openAxis()));
after(() => axis?.close());

const set = async (body: Record<string, unknown>, by = binh) => {
  const answered = await axis.node.call(setMailbox, { body: { mode: 'pull', ...body } as never }, by);
  assert.ok(answered.ok, JSON.stringify(answered));
};
const send = (envelope: Envelope, key = newKey(), at = axis) =>
  at.node.call(sendConsignment, { body: { key, envelope } }, huong);
const count = async () => {
  const answered = await axis.node.call(listSent, { query: {} }, huong);
  assert.ok(answered.ok);
  return answered.answer.consignments.length;
};

async function fileOf(name: string, pages: number): Promise<Envelope['files'][number]> {
  const stored = await axis.files.receive(await pdfOf(pages), {
    name,
    owner: huong.accountId,
  });
  return { fileId: stored.id, name, mediaType: stored.type, bytes: stored.bytes, sha256: stored.sha256 };
}

/** The refusal of something, of which nothing was accepted. */
async function refusedBy(envelope: Envelope) {
  const before = await count();
  const answered = await send(envelope);
  assert.ok(!answered.ok, 'it was accepted');
  assert.equal(await count(), before);
  return answered.problem;
}

test('a type of document that a recipient has said it cannot take is refused with its name and the way out', async () => {
  await set({ onlyTypes: ['2.2', '1.18'] });
  const problem = await refusedBy(letter());
  assert.equal(problem.code, 'exchange.cannot-take-type');
  assert.match(problem.title, /Bộ Tư pháp \(G15\) không nhận được loại văn bản “Công văn”.*gửi bản giấy/);
  assert.deepEqual(
    problem.errors?.map(({ path, code }) => [path, code]),
    [['/envelope/to/0', 'type']],
    'the other recipient can take it',
  );
  assert.ok((await send(letter({ to: [agencies.tanTrao.code] }))).ok);
  const decision = letter({ to: ['G15'] });
  decision.document.type = { group: 2, code: 2, name: 'Quyết định' };
  assert.ok((await send(decision)).ok);
  await set({});
});

test('a file larger than a recipient takes, attachments, and what is encrypted are refused by their rules', async () => {
  const main = await fileOf('cong-van.pdf', 1);
  const second = await fileOf('phu-luc.pdf', 2);
  const to = ['G15'];
  await set({ takesAttachments: false });
  assert.equal((await refusedBy(letter({ to, files: [main, second] }))).code, 'exchange.cannot-take-attachments');
  assert.ok((await send(letter({ to, files: [main] }))).ok);
  await set({ takesEncrypted: false });
  const locked = await refusedBy(letter({ to, files: [{ ...main, encrypted: true }] }));
  assert.equal(locked.code, 'exchange.cannot-take-encrypted');
  assert.match(locked.title, /“cong-van.pdf”.*bản không mã hóa/);
  assert.ok((await send(letter({ to, files: [main] }))).ok);
  await set({ largestFileMb: 1 });
  const bytes = 3 * 1024 ** 2;
  const film = await axis.files.receiveLarge(movie(bytes), {
    name: 'phim.mp4',
    owner: huong.accountId,
    sender: huong.accountId,
  });
  const large = { fileId: film.id, name: 'phim.mp4', mediaType: film.type, bytes: film.bytes, sha256: film.sha256 };
  const problem = await refusedBy(letter({ to, files: [main, large] }));
  assert.equal(problem.code, 'exchange.cannot-take-size');
  assert.match(problem.title, /“phim.mp4” nặng 3 MB.*nhận tệp đến 1 MB.*chia nhỏ/);
  await set({});
  assert.ok((await send(letter({ to, files: [main, large, { ...second, encrypted: true }] }))).ok);
});

function* chunks(bytes: number): Generator<Buffer> {
  const head = Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex');
  yield head;
  yield Buffer.alloc(bytes - head.length, 7);
}
async function* movie(bytes: number): AsyncGenerator<Buffer> {
  yield* chunks(bytes);
}

test('a recall is refused where the recipient cannot take one, and an answer that was given stays given', async () => {
  await set({});
  const key = newKey();
  const first = letter({ to: ['G15'] });
  const sent = await send(first, key);
  assert.ok(sent.ok);
  await set({ notKinds: ['recall', 'update'], onlyTypes: ['2.2'] });
  const about = sent.answer.consignmentId;
  const recall = await refusedBy({ ...first, kind: 'recall', about, reason: 'Sai số' });
  assert.equal(recall.code, 'exchange.cannot-take-kind');
  assert.match(recall.title, /thông điệp “thu hồi”/);
  assert.equal(
    (await refusedBy({ ...first, kind: 'update', about, reason: 'Sai số' })).code,
    'exchange.cannot-take-kind',
  );
  const again = await send(first, key);
  assert.deepEqual(
    again.ok && again.answer,
    { ...sent.answer, repeated: true },
    'what was accepted is not asked again',
  );
  await set({ notKinds: ['update'], onlyTypes: ['2.2'] });
  assert.ok((await send({ ...first, kind: 'recall', about, reason: 'Sai số' })).ok, 'a recall brings no type to read');
  await set({});
});

test('what a mailbox cannot take is shown, asked for and kept; what it cannot be is refused', async () => {
  const body = { mode: 'pull', takesEncrypted: false, notKinds: ['replace'], onlyTypes: ['2.18'], largestFileMb: 20 };
  await set(body, thao);
  const shown = await axis.node.call(getMailbox, {}, thao);
  assert.ok(shown.ok);
  assert.deepEqual(
    [shown.answer.takesEncrypted, shown.answer.notKinds, shown.answer.onlyTypes, shown.answer.largestFileMb],
    [false, ['replace'], ['2.18'], 20],
  );
  const asked = await axis.node.call(getCapabilities, { params: { code: 'H60.102' } }, huong);
  assert.ok(asked.ok);
  assert.deepEqual(
    [asked.answer.encrypted, asked.answer.kinds, asked.answer.types],
    [false, ['new', 'recall', 'update'], ['2.18']],
  );
  for (const wrong of [
    { notKinds: ['new'] },
    { onlyTypes: [] },
    { onlyTypes: ['3.1'] },
    { onlyTypes: ['2.18', '2.18'] },
  ]) {
    const answered = await axis.node.call(setMailbox, { body: { mode: 'pull', ...wrong } as never }, thao);
    assert.equal(answered.ok ? 'ok' : answered.problem.code, 'platform.bad-input', JSON.stringify(wrong));
  }
  const clerk = officerOf(agencies.tanTrao, 'Văn thư', ['exchange.receive']);
  assert.equal((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, clerk)).status, 403);
  await set({ mode: 'here' }, thao);
});

test('of all that a recipient may say, a document is refused by what it breaks and by nothing else', () => {
  const type = { group: 2, code: 18, name: 'Công văn' };
  const limits: fc.Arbitrary<Limits> = fc.record(
    {
      mostBytes: fc.integer({ min: 1, max: 100 }),
      noAttachments: fc.constant(true as const),
      noEncrypted: fc.constant(true as const),
      notKinds: fc.uniqueArray(fc.constantFrom('recall' as const, 'update' as const, 'replace' as const), {
        minLength: 1,
      }),
      onlyTypes: fc.constantFrom(['2.18'], ['1.18', '2.2'], ['2.1']),
    },
    { requiredKeys: [] },
  );
  const files = fc.array(
    fc.record({ name: fc.constant('a.pdf'), bytes: fc.integer({ min: 1, max: 100 }), encrypted: fc.boolean() }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(
      limits,
      files,
      fc.constantFrom('new' as const, 'recall' as const, 'update' as const, 'replace' as const),
      (said, given, kind) => {
        const broken = new Set([
          ...(kind !== 'new' && said.notKinds?.includes(kind) ? ['kind'] : []),
          ...(kind !== 'recall' && said.onlyTypes && !said.onlyTypes.includes('2.18') ? ['type'] : []),
          ...(said.noEncrypted && given.some((one) => one.encrypted) ? ['encrypted'] : []),
          ...(said.noAttachments && given.length > 1 ? ['attachments'] : []),
          ...(given.some((one) => one.bytes > (said.mostBytes ?? 100)) ? ['size'] : []),
        ]);
        const found = whatStands(said, { kind, type, files: given });
        if (broken.size === 0) assert.equal(found, undefined);
        else assert.ok(found && broken.has(found.rule));
      },
    ),
  );
});

test('of an agency at another node the signed directory decides, and what it does not say is allowed', async () => {
  const federation = await openFederation({ tinh: [agencies.ducXuan], bo: [agencies.ministry] });
  try {
    const [home, away] = [federation.node('tinh'), federation.node('bo')];
    assert.ok((await send(letter({ to: ['G15'] }), newKey(), home)).ok, 'nothing is known');
    const body = { mode: 'pull' as const, onlyTypes: ['2.2'] };
    assert.ok((await away.node.call(setMailbox, { body }, binh)).ok);
    await federation.settle();
    const refused = await send(letter({ to: ['G15'] }), newKey(), home);
    assert.equal(refused.ok ? 'accepted' : refused.problem.code, 'exchange.cannot-take-type');
    const asked = await home.node.call(getCapabilities, { params: { code: 'G15' } }, huong);
    assert.ok(asked.ok);
    assert.deepEqual([asked.answer.mode, asked.answer.types], ['elsewhere', ['2.2']]);
    const plan = await home.exchange.recipients.plan({
      agencyId: agencies.ducXuan.id,
      codes: ['G15'],
      groups: [],
      files: [],
      type: { group: 2, code: 18, name: 'Công văn' },
    });
    assert.deepEqual(
      plan.cannot.map(({ why, stops }) => [why, stops]),
      [['type-not-taken', true]],
    );
    assert.ok((await away.node.call(setMailbox, { body: { mode: 'pull' } }, binh)).ok);
    await federation.settle();
    assert.ok((await send(letter({ to: ['G15'] }), newKey(), home)).ok);
  } finally {
    await federation.close();
  }
});

test('ten thousand recipients are asked in memory, and each that cannot take it is named, up to a hundred', async () => {
  const db = axis.node.database.pool;
  await db.query(
    `insert into exchange.mailbox (agency_id, mode, set_at, set_by, only_types)
     select id, 'pull', now(), '{}', array['2.2'] from unnest($1::uuid[]) as id`,
    [agencies.many.slice(0, 300).map(({ id }) => id)],
  );
  await set({});
  const problem = await refusedBy(letter({ to: [], groups: [{ ref: 'communes:G15' }] }));
  assert.equal(problem.code, 'exchange.cannot-take-type');
  assert.equal(problem.errors?.length, 100);
});
