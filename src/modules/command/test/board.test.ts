import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { birthRegistered, certificateIssued } from '#modules/civil-status/events.ts';
import { dossierAccepted, dossierFiled, dossierResolved, dossierStateChanged } from '#modules/counter/events.ts';
import { personNumbered } from '#modules/population/events.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { createCommand } from '#modules/command/index.ts';
import { getBoard } from '#modules/command/contract.ts';

const [government, province, commune, elsewhere] = [newId(), newId(), newId(), newId()];
const agencies = [
  { id: government, name: 'Văn phòng Chính phủ', shortName: 'VPCP', level: 'national', parentId: null },
  { id: province, name: 'Ủy ban nhân dân tỉnh Thái Nguyên', shortName: 'UBND tỉnh', level: 'province', parentId: null },
  {
    id: commune,
    name: 'Ủy ban nhân dân phường Đức Xuân',
    shortName: 'UBND phường',
    level: 'commune',
    parentId: province,
  },
  { id: elsewhere, name: 'Ủy ban nhân dân phường Ba Đình', shortName: 'UBND phường', level: 'commune', parentId: null },
];
const directory = {
  getAgency: async (id: string) => agencies.find((agency) => agency.id === id) ?? assert.fail('no agency'),
  listAgencies: async () => agencies,
};
const officerOf = (agencyId: string, rights: string[] = ['command.view']): OfficerActor => ({
  kind: 'officer',
  accountId: newId(),
  officerId: newId(),
  agencyId,
  name: 'Trương Mỹ Dung',
  position: 'Chuyên viên chính',
  rights,
});

let node: TestNode;
before(async () => {
  node = await startNode({ build: (deps) => [createCommand({ ...deps, directory })] });
});
after(() => node?.close());

const now = () => new Date().toISOString();
const about = (agencyId: string) => ({
  dossierId: newId(),
  code: 'H55.204-20261123-0000001',
  procedureCode: '1.001193',
  agencyId,
  areaCode: '01840',
});

const file = (agencyId: string) =>
  node.database.transaction((trx) =>
    node.deps.publish(trx, dossierFiled, {
      ...about(agencyId),
      procedureVersionId: newId(),
      applicantAccountId: newId(),
      applicantName: 'Lò Thị Mai',
      filedAt: now(),
    }),
  );

async function boardOf(agencyId: string) {
  const got = await node.call(getBoard, {}, officerOf(agencyId));
  assert.ok(got.ok, JSON.stringify(got));
  return got.answer;
}

test('every announcement is counted once, by hour and agency', async () => {
  await Promise.all(Array.from({ length: 20 }, () => file(commune)));
  await file(elsewhere);
  await node.database.transaction(async (trx) => {
    await node.deps.publish(trx, dossierAccepted, {
      ...about(commune),
      filedAt: now(),
      acceptedAt: now(),
      dueAt: now(),
    });
    await node.deps.publish(trx, dossierResolved, {
      ...about(commune),
      filedAt: now(),
      resolvedAt: now(),
      dueAt: now(),
      onTime: true,
    });
    await node.deps.publish(trx, dossierResolved, {
      ...about(commune),
      filedAt: now(),
      resolvedAt: now(),
      dueAt: now(),
      onTime: false,
    });
  });
  await node.runJobs();
  const board = await boardOf(commune);
  assert.equal(board.today.filed, 20);
  assert.deepEqual([board.today.accepted, board.today.resolved, board.today.onTime, board.today.late], [1, 2, 1, 1]);
  assert.equal(
    board.hours.reduce((sum, n) => sum + n, 0),
    20,
  );
  assert.equal(board.days.length, 14);
  assert.equal(board.days.at(-1)?.filed, 20);
});

test('a commune sees itself, a province its communes, a national body everybody', async () => {
  assert.equal((await boardOf(commune)).scope.agencies, 1);
  assert.equal((await boardOf(province)).today.filed, 20);
  const all = await boardOf(government);
  assert.equal(all.today.filed, 21);
  assert.deepEqual(
    all.agencies.map((agency) => agency.filed),
    [20, 1],
  );
});

const birth = (actId: string) => ({
  actId,
  dossierId: newId(),
  agencyId: commune,
  provinceCode: '19',
  areaCode: '01840',
  formerProvinceCode: null,
  child: {
    fullName: 'Hoàng Bảo An',
    birthDate: '2026-11-12',
    gender: 'female' as const,
    ethnicGroup: '01',
    nationality: 'VN',
    homeTown: '01840',
    birthPlaceName: 'Bệnh viện Đa khoa Bắc Kạn',
    birthPlaceArea: null,
  },
  motherFullName: 'Nguyễn Thị Thu Hà',
  motherPersonalId: null,
  fatherFullName: null,
  fatherPersonalId: null,
  registeredAt: now(),
});

test('a number and a certificate that are heard before their birth are counted with it, none is tried again', async () => {
  const actId = newId();
  const numbered = { birthActId: actId, personId: newId(), personalId: '006226000001' };
  const certificate = {
    actId,
    dossierId: newId(),
    fileId: newId(),
    fileName: 'x.pdf',
    result: { vi: 'Giấy khai sinh', en: 'Birth certificate' },
  };
  await node.database.transaction(async (trx) => {
    await node.deps.publish(trx, personNumbered, numbered);
    await node.deps.publish(trx, certificateIssued, certificate);
  });
  await node.runJobs();
  assert.equal((await boardOf(commune)).today.numbers, 0);
  await node.database.transaction((trx) => node.deps.publish(trx, birthRegistered, birth(actId)));
  await node.runJobs();
  const { today } = await boardOf(commune);
  assert.deepEqual([today.births, today.numbers, today.certificates], [1, 1, 1]);
  await node.database.transaction((trx) =>
    node.deps.publish(trx, personNumbered, { ...numbered, personId: newId(), personalId: '006226000002' }),
  );
  await node.runJobs();
  assert.equal((await boardOf(commune)).today.numbers, 2, 'in the usual order it is counted at once');
});

test('what is in hand goes down for every way out, in whatever order it is heard', async () => {
  const moved = async (...steps: [from: string, to: string][]) => {
    const dossier = about(commune);
    await node.database.transaction(async (trx) => {
      for (const [from, to] of steps)
        await node.deps.publish(trx, dossierStateChanged, { ...dossier, from, to, at: now(), dueAt: null });
    });
    await node.runJobs();
  };
  const inHand = async () => (await boardOf(commune)).inHand;
  const before = await inHand();
  await moved(['submitted', 'accepted']);
  await moved(['submitted', 'accepted'], ['accepted', 'processing']);
  assert.equal(await inHand(), before + 2);
  for (const out of ['resolved', 'refused', 'cancelled'])
    await moved(['submitted', 'accepted'], ['accepted', 'processing'], ['processing', out]);
  await moved(['accepted', 'withdrawn'], ['submitted', 'accepted']);
  await moved(['submitted', 'withdrawn']);
  await moved(['resolved', 'returned']);
  assert.equal(await inHand(), before + 2, 'none of these is worked on any more');
  assert.equal((await boardOf(elsewhere)).inHand, 0);
});

test('the ticker says what and where, never who', async () => {
  const board = await boardOf(government);
  assert.ok(board.happenings.length > 0);
  assert.doesNotMatch(JSON.stringify(board), /Lò Thị Mai|006226000001/);
});

test('only officers with the right look, and only they hear', async () => {
  assert.equal((await node.call(getBoard, {})).status, 401);
  assert.equal((await node.call(getBoard, {}, officerOf(commune, ['counter.view']))).status, 403);
  assert.equal((await node.fetch('/api/live?topic=command.board:all', { actor: officerOf(commune, []) })).status, 404);
});
