import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { systemClock } from '#platform/clock.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import * as contract from '../contract.ts';
import { createDirectory, type Directory, type NationalLoad } from '../index.ts';

let node: TestNode;
let directory: Directory;
let load: NationalLoad;

before(async () => {
  node = await startNode({ build: (deps) => [(directory = createDirectory(deps))], clock: systemClock });
  load = await directory.loadNationalAreas();
});
after(() => node.close());

async function ask<T>(answer: Promise<{ ok: true; answer: T } | { ok: false; status: number }>): Promise<T> {
  const given = await answer;
  assert.ok(given.ok, JSON.stringify(given));
  return given.answer;
}

test('the country loads, and only once', async () => {
  assert.equal(load.loaded, true);
  assert.equal(load.areas, 13_473);
  const again = await directory.loadNationalAreas();
  assert.deepEqual([again.loaded, again.areas], [false, 0]);
  const imports = await sql<{ count: number }>`select count(*) from directory.area_import`.execute(node.database.of());
  assert.equal(imports.rows[0]?.count, 1);
});

test('provinces and communes of a day', async () => {
  const now = await ask(node.call(contract.listProvinces, { query: {} }));
  assert.equal(now.provinces.length, 34);
  assert.deepEqual(
    now.provinces.slice(0, 3).map((area) => area.fullName),
    ['Tỉnh An Giang', 'Thành phố Bắc Ninh', 'Tỉnh Cà Mau'],
  );
  const then = await ask(node.call(contract.listProvinces, { query: { on: '2024-05-05' } }));
  assert.equal(then.provinces.length, 63);
  const communes = await ask(node.call(contract.listCommunes, { params: { code: '19' }, query: {} }));
  assert.equal(communes.communes.length, 92);
  assert.ok(communes.communes.some((area) => area.path === 'Phường Đức Xuân, tỉnh Thái Nguyên'));
});

test('an unknown or malformed code is refused', async () => {
  const unknown = await node.call(contract.getArea, { params: { code: '99999' }, query: {} });
  assert.deepEqual([unknown.status, unknown.ok || unknown.problem.code], [404, 'directory.unknown-area']);
  const abolished = await node.call(contract.getArea, { params: { code: '755' }, query: { on: '2025-07-01' } });
  assert.equal(abolished.status, 404);
  const malformed = await node.call(contract.getArea, { params: { code: "1'; drop" }, query: {} });
  assert.equal(malformed.status, 400);
  const gone = await node.call(contract.listCommunes, { params: { code: '06' }, query: {} });
  assert.equal(gone.status, 404);
  const day = await node.call(contract.getArea, { params: { code: '19' }, query: { on: '2026-02-30' } });
  assert.equal(day.status, 400);
});

test('which unit is this, on that date?', async () => {
  const found = await ask(node.call(contract.whichUnit, { params: { code: '01906' }, query: { on: '2020-01-01' } }));
  assert.equal(found.unit?.path, 'Xã Khang Ninh, huyện Ba Bể, tỉnh Bắc Kạn');
  assert.deepEqual(
    found.today.map((area) => area.path),
    ['Xã Ba Bể, tỉnh Thái Nguyên'],
  );
  const ended = await ask(node.call(contract.whichUnit, { params: { code: '06' }, query: { on: '2026-01-01' } }));
  assert.deepEqual(
    [ended.unit, ended.formerly?.fullName, ended.today.map((area) => area.fullName)],
    [null, 'Tỉnh Bắc Kạn', ['Tỉnh Thái Nguyên']],
  );
});

test('search with and without marks, in decomposed text, by code, on a day', async () => {
  const names = async (q: string, more: object = {}) =>
    (await ask(node.call(contract.searchAreas, { query: { q, ...more } }))).areas.map((area) => area.path);
  assert.equal((await names('phan dinh phung'))[0], 'Phường Phan Đình Phùng, tỉnh Thái Nguyên');
  assert.equal((await names('Phường Đức Xuân'.normalize('NFD')))[0], 'Phường Đức Xuân, tỉnh Thái Nguyên');
  assert.deepEqual(await names('ba be thai nguyen'), ['Xã Ba Bể, tỉnh Thái Nguyên']);
  assert.deepEqual(await names('01906'), ['Xã Ba Bể, tỉnh Thái Nguyên']);
  assert.deepEqual(await names('bac kan', { level: 'province' }), []);
  assert.deepEqual(await names('bac kan', { level: 'province', on: '2025-06-30' }), ['Tỉnh Bắc Kạn']);
  assert.equal((await names('hoa binh', { limit: 3 })).length, 3);
  assert.deepEqual(await names('%_'), []);
});

test('tracing a name of any time', async () => {
  const old = await ask(node.call(contract.traceUnit, { query: { q: 'khang ninh ba be' } }));
  assert.deepEqual(
    old.units.map((unit) => [unit.code, unit.validTo, unit.today.map((area) => area.code)]),
    [['01906', '2025-06-30', ['01906']]],
  );
  assert.match(old.units[0]?.instrument ?? '', /NQ 1654/);
  const named = await ask(node.call(contract.traceUnit, { query: { q: 'phường 13, gò vấp' } }));
  assert.deepEqual(
    named.units.map((unit) => [unit.code, unit.path]),
    [[null, 'Phường 13, quận Gò Vấp, thành phố Hồ Chí Minh']],
  );
  assert.deepEqual(
    named.units[0]?.today.map((area) => area.name),
    ['An Hội Đông', 'An Hội Tây'],
  );
  const name = await ask(node.call(contract.traceUnit, { query: { q: 'bac kan' } }));
  assert.deepEqual(
    name.units.map((unit) => unit.path),
    ['Tỉnh Bắc Kạn', 'Phường Bắc Kạn, tỉnh Thái Nguyên'],
  );
  const around = await ask(node.call(contract.traceUnit, { query: { q: 'huyện Pác Nặm' } }));
  assert.equal(around.units.length, 10);
  const onDay = await ask(node.call(contract.traceUnit, { query: { q: '15', on: '2024-01-01' } }));
  assert.deepEqual([onDay.units[0]?.path, onDay.units[0]?.today[0]?.fullName], ['Tỉnh Yên Bái', 'Tỉnh Lào Cai']);
});

test('an import is seen by another process, and recorded with its report', async () => {
  let other!: Directory;
  const beside = await startNode({ build: (deps) => [(other = createDirectory(deps))], beside: node });
  try {
    assert.equal((await other.getArea('05830')).fullName, 'Xã Đại Từ');
    const content = JSON.stringify([
      { Code: '19', FullName: 'Tỉnh Thái Nguyên', Wards: [{ Code: '05830', FullName: 'Phường Đại Từ' }] },
    ]);
    await assert.rejects(directory.importAreas({ content, asOf: 'tomorrow' }), /not a day/);
    const report = await directory.importAreas({ content, name: 'units-2026-10-01.json' });
    assert.deepEqual([report.changed, report.added], [1, 0]);
    const until = Date.now() + 30_000;
    while ((await other.getArea('05830')).fullName !== 'Phường Đại Từ' && Date.now() < until)
      await new Promise((done) => setTimeout(done, 20));
    assert.equal((await other.getArea('05830')).fullName, 'Phường Đại Từ');
    assert.equal((await directory.getArea('05830', '2026-09-30')).fullName, 'Xã Đại Từ');
    const kept = await sql<{
      changed: string;
    }>`select report->>'changed' as changed from directory.area_import order by at desc limit 1`.execute(
      node.database.of(),
    );
    assert.equal(kept.rows[0]?.changed, '1');
    const again = await directory.importAreas({ content, name: 'units-2026-10-01.json' });
    assert.equal(again.changed, 0);
    // Loading the country again keeps the correction.
    await directory.loadNationalAreas();
    assert.equal((await directory.getArea('05830')).fullName, 'Phường Đại Từ');
  } finally {
    await beside.close();
  }
});

test('the day of an assumed change is corrected in the database, with its links', async () => {
  for (const on of ['2026-05-15', '2026-03-01', '2026-04-30']) {
    const content = JSON.stringify({
      acts: [{ on, code: '26368', fullName: 'Phường Long Thành', instrument: 'NQ 237/NQ-UBTVQH16' }],
    });
    // Once corrected the day is sure; the next one is a contradiction until the mark is taken back.
    await sql`update directory.area set confidence = 'unverified' where code = '26368' and kind = 'ward'`.execute(
      node.database.of(),
    );
    const report = await directory.importAreas({ content, name: 'acts.json' });
    assert.equal(report.changed, 1, JSON.stringify(report));
    assert.equal((await directory.getArea('26368', on)).fullName, 'Phường Long Thành');
    const found = await directory.whichUnit('26368', '2025-09-02');
    assert.deepEqual(
      [found.unit?.fullName, found.today.map((area) => [area.fullName, area.validFrom])],
      ['Xã Long Thành', [['Phường Long Thành', on]]],
    );
  }
});

test('the database itself refuses two units of one code on one day, and a link backwards', async () => {
  const insert = sql`insert into directory.area select code, date '2026-01-01', null, level, kind, name, province_code, null, '', '', confidence
    from directory.area where code = '01'`;
  await assert.rejects(insert.execute(node.database.of()), /area_one_at_a_time/);
  const back = sql`insert into directory.area_succession values ('19', '2025-07-01', '06', '2008-08-01', 'merge', '', '', 'code')`;
  await assert.rejects(back.execute(node.database.of()), /successor_is_younger/);
  await assert.rejects(sql`delete from directory.area_import`.execute(node.database.of()), /permission denied/);
});
