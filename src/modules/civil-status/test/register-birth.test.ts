import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { birthRegistered, certificateIssued } from '../events.ts';
import { listRegisterOperation, prepareBirthEntry, registerBirthOperation, searchRegister } from '../contract.ts';
import { addDays } from '#platform/time.ts';
import { signersAmong } from '../signers.ts';
import {
  announced,
  answers,
  chairman,
  deputy,
  elsewhere,
  entryOf,
  freshly,
  nong,
  openOffice,
  parentAccount,
  reception,
  type Office,
} from './office.ts';

let office: Office;
/** Subjects whose evidence cannot be written: a failure after the number was taken. */
const failsFor = new Set<string>();
before(async () => {
  office = await openOffice((doors) => ({
    ...doors,
    evidence: {
      record: async (trx, entry) => {
        if (failsFor.has(entry.subject)) throw new Error('the disk is full');
        return doors.evidence.record(trx, entry);
      },
    },
  }));
});
after(() => office.node.close());

type Body = Parameters<typeof register>[0];
const register = (
  body: {
    dossierId: string;
    entry?: ReturnType<typeof entryOf>;
    similarReason?: string;
    signerOfficerId?: string;
    note?: string;
  },
  actor = nong,
) => office.node.call(registerBirthOperation, { body: { entry: entryOf(), ...body } }, freshly(office, actor));

async function registered(body: Body) {
  const answer = await register(body);
  assert.ok(answer.ok, JSON.stringify(!answer.ok && answer.problem));
  return answer.answer;
}

async function refusal(body: Body, actor = nong) {
  const answer = await register(body, actor);
  assert.equal(answer.ok, false);
  return answer.ok ? undefined : answer.problem;
}

/** Each test's children have a mother of their own, so that only the test about duplicates meets one. */
let mothers = 0;
const ownMother = () => ({ motherPersonalId: `006198${String(++mothers).padStart(6, '0')}` });

test('a registration stands in the book with its number, what was corrected is kept, and it is announced', async () => {
  const dossierId = office.dossier();
  const entry = entryOf({
    ...ownMother(),
    childFullName: 'Hoàng Bảo Ân',
    birthPlaceName: 'Bệnh viện  Đa khoa Bắc Kạn',
  });
  const { act, fresh } = await registered({ dossierId, entry });
  assert.equal(fresh, true);
  assert.deepEqual([act.number, act.book, act.page, act.stage], ['1/2026', '01/2026', 1, 'registered']);
  assert.equal(act.registeredOn, '2026-11-23');

  const [event] = await announced<{
    dossierId: string;
    formerProvinceCode: string;
    provinceCode: string;
    child: { fullName: string };
  }>(office.node, birthRegistered.name);
  assert.equal(event?.dossierId, dossierId);
  assert.deepEqual([event?.provinceCode, event?.formerProvinceCode], ['19', '06'], 'Đức Xuân was in Bắc Kạn');
  assert.equal(event?.child.fullName, 'Hoàng Bảo Ân');

  const prepared = await office.node.call(prepareBirthEntry, { params: { dossierId } }, nong);
  assert.ok(prepared.ok);
  assert.deepEqual(prepared.answer.differences, [
    { field: 'childFullName', filed: 'Hoàng Bảo An', entered: 'Hoàng Bảo Ân' },
    { field: 'motherPersonalId', filed: answers.motherPersonalId, entered: entry.motherPersonalId },
  ]);
  const [record] = await office.evidence('civil-status.birth-registered');
  assert.deepEqual(
    record?.data['corrected'],
    ['childFullName', 'motherPersonalId'],
    'names of fields, not what they say',
  );
});

test('a double click and a second officer get the same act; nothing is registered twice', async () => {
  const dossierId = office.dossier();
  const entry = entryOf(ownMother());
  const answers = await Promise.all(Array.from({ length: 6 }, () => register({ dossierId, entry })));
  const acts = answers.map((answer) => {
    assert.ok(answer.ok, JSON.stringify(!answer.ok && answer.problem));
    return answer.answer;
  });
  assert.equal(new Set(acts.map(({ act }) => act.actId)).size, 1);
  assert.equal(acts.filter(({ fresh }) => fresh).length, 1);
  const again = await registered({ dossierId, entry: entryOf({ ...ownMother(), childFullName: 'Tên Khác' }) });
  assert.deepEqual([again.fresh, again.act.actId], [false, acts[0]?.act.actId]);
  assert.equal(
    (await announced<{ dossierId: string }>(office.node, birthRegistered.name)).filter(
      (one) => one.dossierId === dossierId,
    ).length,
    1,
  );
});

test('twenty registrations at once leave no gap and no number twice, also when some of them fail at the end', async () => {
  const before = await lastNumber();
  const wishes = Array.from({ length: 20 }, () => ({ dossierId: office.dossier(), entry: entryOf(ownMother()) }));
  const failing = wishes.filter((_, i) => i % 4 === 3).map(({ dossierId }) => dossierId);
  for (const dossierId of failing) failsFor.add(`dossier:${dossierId}`);
  const all = await Promise.all(wishes.map((wish) => register(wish)));
  const numbers = all.flatMap((one) => (one.ok ? [Number(one.answer.act.number.split('/')[0])] : []));
  assert.equal(
    all.filter((one) => one.status === 500).length,
    5,
    'after their number was taken, before they committed',
  );
  assert.deepEqual(
    numbers.toSorted((a, b) => a - b),
    Array.from({ length: 15 }, (_, i) => before + 1 + i),
  );
});

const lastNumber = async () =>
  (
    await sql<{
      n: number;
    }>`select coalesce(max(number), 0)::int as n from civil_status.birth_act where year = 2026`.execute(
      office.node.database.of(),
    )
  ).rows[0]?.n ?? 0;

test('a new year begins at 1, and a full book is followed by the next', async () => {
  await sql`insert into civil_status.register_rule values ('2027-01-01', 2, 60, 'small books')`.execute(
    office.node.database.of(),
  );
  office.clock.set('2026-12-31T17:00:00Z'); // midnight in Vietnam
  const places = [];
  for (let i = 0; i < 3; i++) {
    const { act } = await registered({
      dossierId: office.dossier(),
      entry: entryOf({ ...ownMother(), childBirthDate: '2026-12-20' }),
    });
    places.push([act.number, act.book, act.page]);
  }
  office.clock.set('2026-11-23T03:00:00Z');
  assert.deepEqual(places, [
    ['1/2027', '01/2027', 1],
    ['2/2027', '01/2027', 2],
    ['3/2027', '02/2027', 1],
  ]);
});

test('the same mother, the same day and a similar name: refused with the act, until the officer says why', async () => {
  const mother = ownMother();
  const first = await registered({
    dossierId: office.dossier(),
    entry: entryOf({ ...mother, childFullName: 'Hoàng Minh An' }),
  });
  const twin = { dossierId: office.dossier(), entry: entryOf({ ...mother, childFullName: 'Hoàng Minh Anh' }) };
  const problem = await refusal(twin);
  assert.equal(problem?.code, 'civil-status.similar-act');
  assert.deepEqual(problem?.params, { number: first.act.number });
  const prepared = await office.node.call(
    prepareBirthEntry,
    { params: { dossierId: office.dossier({ answers: mother }) } },
    nong,
  );
  assert.ok(prepared.ok);
  assert.deepEqual(
    prepared.answer.sameMother.map((one) => one.childFullName),
    ['Hoàng Minh An'],
  );
  const [reading] = (await office.evidence('civil-status.register-read')).slice(-1);
  assert.deepEqual(reading?.data['actIds'], [first.act.actId], 'showing the other act is a recorded disclosure');
  assert.equal((await registered({ ...twin, similarReason: 'Sinh đôi, có hai giấy chứng sinh' })).fresh, true);

  const other = await registered({
    dossierId: office.dossier(),
    entry: entryOf({ ...mother, childFullName: 'Hoàng Thị Thảo' }),
  });
  assert.equal(other.fresh, true, 'clearly another name');
});

test('the same child filed twice at once: one is registered, the other refused', async () => {
  const entry = entryOf(ownMother());
  const both = await Promise.all([0, 1].map(() => register({ dossierId: office.dossier(), entry })));
  assert.deepEqual(both.map((one) => one.status).toSorted(), [200, 409]);
});

test('an officer signs only with two factors, one of them given within half a working day', async () => {
  const dossierId = office.dossier();
  const at = (minutesAgo: number) => new Date(office.clock.now().getTime() - minutesAgo * 60_000).toISOString();
  for (const assurance of [
    undefined,
    { level: 1, methods: ['pwd'], provedAt: at(0) } as const,
    { level: 2, methods: ['pwd', 'sms', 'mfa'], provedAt: at(241) } as const,
  ]) {
    const { assurance: _before, ...officer } = nong;
    const refused = await office.node.call(
      registerBirthOperation,
      { body: { dossierId, entry: entryOf(ownMother()) } },
      { ...officer, ...(assurance ? { assurance } : {}) },
    );
    assert.deepEqual([refused.status, refused.ok || refused.problem.code], [401, 'platform.step-up']);
    assert.match(refused.response.headers.get('www-authenticate') ?? '', /acr_values="LoA2", max_age="14400"/);
  }
  await registered({ dossierId, entry: entryOf(ownMother()) });
});

test('who may register, and when', async () => {
  const dossierId = office.dossier();
  assert.equal((await refusal({ dossierId }, elsewhere))?.code, 'civil-status.other-agency');
  assert.equal((await refusal({ dossierId }, reception))?.status, 403);
  const parent = { kind: 'citizen', accountId: parentAccount, personId: parentAccount, name: 'Hà' } as const;
  const asParent = await office.node.call(registerBirthOperation, { body: { dossierId, entry: entryOf() } }, parent);
  assert.equal(asParent.status, 403);
  assert.equal((await office.node.call(registerBirthOperation, { body: { dossierId, entry: entryOf() } })).status, 401);
  for (const state of ['submitted', 'resolved', 'refused', 'withdrawn']) {
    assert.equal((await refusal({ dossierId: office.dossier({ state }) }))?.code, 'civil-status.dossier-not-ready');
  }
  assert.equal(
    (await refusal({ dossierId: office.dossier({ procedureCode: '2.000815' }) }))?.code,
    'civil-status.not-a-birth',
  );
  const paused = office.dossier({ pausedFor: 'supplement' });
  assert.equal((await refusal({ dossierId: paused }))?.code, 'civil-status.dossier-paused');
  assert.equal((await refusal({ dossierId: '0190b000-0000-7000-8000-00000000dead' }))?.status, 404);
});

test('an entry that cannot be right is refused field by field', async () => {
  const wrong: [Parameters<typeof entryOf>[0], string, string][] = [
    [{ childBirthDate: '2026-11-24' }, 'childBirthDate', 'in-future'],
    [{ motherBirthDate: '2020-01-01' }, 'motherBirthDate', 'too-young'],
    [{ motherPersonalId: '006098000123' }, 'motherPersonalId', 'sex-differs'],
    [{ motherPersonalId: '006197000123' }, 'motherPersonalId', 'birth-year-differs'],
    [{ fatherFullName: '' }, 'fatherFullName', 'required'],
    [{ childHomeTown: '99999' }, 'childHomeTown', 'unknown-place'],
    [{ childFullName: 'An 2' }, 'childFullName', 'not-a-name'],
    [{ birthPlaceName: 'Bệnh viện 🏥' }, 'birthPlaceName', 'strange-characters'],
    [{ motherResidenceArea: '00000' }, 'motherResidenceArea', 'unknown-place'],
    [{ motherBirthDate: '1998-02-30' }, 'motherBirthDate', 'not-a-date'],
  ];
  for (const [over, path, code] of wrong) {
    const entry = entryOf({ ...ownMother(), ...over });
    if (over?.fatherFullName === '') delete entry.fatherFullName;
    if (over?.motherBirthDate) delete entry.motherPersonalId;
    const problem = await refusal({ dossierId: office.dossier(), entry });
    assert.deepEqual(
      problem?.errors?.map((error) => [error.path, error.code]),
      [[path, code]],
      `${path} ${code}`,
    );
  }
});

test('a name that the font cannot print does not get into the book', async () => {
  const problem = await refusal({
    dossierId: office.dossier(),
    entry: entryOf({ ...ownMother(), childFullName: '李安' }),
  });
  assert.ok(problem?.errors?.some((error) => error.path === 'childFullName' && error.code === 'strange-characters'));
  const note = await refusal({ dossierId: office.dossier(), entry: entryOf(ownMother()), note: 'ghi chú ✍' });
  assert.deepEqual(
    note?.errors?.map((error) => error.path),
    ['note'],
  );
});

test('without a father his details are left out; with a note and another signer they are kept', async () => {
  const entry = entryOf({ ...ownMother(), fatherDeclared: 'no' });
  const { act } = await registered({
    dossierId: office.dossier(),
    entry,
    signerOfficerId: deputy.officerId,
    note: 'Theo quyết định 01',
  });
  const fields = await office.civilStatus.justiceFields(act.actId);
  assert.deepEqual(
    [fields['chaHoTen'], fields['nguoiKy'], fields['chucVuNguoiKy'], fields['ghiChu']],
    ['', 'Triệu Văn Kiên', 'Phó Chủ tịch', 'Theo quyết định 01'],
  );
});

test('only who holds the right to sign is a signer; the chairperson unless another is chosen', async () => {
  const dossierId = office.dossier();
  const prepared = await office.node.call(prepareBirthEntry, { params: { dossierId } }, nong);
  assert.ok(prepared.ok);
  assert.deepEqual(
    prepared.answer.signers.map((one) => one.name),
    [chairman.name, deputy.name],
  );
  for (const signer of [nong, reception, elsewhere]) {
    const wish = { dossierId: office.dossier(), entry: entryOf(ownMother()), signerOfficerId: signer.officerId };
    assert.equal((await refusal(wish))?.code, 'civil-status.signer-unknown', signer.name);
  }
  const { act } = await registered({ dossierId, entry: entryOf(ownMother()) });
  const fields = await office.civilStatus.justiceFields(act.actId);
  assert.deepEqual([fields['nguoiKy'], fields['chucVuNguoiKy']], [chairman.name, 'Chủ tịch']);

  // Phan Đình Phùng has a registrar, and nobody who may sign.
  const there = office.dossier({ agencyId: elsewhere.agencyId });
  const refused = await refusal({ dossierId: there, entry: entryOf(ownMother()) }, elsewhere);
  assert.deepEqual([refused?.status, refused?.code], [409, 'civil-status.no-signer']);
});

test('signers are proposed by their titles, however these are written', () => {
  const one = (name: string, position: string, rights = ['civil-status.sign']) => ({
    id: name,
    name,
    position,
    rights,
  });
  assert.deepEqual(
    signersAmong([
      one('a', 'Công chức tư pháp – hộ tịch', ['civil-status.register']),
      one('b', 'Công chức được ủy quyền'),
      one('c', 'Phó chủ tịch Ủy ban nhân dân phường'.normalize('NFD')),
      one('d', 'CHỦ TỊCH Ủy ban nhân dân phường'),
    ]).map((signer) => signer.name),
    ['d', 'c', 'b'],
  );
});

test('sixty days are on time, one more is late; the gateway has dates with full stops', async () => {
  const today = '2026-11-23';
  for (const [days, kind] of [
    [60, '1'],
    [61, '2'],
  ] as const) {
    const birth = addDays(today, -days);
    const { act } = await registered({
      dossierId: office.dossier(),
      entry: entryOf({ ...ownMother(), childBirthDate: birth }),
    });
    const fields = await office.civilStatus.justiceFields(act.actId);
    assert.deepEqual([fields['loaiDangKy'], fields['ngayDangKy']], [kind, '23.11.2026']);
    assert.equal(fields['nksNgaySinh'], birth.split('-').toReversed().join('.'));
    assert.equal(fields['nksNoiSinh'], 'Bệnh viện Đa khoa Bắc Kạn, phường Đức Xuân, tỉnh Thái Nguyên');
  }
});

test('text typed as NFD is stored as NFC, and the book is found without accents', async () => {
  const { act } = await registered({
    dossierId: office.dossier(),
    entry: entryOf({ ...ownMother(), childFullName: 'Đặng Quý Hoà'.normalize('NFD') }),
  });
  assert.equal(act.childFullName, 'Đặng Quý Hoà'.normalize('NFC'));
  const found = await office.node.call(searchRegister, { body: { q: 'dang quy' } }, nong);
  assert.ok(found.ok);
  assert.deepEqual(
    found.answer.acts.map((one) => one.actId),
    [act.actId],
  );
});

test('a search of the book is posted and goes on page by page; the address takes no name', async () => {
  for (const name of ['Lò Văn Tấm Một', 'Lò Văn Tấm Hai', 'Lò Văn Tấm Ba'])
    await registered({ dossierId: office.dossier(), entry: entryOf({ ...ownMother(), childFullName: name }) });
  const seen: string[] = [];
  let after: string | null | undefined;
  do {
    const page = await office.node.call(
      searchRegister,
      { body: { q: 'van tam', limit: 2, ...(after ? { after } : {}) } },
      nong,
    );
    assert.ok(page.ok, JSON.stringify(page));
    seen.push(...page.answer.acts.map((act) => act.childFullName));
    ({ next: after } = page.answer);
  } while (after);
  assert.deepEqual(seen, ['Lò Văn Tấm Ba', 'Lò Văn Tấm Hai', 'Lò Văn Tấm Một']);
  assert.deepEqual(
    Object.keys(listRegisterOperation.query?.properties ?? {}).toSorted(),
    ['after', 'limit', 'year'],
    'reading the book takes no words',
  );
  assert.equal((await office.node.call(searchRegister, { body: { q: 'tam' } }, reception)).status, 403);
  const others = await office.node.call(searchRegister, { body: { q: 'van tam' } }, elsewhere);
  assert.deepEqual(others.ok && others.answer.acts, [], 'an agency searches its own book');
});

test('the application cannot change or remove an act', async () => {
  for (const table of ['birth_act', 'birth_act_difference', 'birth_act_number', 'birth_certificate', 'register_rule']) {
    await assert.rejects(
      sql`delete from civil_status.${sql.raw(table)}`.execute(office.node.database.of()),
      /permission denied/u,
    );
  }
  assert.equal((await announced(office.node, certificateIssued.name)).length, 0, 'no job has run in this file');
});
