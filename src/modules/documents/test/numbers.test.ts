import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import * as c from '../contract.ts';
import { takeNumber } from '../outgoing/take-number.ts';
import type { Tables } from '../tables.ts';
import { clerk, openOffice, wardId, type Office } from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office.close());

const now = { at: new Date('2026-11-30T02:00:00Z'), by: clerk };

async function numbersOf(agencyId: string, series: string, year: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`select number from documents.register_entry
    where agency_id = ${agencyId} and series = ${series} and year = ${year} order by number`.execute(
    office.node.database.of(),
  );
  return rows.map((row) => row.number);
}

test('many at once, a third of whom fail after they took their number: no gap and no double', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ series: fc.constantFrom('decision', 'plan'), fails: fc.nat(2) }), {
        minLength: 1,
        maxLength: 40,
      }),
      async (clerks) => {
        const agencyId = newId();
        const given = await Promise.all(
          clerks.map(({ series, fails }) =>
            office.node.database
              .transaction<Tables, number>(async (trx) => {
                const number = await takeNumber(trx, { agencyId, book: 'out', series, year: 2026 }, newId(), now);
                if (fails === 0) throw new Error('power cut');
                return number;
              })
              .then(
                (number) => ({ series, number }),
                () => undefined,
              ),
          ),
        );
        for (const series of ['decision', 'plan']) {
          const kept = given
            .filter((one) => one?.series === series)
            .map((one) => one?.number ?? 0)
            .toSorted((a, b) => a - b);
          assert.deepEqual(
            kept,
            kept.map((_, i) => i + 1),
          );
          assert.deepEqual(await numbersOf(agencyId, series, 2026), kept);
        }
      },
    ),
    { numRuns: 12 },
  );
});

test('parallel clerks over HTTP number 24 documents 1 to 24', async () => {
  const ids = [];
  for (let i = 0; i < 24; i += 1) ids.push(await office.outgoing('approved', { type: 'report' }));
  const codes = await Promise.all(
    ids.flatMap((id) => [id, id]).map((id) => office.code(c.numberOutgoing, { params: { id } }, clerk)),
  );
  assert.ok(
    codes.every((code) => code === 'ok'),
    codes.join(),
  );
  assert.deepEqual(
    await numbersOf(wardId, 'report', 2026),
    Array.from({ length: 24 }, (_, i) => i + 1),
  );
});

test('arrivals registered at once have one number each', async () => {
  const ids = await Promise.all(Array.from({ length: 16 }, () => office.incoming('arrived')));
  await Promise.all(ids.map((id) => office.do(c.registerIncoming, { params: { id }, body: {} }, clerk)));
  assert.deepEqual(
    await numbersOf(wardId, '', 2026),
    Array.from({ length: 16 }, (_, i) => i + 1),
  );
});

test('numbers begin again in Vietnam’s new year, not in UTC’s', async () => {
  const early = await office.outgoing('approved', { type: 'notice' });
  const late = await office.outgoing('approved', { type: 'notice' });
  // 23:59 on 31 December and 00:01 on 1 January in Vietnam; in UTC both lie in December.
  office.clock.set('2026-12-31T16:59:00Z');
  await office.do(c.numberOutgoing, { params: { id: early } }, clerk);
  office.clock.set('2026-12-31T17:01:00Z');
  await office.do(c.numberOutgoing, { params: { id: late } }, clerk);
  const seen = await office.do(c.getOutgoing, { params: { id: late } }, clerk);
  assert.equal(seen.notation, '01/TB-UBND');
  assert.equal(seen.issuedOn, '2027-01-01');
  assert.deepEqual(await numbersOf(wardId, 'notice', 2026), [1]);
  assert.deepEqual(await numbersOf(wardId, 'notice', 2027), [1]);
});

test('the register cannot be changed by the application', async () => {
  for (const statement of [
    'update documents.register_entry set number = 99',
    'delete from documents.outgoing_event',
    'delete from documents.number_series',
    'truncate documents.incoming_event',
  ])
    await assert.rejects(office.node.database.pool.query(statement), /permission denied/, statement);
});

test('how many numbers of one series a second: told, not judged', async (t) => {
  const agencyId = newId();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 200 }, () =>
      office.node.database.transaction<Tables, number>((trx) =>
        takeNumber(trx, { agencyId, book: 'out', series: 'decision', year: 2026 }, newId(), now),
      ),
    ),
  );
  t.diagnostic(`${Math.round(200 / ((performance.now() - started) / 1000))} numbers a second in one series`);
  assert.equal((await numbersOf(agencyId, 'decision', 2026)).length, 200);
});
