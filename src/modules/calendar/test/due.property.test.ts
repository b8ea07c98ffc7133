import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, vnDate, vnInstant } from '#platform/time.ts';
import { minutesOf } from '../clock-face.ts';
import { closingOf, isWorkingAt, isWorkingDay, workingMinutes, workingTimeFrom } from '../count.ts';
import { dayOf } from '../day.ts';
import { dueAt } from '../due.ts';
import type { Limit, Override, Pause, WorkCalendar } from '../types.ts';
import { calendars } from './arbitrary.ts';

const start = vnInstant('2026-01-01').getTime();
const instant = fc.integer({ min: 0, max: 600 * 24 * 60 }).map((minutes) => new Date(start + minutes * 60_000));
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({
    unit: fc.constantFrom('working-day' as const, 'working-hour' as const, 'calendar-day' as const),
    amount: fc.integer({ min: 1, max: 40 }),
  }),
  fc.constant({ unit: 'same-day' as const }),
);
const pausesAfter = (received: Date): fc.Arbitrary<Pause[]> =>
  fc.array(
    fc
      .record({
        after: fc.integer({ min: -600, max: 60 * 24 * 30 }),
        minutes: fc.integer({ min: 0, max: 60 * 24 * 20 }),
        resume: fc.constantFrom('continue' as const, 'reset' as const),
      })
      .map(({ after, minutes, resume }) => {
        const from = new Date(received.getTime() + after * 60_000);
        return { from, to: new Date(from.getTime() + minutes * 60_000), resume };
      }),
    { maxLength: 4 },
  );
const scene = fc
  .record({ calendar: calendars, receivedAt: instant, limit })
  .chain((one) => pausesAfter(one.receivedAt).map((pauses) => ({ ...one, pauses })));

test('the due time is on a working day, not after closing, and not before receipt', () => {
  fc.assert(
    fc.property(scene, ({ calendar, ...input }) => {
      const { dueAt: due } = dueAt(calendar, input);
      assert.ok(isWorkingDay(calendar, vnDate(due)));
      assert.ok(due <= closingOf(dayOf(calendar, vnDate(due))));
      assert.ok(due >= input.receivedAt);
    }),
  );
});

test('received later is due no earlier; a longer limit is due no earlier', () => {
  fc.assert(
    fc.property(
      calendars,
      instant,
      limit,
      fc.integer({ min: 0, max: 20_000 }),
      (calendar, receivedAt, given, later) => {
        const due = dueAt(calendar, { receivedAt, limit: given }).dueAt;
        const afterwards = new Date(receivedAt.getTime() + later * 60_000);
        assert.ok(dueAt(calendar, { receivedAt: afterwards, limit: given }).dueAt >= due);
        if (given.unit === 'same-day') return;
        const longer = { ...given, amount: given.amount + 1 };
        assert.ok(dueAt(calendar, { receivedAt, limit: longer }).dueAt >= due);
      },
    ),
  );
});

test('by hours, exactly the limit of working time lies between receipt and due, pauses taken out', () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 1, max: 200 }), ({ calendar, receivedAt, pauses }, amount) => {
      const continued = pauses.map((pause) => ({ ...pause, resume: 'continue' as const }));
      const { dueAt: due } = dueAt(calendar, {
        receivedAt,
        limit: { unit: 'working-hour', amount },
        pauses: continued,
      });
      assert.equal(
        Math.round(workingMinutes(calendar, receivedAt, due) - standing(calendar, continued, receivedAt, due)),
        amount * 60,
      );
    }),
  );
});

/** Working minutes inside the union of the pauses, between two instants. */
function standing(calendar: WorkCalendar, pauses: Pause[], from: Date, to: Date): number {
  let total = 0;
  let at = from;
  for (const pause of pauses.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const begin = pause.from > at ? pause.from : at;
    const end = pause.to !== undefined && pause.to < to ? pause.to : to;
    if (begin >= to || end <= begin) continue;
    total += workingMinutes(calendar, begin, end);
    at = end;
  }
  return total;
}

test('a pause never brings the due time forward, and one of no length changes nothing', () => {
  fc.assert(
    fc.property(scene, ({ calendar, receivedAt, limit: given, pauses }) => {
      const plain = dueAt(calendar, { receivedAt, limit: given }).dueAt;
      assert.ok(dueAt(calendar, { receivedAt, limit: given, pauses }).dueAt >= plain);
      const empty = pauses.map((pause) => ({ ...pause, to: pause.from, resume: 'continue' as const }));
      if (given.unit !== 'same-day')
        assert.deepEqual(dueAt(calendar, { receivedAt, limit: given, pauses: empty }).dueAt, plain);
    }),
  );
});

test('a reset that ends at an instant is a fresh receipt at that instant', () => {
  fc.assert(
    fc.property(
      calendars,
      instant,
      limit,
      fc.integer({ min: 0, max: 50_000 }),
      (calendar, receivedAt, given, minutes) => {
        const to = new Date(receivedAt.getTime() + minutes * 60_000);
        const pauses: Pause[] = [{ from: receivedAt, to, resume: 'reset' }];
        assert.deepEqual(
          dueAt(calendar, { receivedAt, limit: given, pauses }).dueAt,
          dueAt(calendar, { receivedAt: to, limit: given }).dueAt,
        );
      },
    ),
  );
});

test('one pause cut in two is the same pause', () => {
  fc.assert(
    fc.property(
      scene,
      fc.integer({ min: 1, max: 9 }),
      ({ calendar, receivedAt, limit: given, pauses: [pause] }, tenth) => {
        fc.pre(pause?.to !== undefined && given.unit !== 'same-day');
        if (pause?.to === undefined) return;
        const middle = new Date(pause.from.getTime() + ((pause.to.getTime() - pause.from.getTime()) * tenth) / 10);
        const whole = { ...pause, resume: 'continue' as const };
        const cut: Pause[] = [
          { ...whole, to: middle },
          { ...whole, from: middle },
        ];
        const due = (pauses: Pause[]) => dueAt(calendar, { receivedAt, limit: given, pauses }).dueAt;
        assert.deepEqual(due(cut), due([whole]));
      },
    ),
    // Found once in some hundred tries: a pause cut exactly where the dossier would have become due.
    { numRuns: 2000 },
  );
});

test('working time adds up, and a working instant is one that time passes at', () => {
  fc.assert(
    fc.property(calendars, fc.tuple(instant, instant, instant), (calendar, three) => {
      const [a, b, c] = three.toSorted((x, y) => x.getTime() - y.getTime());
      if (a === undefined || b === undefined || c === undefined) return;
      const [ab, bc, ac] = [
        workingMinutes(calendar, a, b),
        workingMinutes(calendar, b, c),
        workingMinutes(calendar, a, c),
      ];
      assert.ok(Math.abs(ab + bc - ac) < 1e-6);
      assert.equal(isWorkingAt(calendar, a), workingMinutes(calendar, a, new Date(a.getTime() + 1)) > 0);
      assert.ok(isWorkingAt(calendar, workingTimeFrom(calendar, a)));
    }),
  );
});

test('an announced day is what it was announced to be, and nothing else changes', () => {
  fc.assert(
    fc.property(
      calendars,
      instant,
      fc.constantFrom('holiday' as const, 'compensatory' as const, 'working' as const),
      (calendar, at, kind) => {
        const date = vnDate(at);
        const override: Override = { date, kind, name: { vi: 'Thử', en: 'Trial' }, decisionNo: 'TB 1' };
        const changed = { ...calendar, overrides: new Map([...calendar.overrides, [date, override]]) };
        assert.equal(dayOf(changed, date).kind, kind);
        const next = addDays(date, 1);
        assert.deepEqual(dayOf(changed, next), dayOf(calendar, next));
      },
    ),
  );
});

test('the steps are in words, in both languages, and end with the due time', () => {
  fc.assert(
    fc.property(scene, ({ calendar, ...input }) => {
      const result = dueAt(calendar, input);
      assert.equal(result.trace[0]?.code, 'received');
      assert.equal(result.trace.at(-1)?.code, 'due');
      assert.equal(result.trace.at(-1)?.at, result.dueAt.toISOString());
      for (const step of result.trace) {
        assert.match(step.vi, /^\p{Lu}.*\.$/u);
        assert.match(step.en, /^\p{Lu}.*\.$/u);
        assert.doesNotMatch(step.vi + step.en, /undefined|NaN/);
      }
      assert.deepEqual(dueAt(calendar, input), result);
    }),
  );
});

test('minutes of the day never leave the day', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (at) => {
      assert.ok(minutesOf(at) >= 0 && minutesOf(at) < 1440);
    }),
  );
});
