import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { parsePersonalId } from '#modules/population/index.ts';
import { stopTypesetting, typeset } from '#platform/pdf/typeset.ts';
import { checkCertificate, registerBirthOperation } from '../contract.ts';
import { certificateIssued } from '../events.ts';
import { isPrintable } from '../check-entry.ts';
import { issueCertificate } from '../issue-certificate.ts';
import { certificateData } from '../certificate-data.ts';
import { findAct } from '../queries.ts';
import type { Doors } from '../doors.ts';
import type { Tables } from '../tables.ts';
import {
  announced,
  chairman,
  ducXuan,
  elsewhere,
  entryOf,
  nong,
  openOffice,
  parentAccount,
  type Office,
} from './office.ts';

type Issued = Static<(typeof certificateIssued)['payload']>;

let office: Office;
let doors: Doors;
/** How often storing still fails before it works, and whether the process "dies" after storing. */
const trouble = { beforeStoring: 0, afterStoring: 0 };
before(async () => {
  office = await openOffice((real) => {
    doors = {
      ...real,
      files: {
        ...real.files,
        async receive(source, file) {
          if (trouble.beforeStoring-- > 0) throw new Error('the process died before storing');
          const stored = await real.files.receive(source, file);
          if (trouble.afterStoring-- > 0) throw new Error('the process died after storing');
          return stored;
        },
      },
    };
    return doors;
  });
});
after(async () => {
  await office.node.close();
  stopTypesetting();
});

let mothers = 0;
async function register(over: Parameters<typeof entryOf>[0] = {}): Promise<{ actId: string; dossierId: string }> {
  const dossierId = office.dossier();
  const entry = entryOf({ motherPersonalId: `006198${String(++mothers).padStart(6, '0')}`, ...over });
  const answer = await office.node.call(registerBirthOperation, { body: { dossierId, entry } }, nong);
  assert.ok(answer.ok, JSON.stringify(!answer.ok && answer.problem));
  return { actId: answer.answer.act.actId, dossierId };
}

const issuedFor = async (actId: string) =>
  (await announced<Issued>(office.node, certificateIssued.name)).filter((one) => one.actId === actId);
const tools = () => ({ ...office.node.deps, ...doors });

test('after registration the child gets a number, and the parent a signed certificate', async () => {
  const { actId, dossierId } = await register();
  await office.node.runJobs();

  const act = await office.civilStatus.findActOfDossier(dossierId);
  assert.equal(act?.stage, 'certified');
  const number = parsePersonalId(act?.personalId ?? '');
  assert.deepEqual([number?.placePrefix, number?.sex, number?.birthYear], ['006', 'female', 2026]);

  const [issued, ...more] = await issuedFor(actId);
  assert.ok(issued);
  assert.equal(more.length, 0);
  assert.equal(issued.dossierId, dossierId);
  const file = await office.files.get(issued.fileId);
  assert.equal(file.type, 'application/pdf');
  assert.equal(file.owner, parentAccount);
  assert.equal(file.pages, 1, 'a certificate is one page');

  const pdf = await office.files.read(issued.fileId);
  const report = await office.signing.verifyPdf(pdf);
  assert.equal(report.valid, true, JSON.stringify(report));
  assert.equal(report.issuedHere?.signerName, chairman.name, 'the chairperson signs, not the registering officer');

  const parent = { kind: 'citizen', accountId: parentAccount, personId: parentAccount, name: 'Hà' } as const;
  assert.equal(await office.files.canRead(parent, issued.fileId), true);
  assert.equal(await office.files.canRead(nong, issued.fileId), true);
  assert.equal(await office.files.canRead(elsewhere, issued.fileId), false);
});

test('the certificate says what the act says', async () => {
  const { actId } = await register({
    childFullName: 'Hoàng Thị Thùy',
    childBirthDate: '2026-04-05',
    fatherDeclared: 'no',
  });
  await office.node.runJobs();
  const act = await findAct(office.node.database.of<Tables>(), actId);
  assert.ok(act);
  const data = certificateData(act, {
    signedAt: new Date('2026-11-23T03:00:00Z'),
    checkAddress: 'http://lienthong.test/tra-cuu/giay-khai-sinh',
  });
  assert.deepEqual(data.child, {
    name: 'Hoàng Thị Thùy',
    birthDate: '05/04/2026',
    birthDateInWords: 'Ngày năm tháng tư năm hai nghìn không trăm hai mươi sáu',
    gender: 'Nữ',
    ethnicGroup: 'Tày',
    nationality: 'Việt Nam',
    personalId: act.personal_id,
    birthPlace: 'Bệnh viện Đa khoa Bắc Kạn, phường Đức Xuân, tỉnh Thái Nguyên',
    homeTown: 'Phường Đức Xuân, tỉnh Thái Nguyên',
  });
  assert.deepEqual(data.mother, {
    name: 'Nguyễn Thị Thu Hà',
    birthYear: '1998',
    ethnicGroup: 'Kinh',
    nationality: 'Việt Nam',
    residence: 'Phường Đức Xuân, tỉnh Thái Nguyên',
  });
  assert.equal(data.father.name, '');
  assert.deepEqual(
    [data.registration.place, data.registration.date, data.registration.note],
    ['Ủy ban nhân dân phường Đức Xuân, tỉnh Thái Nguyên', '23/11/2026', 'Đăng ký quá hạn'],
  );
});

test('a crash before or after storing, and runs side by side, lead to one announced certificate that is kept', async () => {
  for (const where of ['beforeStoring', 'afterStoring'] as const) {
    const { actId } = await register();
    trouble[where] = 1;
    await office.node.runJobs();
    assert.equal((await issuedFor(actId)).length, 0, 'the first run died');
    await Promise.all([1, 2, 3].map(() => issueCertificate(tools(), actId)));
    await issueCertificate(tools(), actId);
    const issued = await issuedFor(actId);
    assert.equal(issued.length, 1);
    const kept = await sql<{
      n: number;
    }>`select count(*)::int as n from files.keeping where file_id = ${issued[0]?.fileId ?? ''}`.execute(
      office.node.database.of(),
    );
    assert.equal(kept.rows[0]?.n, 1);
  }
});

test('the job of an act without a number does nothing', async () => {
  const { actId } = await register();
  await issueCertificate(tools(), actId);
  assert.equal((await issuedFor(actId)).length, 0);
});

test('whoever holds the paper can check it, and learns nothing about the people', async () => {
  const { actId } = await register({ childFullName: 'Hoàng Gia Bảo' });
  await office.node.runJobs();
  const act = await findAct(office.node.database.of<Tables>(), actId);
  const code = act?.verification_code ?? '';
  assert.match(code, /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/u);
  for (const typed of [code, code.toLowerCase().replaceAll('-', ' '), code.replaceAll('-', '')]) {
    const answer = await office.node.call(checkCertificate, { params: { code: typed } });
    assert.ok(answer.ok, typed);
    assert.equal(answer.answer.place, 'Ủy ban nhân dân phường Đức Xuân, tỉnh Thái Nguyên');
    assert.match(answer.answer.sha256 ?? '', /^[0-9a-f]{64}$/u);
    assert.doesNotMatch(JSON.stringify(answer.answer), /Gia Bảo|Thu Hà|006198/u);
  }
  for (const wrong of ['AAAA-AAAA-AAAA-AAAA', 'nothing', "' or 1=1 --"]) {
    const answer = await office.node.call(checkCertificate, { params: { code: wrong } });
    assert.equal(!answer.ok && answer.problem.code, 'civil-status.code-unknown');
  }
});

test('an agency reads only its own book, by pages, and each page leaves one record', async () => {
  const before = (await office.evidence('civil-status.register-read')).length;
  const seen: string[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const page = await office.civilStatus.listRegister({ limit: 2, ...(after ? { after } : {}) }, nong);
    seen.push(...page.acts.map((act) => act.number));
    after = page.next ?? undefined;
    pages++;
  } while (after);
  const all = await sql<{
    n: number;
  }>`select count(*)::int as n from civil_status.birth_act where agency_id = ${ducXuan.agencyId}`.execute(
    office.node.database.of(),
  );
  assert.equal(new Set(seen).size, all.rows[0]?.n);
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10)),
    'newest first',
  );
  assert.equal((await office.evidence('civil-status.register-read')).length, before + pages);
  assert.deepEqual((await office.civilStatus.listRegister({}, elsewhere)).acts, []);
  assert.deepEqual(
    (await office.civilStatus.listRegister({ q: '1/2026' }, nong)).acts.map((act) => act.number),
    ['1/2026'],
  );
  assert.deepEqual((await office.civilStatus.listRegister({ q: '%' }, nong)).acts, [], 'a sign is not a wildcard');
});

test('every character that an act may contain has a shape in the official font', async () => {
  const all = Array.from({ length: 0x2030 }, (_, code) => String.fromCharCode(code)).filter((sign) =>
    isPrintable(sign),
  );
  assert.ok(all.length > 600);
  // Marks stand on a letter, as they do in a name.
  const text = all.map((sign) => (/\p{M}/u.test(sign) ? `a${sign}` : sign)).join(' ');
  await typeset({ template: '#data.text #upper(data.text)', data: { text }, title: 'Chữ in được' });
});
