import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { vnInstant } from '#platform/time.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { announceDay, explainDue, getHours, listAnnouncedDays, listDays, listHolidays, setHours } from '../contract.ts';
import { createCalendar, type Calendar } from '../index.ts';
import { standardWeek } from '../standard.ts';

const duc = { agencyId: newId(), name: 'Phường Đức Xuân' };
const baBe = { agencyId: newId(), name: 'Xã Ba Bể' };
const officerOf = (agency: { agencyId: string }, ...rights: string[]): Actor => ({
  kind: 'officer',
  accountId: newId(),
  officerId: newId(),
  agencyId: agency.agencyId,
  name: 'Nông Thị Bích Ngọc',
  position: 'Công chức văn phòng',
  rights: ['directory.manage', ...rights],
});
const clock = testClock(vnInstant('2026-11-23', '09:00'));
const day = { name: { vi: 'Ngày hội xã', en: 'Commune festival' }, decisionNo: 'QĐ 12/2026' };
const oneDay = { unit: 'working-day' as const, amount: 1 };

let node: TestNode;
let second: TestNode;
let calendar: Calendar;
let other: Calendar;

before(async () => {
  node = await startNode({ clock, build: (deps) => [(calendar = createCalendar(deps))] });
  second = await startNode({ clock, beside: node, build: (deps) => [(other = createCalendar(deps))] });
});
after(async () => {
  await second?.close();
  await node?.close();
});
beforeEach(() => clock.set(vnInstant('2026-11-23', '09:00')));

const dueOn = async (door: Calendar, agencyId: string, received = vnInstant('2026-12-01', '10:00')) =>
  (await door.dueAt({ agencyId, receivedAt: received, limit: oneDay })).dueAt;

/** Other processes hear of a change through the database, a moment later. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    try {
      return await check();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  await check();
}

test('an agency without hours of its own keeps the standard', async () => {
  const hours = await node.call(getHours, { params: duc });
  assert.ok(hours.ok);
  assert.equal(hours.answer.own, false);
  assert.deepEqual(hours.answer.versions[0]?.week, standardWeek);
  assert.deepEqual(await dueOn(calendar, duc.agencyId), vnInstant('2026-12-02', '10:00'));
  assert.equal(await calendar.isWorking(duc.agencyId, vnInstant('2026-11-24', '10:00')), false);
  assert.equal(
    await calendar.workingMinutesBetween(duc.agencyId, vnInstant('2026-11-23'), vnInstant('2026-11-26')),
    960,
  );
});

test('the due time of a same-day dossier, with its reasons, over HTTP', async () => {
  const query = { receivedAt: vnInstant('2026-11-23', '15:20').toISOString(), unit: 'same-day' as const };
  const due = await node.call(explainDue, { params: duc, query });
  assert.ok(due.ok);
  assert.equal(due.answer.dueAt, vnInstant('2026-11-25', '17:30').toISOString());
  assert.ok(due.answer.trace.some((step) => step.code === 'after-cutoff'));
  const { dueAt } = await calendar.dueAt({
    agencyId: duc.agencyId,
    receivedAt: new Date(query.receivedAt),
    limit: { unit: 'same-day' },
    sameDayCutoff: '16:00',
  });
  assert.deepEqual(dueAt, vnInstant('2026-11-23', '17:30'));
});

test('own hours rule from their first day, in every process, and only by the own agency', async () => {
  const body = {
    validFrom: '2026-12-05',
    week: { ...standardWeek, 6: [{ from: '07:30', to: '11:30' }] },
    sameDayCutoff: '15:00',
    workingDayRule: 'eight-hours' as const,
    decisionNo: 'QĐ 9/2026',
  };
  assert.deepEqual(
    await dueOn(other, baBe.agencyId, vnInstant('2026-12-04', '13:30')),
    vnInstant('2026-12-07', '11:30'),
  );
  const foreign = await node.call(setHours, { params: baBe, body }, officerOf(duc));
  assert.equal(!foreign.ok && foreign.problem.code, 'calendar.not-your-agency');
  const noRight = await node.call(setHours, { params: baBe, body }, { ...officerOf(baBe), rights: [] } as Actor);
  assert.equal(noRight.status, 403);
  const set = await node.call(setHours, { params: baBe, body }, officerOf(baBe));
  assert.equal(set.status, 201);
  await eventually(async () => {
    const expected = vnInstant('2026-12-05', '11:30');
    assert.deepEqual(await dueOn(other, baBe.agencyId, vnInstant('2026-12-04', '13:30')), expected);
  });
  const days = await node.call(listDays, { params: baBe, query: { from: '2026-11-28', to: '2026-12-05' } });
  assert.ok(days.ok);
  assert.deepEqual([days.answer.days[0]?.kind, days.answer.days.at(-1)?.kind], ['weekly-off', 'working']);
});

test('hours that make no sense, or lie in the past, are refused and change nothing', async () => {
  const sound = { sameDayCutoff: '15:00', workingDayRule: 'eight-hours' as const, decisionNo: 'QĐ 1/2026' };
  const by = officerOf(duc);
  const past = await node.call(
    setHours,
    { params: duc, body: { ...sound, validFrom: '2026-11-22', week: standardWeek } },
    by,
  );
  assert.equal(!past.ok && past.problem.code, 'calendar.past-day');
  const overlapping = {
    ...standardWeek,
    2: [
      { from: '08:00', to: '12:00' },
      { from: '11:00', to: '15:00' },
    ],
  };
  const unclear = await node.call(
    setHours,
    { params: duc, body: { ...sound, validFrom: '2027-01-01', week: overlapping } },
    by,
  );
  assert.deepEqual(!unclear.ok && [unclear.problem.code, unclear.problem.errors?.[0]?.path], [
    'calendar.hours-unclear',
    '/week/2',
  ]);
  const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  const empty = await node.call(
    setHours,
    { params: duc, body: { ...sound, validFrom: '2027-01-01', week: never } },
    by,
  );
  assert.equal(!empty.ok && empty.problem.code, 'calendar.no-working-time');
  const hours = await node.call(getHours, { params: duc });
  assert.equal(hours.ok && hours.answer.own, false);
});

test('an announced day wins until it is withdrawn; the history stays', async () => {
  const body = { ...day, agencyId: duc.agencyId, date: '2026-12-02', kind: 'holiday' as const };
  const announced = await node.call(announceDay, { body }, officerOf(duc));
  assert.equal(announced.status, 201);
  // At once for whoever announced it, a moment later in the other process.
  assert.deepEqual(await dueOn(calendar, duc.agencyId), vnInstant('2026-12-03', '10:00'));
  await eventually(async () => assert.deepEqual(await dueOn(other, duc.agencyId), vnInstant('2026-12-03', '10:00')));
  assert.deepEqual(await dueOn(calendar, baBe.agencyId), vnInstant('2026-12-02', '10:00'));
  await node.call(announceDay, { body: { ...body, kind: 'withdrawn' } }, officerOf(duc));
  await eventually(async () => assert.deepEqual(await dueOn(calendar, duc.agencyId), vnInstant('2026-12-02', '10:00')));
  const list = await node.call(listAnnouncedDays, { query: { agencyId: duc.agencyId } });
  assert.deepEqual(list.ok && list.answer.days, []);
  await assert.rejects(sql`update calendar.announced_day set decision_no = 'x'`.execute(node.database.of()));
});

test('the whole country needs the national right', async () => {
  const body = { ...day, agencyId: null, date: '2027-06-01', kind: 'holiday' as const };
  const refused = await node.call(announceDay, { body }, officerOf(duc));
  assert.equal(!refused.ok && refused.problem.code, 'calendar.not-national');
  const done = await node.call(announceDay, { body }, officerOf(duc, 'calendar.national'));
  assert.equal(done.status, 201);
  await eventually(async () => {
    const year = await node.call(listHolidays, { params: { year: 2027 } });
    assert.ok(year.ok && year.answer.days.some((one) => one.date === '2027-06-01' && one.decisionNo === 'QĐ 12/2026'));
  });
});

test('loading announcements twice adds nothing and undoes nothing', async () => {
  const given = {
    days: [{ date: '2027-08-28', kind: 'working' as const, name: day.name, decisionNo: 'TB 1' }],
    choices: [{ year: 2028, nationalDayExtra: 'after' as const, decisionNo: 'TB 1' }],
  };
  assert.deepEqual(await calendar.loadAnnouncements(given), { days: 1, choices: 1 });
  assert.deepEqual(await calendar.loadAnnouncements(given), { days: 0, choices: 0 });
  await eventually(async () => {
    assert.equal(await calendar.isWorking(duc.agencyId, vnInstant('2027-08-28', '10:00')), true);
    assert.equal(await calendar.isWorking(duc.agencyId, vnInstant('2028-09-01', '10:00')), true);
  });
  const withdrawal = { ...day, agencyId: null, date: '2027-08-28', kind: 'withdrawn' as const };
  await node.call(announceDay, { body: withdrawal }, officerOf(duc, 'calendar.national'));
  assert.deepEqual(await calendar.loadAnnouncements(given), { days: 0, choices: 0 });
});

test('a calendar is read once, not for every dossier', async () => {
  const agencyId = newId();
  await calendar.dueAt({ agencyId, receivedAt: clock.now(), limit: oneDay });
  const { pool } = node.database;
  let lent = 0;
  // Every question to the database is put on a connection of the pool.
  const count = (): void => void (lent += 1);
  pool.on('acquire', count);
  for (let asked = 0; asked < 200; asked++) await calendar.dueAt({ agencyId, receivedAt: clock.now(), limit: oneDay });
  pool.off('acquire', count);
  assert.equal(lent, 0, 'the database was asked again');
});
