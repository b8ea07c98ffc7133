import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql, type Transaction } from 'kysely';
import { read, utils } from '@e965/xlsx';
import { newId } from '#platform/id.ts';
import { addDays, vnDate } from '#platform/time.ts';
import { classOf, minutesOf } from '#modules/exchange/console/durations.ts';
import { figures, partsOf } from '#modules/exchange/console/statistics.ts';
import { tally } from '#modules/exchange/console/tally.ts';
import { exportStatistics, getStatistics, type Figures } from '#modules/exchange/contract.ts';
import type { Tables } from '#modules/exchange/tables.ts';
import { agencies, huong, letter, officerOf, openAxis, type Axis } from './axis.ts';

let axis: Axis;
before(async () => (axis = await openAxis()));
after(() => axis?.close());

const START = Date.parse('2026-03-30T15:00:00Z');
const parties = [agencies.ducXuan, agencies.tanTrao, agencies.ministry];

interface Step {
  machine: 'transport' | 'business';
  to: string;
  rule: string;
  at: Date;
}
interface Copy {
  id: string;
  recipient: number;
  steps: Step[];
}
interface History {
  id: string;
  kind: 'new' | 'recall';
  sender: number;
  acceptedAt: Date;
  dueOn: string | null;
  copies: Copy[];
}

/** One way of a copy: some way into the table of transport, then some way through the codes. */
const wayOf = (acceptedAt: number, kind: 'new' | 'recall') =>
  fc
    .record({
      ends: fc.constantFrom('delivered', 'rejected', 'expired', 'failed', 'queued', 'late'),
      codes: fc.subarray(['04', '05', '06']),
      refuses: fc.boolean(),
      waits: fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: 8, maxLength: 8 }),
    })
    .map(({ ends, codes, refuses, waits }): Step[] => {
      let at = acceptedAt;
      let turn = 0;
      const step = (machine: Step['machine'], to: string, rule: string): Step => {
        at += (waits[turn] ?? 0) * 100;
        turn += 1;
        return { machine, to, rule, at: new Date(at) };
      };
      const steps = [{ machine: 'transport' as const, to: 'queued', rule: 'accept', at: new Date(acceptedAt) }];
      if (ends === 'queued') return steps;
      if (ends === 'late') steps.push(step('transport', 'expired', 'expire') as (typeof steps)[0]);
      const how = ends === 'late' ? 'delivered' : ends;
      steps.push(step('transport', how, 'arrive') as (typeof steps)[0]);
      if (how !== 'delivered') return steps;
      const said =
        kind === 'recall' ? ['01', refuses ? '16' : '15'] : ['01', refuses ? '02' : '03', ...(refuses ? [] : codes)];
      return [...steps, ...said.map((code) => step('business', code, 'report'))];
    });

const historyArb = fc
  .record({
    kind: fc.constantFrom('new', 'new', 'new', 'recall').map((kind) => kind as History['kind']),
    sender: fc.integer({ min: 0, max: 2 }),
    afterMinutes: fc.integer({ min: 0, max: 200_000 }),
    dueIn: fc.option(fc.integer({ min: 0, max: 40 })),
    recipients: fc.subarray([0, 1, 2], { minLength: 1 }),
  })
  .chain(({ kind, sender, afterMinutes, dueIn, recipients }) => {
    const acceptedAt = START + afterMinutes * 60_000;
    return fc.tuple(...recipients.map(() => wayOf(acceptedAt, kind))).map((ways): History => ({
      id: newId(),
      kind,
      sender,
      acceptedAt: new Date(acceptedAt),
      dueOn: dueIn === null ? null : addDays(vnDate(new Date(acceptedAt)), dueIn),
      copies: recipients.map((recipient, index) => ({ id: newId(), recipient, steps: ways[index] ?? [] })),
    }));
  });

/** Writes a document and its copies as they stand after being handed over. */
async function accept(trx: Transaction<Tables>, history: History, about: string): Promise<void> {
  const { document, ...envelope } = letter();
  const body = { ...envelope, document: { ...document, ...(history.dueOn ? { dueOn: history.dueOn } : {}) } };
  const sender = parties[history.sender] ?? agencies.ducXuan;
  await sql`
    insert into exchange.consignment (id, sender_agency_id, sender_key, sender_code, kind, about, conversation, priority, envelope,
      digest, subject_search, notation, issued_on, receipt, accepted_at, accepted_from, expires_at)
    values (${history.id}, ${sender.id}, ${history.id}, ${sender.code}, ${history.kind}, ${history.kind === 'new' ? null : about},
      ${history.id}, 0, ${JSON.stringify(body)}, ${Buffer.alloc(32)}, '', 'x', '2026-01-01', '{}', ${history.acceptedAt}, '{}', ${history.acceptedAt})`.execute(
    trx,
  );
  for (const copy of history.copies)
    await sql`
      insert into exchange.delivery (id, consignment_id, seq, conversation, priority, sender_agency_id, recipient_agency_id,
        recipient_code, transport, transport_at, expires_at)
      values (${copy.id}, ${history.id}, 1, ${history.id}, 0, ${sender.id}, ${parties[copy.recipient]?.id ?? ''}, 'X', 'delivered',
        ${history.acceptedAt}, ${history.acceptedAt})`.execute(trx);
}

async function take(trx: Transaction<Tables>, copy: Copy, step: Step): Promise<void> {
  await sql`
    insert into exchange.delivery_event (id, delivery_id, at, machine, to_state, rule, actor)
    values (${newId()}, ${copy.id}, ${step.at}, ${step.machine}, ${step.to}, ${step.rule}, '{}')`.execute(trx);
}

/** Counted one by one, without the counts that are kept. */
function bruteForce(
  histories: readonly History[],
  side: 'sender' | 'recipient',
  party: number,
  within: [string, string],
): Figures {
  const counts: { what: string; bucket: number; n: number }[] = [];
  const add = (what: string, bucket = 0): void => void counts.push({ what, bucket, n: 1 });
  for (const { kind, sender, acceptedAt, dueOn, copies } of histories) {
    const day = vnDate(acceptedAt);
    if (day < within[0] || day > within[1]) continue;
    if (kind === 'new' && side === 'sender' && sender === party) add('documents');
    for (const { recipient, steps } of copies) {
      if ((side === 'sender' ? sender : recipient) !== party) continue;
      for (const { machine, to, rule, at } of steps) {
        if (rule === 'accept') {
          add(kind === 'new' ? 'copies' : 'asked');
          if (kind === 'new' && dueOn) add('with-due');
        } else if (kind === 'new' || to === '15' || to === '16') add(to);
        if (kind !== 'new' || machine !== 'business') continue;
        if (['01', '03', '06'].includes(to)) add(`to-${to}`, classOf((at.getTime() - acceptedAt.getTime()) / 60_000));
        if (to === '06' && dueOn) add(vnDate(at) <= dueOn ? 'on-time' : 'late');
      }
    }
  }
  return figures(counts);
}

test('the daily counts say what a count of everything says, whatever the order of steps, of commits and of counting', async () => {
  const db = axis.node.database.of<Tables>();
  const about = newId();
  await db
    .transaction()
    .execute((trx) =>
      accept(
        trx,
        { id: about, kind: 'new', sender: 0, acceptedAt: new Date('2020-01-01T00:00:00Z'), dueOn: null, copies: [] },
        about,
      ),
    );
  const all: History[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.array(historyArb, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      async (histories, dice) => {
        const roll = (): number => dice.next().value ?? 0;
        all.push(...histories);
        // Steps of each copy in their order, the copies mixed; every few steps somebody counts, and one transaction stays open meanwhile.
        const roads = histories.flatMap((history) => history.copies.map((copy) => ({ copy, left: [...copy.steps] })));
        for (const history of histories) await db.transaction().execute((trx) => accept(trx, history, about));
        for (;;) {
          const open = roads.filter((road) => road.left.length > 0);
          const [first, second] = [open[roll() % Math.max(1, open.length)], open[roll() % Math.max(1, open.length)]];
          if (!first) break;
          const late = await db.startTransaction().execute();
          const step = first.left.shift();
          if (step) await take(late as unknown as Transaction<Tables>, first.copy, step);
          const next = second?.left.shift();
          if (second && next) await db.transaction().execute((trx) => take(trx, second.copy, next));
          if (roll() % 3 === 0) await tally(axis.node.deps);
          await late.commit().execute();
        }
        await tally(axis.node.deps);
        for (const side of ['sender', 'recipient'] as const)
          for (const [index, party] of parties.entries()) {
            const actor = officerOf(party, 'Xem số', ['exchange.statistics']);
            const within: [string, string] = ['2026-04-01', '2026-06-30'];
            const answered = await axis.node.call(
              getStatistics,
              { query: { from: within[0], to: within[1], step: 'month', side, agencyId: party.id } },
              actor,
            );
            assert.ok(answered.ok);
            assert.deepEqual(answered.answer.total, bruteForce(all, side, index, within));
            for (const { period, figures: found } of answered.answer.periods)
              assert.deepEqual(found, bruteForce(all, side, index, [`${period}-01`, `${period}-31`]));
            // Any stretch of days: whole months in the middle come from the monthly counts, the ends from the daily ones.
            const from = addDays('2026-03-25', roll() % 100);
            const to = addDays(from, roll() % 90);
            const part = await axis.node.call(
              getStatistics,
              { query: { from, to, step: 'quarter', side, agencyId: party.id } },
              actor,
            );
            assert.ok(part.ok);
            assert.deepEqual(part.answer.total, bruteForce(all, side, index, [from, to]), `${from} – ${to}`);
            assert.equal(part.answer.uncounted, 0);
          }
      },
    ),
    { numRuns: 15 },
  );
});

test('the monthly counts are the daily ones added up, also after late answers about months that are over', async () => {
  const { pool } = axis.node.database;
  const { rows } = await pool.query<{ differs: number; months: number }>(`
    select count(*) filter (where m.n is distinct from d.n)::int as differs, count(distinct m.month)::int as months
    from exchange.tally_month m
    full join (select side, date_trunc('month', day::timestamp)::date as month, agency_id, what, bucket, sum(n) as n
      from exchange.tally group by 1, 2, 3, 4, 5) d using (side, month, agency_id, what, bucket)`);
  assert.equal(rows[0]?.differs, 0);
  assert.ok((rows[0]?.months ?? 0) > 2, 'documents of several months were counted, and answered later');
});

test('a time is cut into whole months and the days at its ends, and nothing is left out or counted twice', () => {
  const day = fc.integer({ min: 0, max: 1200 }).map((n) => addDays('2025-01-01', n));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 800 }), (from, length) => {
      const to = addDays(from, length);
      const { months, days } = partsOf(from, to);
      const counted = new Map<string, number>();
      const count = (first: string, last: string) => {
        for (let at = first; at <= last; at = addDays(at, 1)) counted.set(at, (counted.get(at) ?? 0) + 1);
      };
      if (months.from < months.before) count(months.from, addDays(months.before, -1));
      for (const [first, last] of days) count(first, last);
      assert.equal(counted.size, length + 1);
      assert.ok([...counted.values()].every((n) => n === 1));
      assert.ok(months.from.endsWith('-01') && months.before.endsWith('-01'));
      assert.ok(days.every(([first, last]) => last < first || length < 62 || addDays(first, 31) > last));
    }),
  );
});

test('the figures say until when everything is counted, and what is yet to be counted', async () => {
  const query = { from: '2026-11-01', to: '2026-11-30', step: 'month' as const, side: 'sender' as const };
  const look = async () => {
    const answered = await axis.node.call(getStatistics, { query }, huong);
    assert.ok(answered.ok);
    return answered.answer;
  };
  await tally(axis.node.deps);
  const before = await look();
  assert.equal(before.countedAt, axis.clock.now().toISOString());
  assert.ok((await axis.send(letter({ to: ['G15'] }))).ok);
  axis.clock.advance(90_000);
  const meanwhile = await look();
  assert.deepEqual([meanwhile.countedAt, meanwhile.uncounted > 0, meanwhile.total.copies], [before.countedAt, true, before.total.copies]); // prettier-ignore
  await tally(axis.node.deps);
  const after = await look();
  assert.deepEqual([after.countedAt, after.uncounted, after.total.copies], [axis.clock.now().toISOString(), 0, before.total.copies + 1]); // prettier-ignore
});

test('figures go down the tree and not up or aside; a step of years, quarters; a time that runs backwards', async () => {
  const query = { from: '2026-01-01', to: '2026-12-31', step: 'quarter' as const, side: 'recipient' as const };
  const small = agencies.many[3] as (typeof agencies.many)[0];
  const leader = officerOf(agencies.ministry, 'Lãnh đạo Bộ', ['exchange.statistics']);
  const own = await axis.node.call(getStatistics, { query }, leader);
  assert.ok(own.ok);
  assert.equal(own.answer.agency?.id, agencies.ministry.id);
  assert.equal(own.answer.parent, undefined);
  assert.ok(own.answer.periods.every(({ period }) => /^2026-Q[1-4]$/.test(period)));
  const below = await axis.node.call(getStatistics, { query: { ...query, agencyId: small.id } }, leader);
  assert.ok(below.ok);
  assert.equal(below.answer.parent?.id, agencies.ministry.id);
  const up = await axis.node.call(
    getStatistics,
    { query: { ...query, agencyId: agencies.ministry.id } },
    officerOf(small, 'Đơn vị nhỏ', ['exchange.operate']),
  );
  assert.equal(up.ok ? '' : up.problem.code, 'exchange.not-your-figures');
  const nobody = await axis.node.call(
    getStatistics,
    { query },
    officerOf(agencies.ministry, 'Không quyền', ['exchange.send']),
  );
  assert.equal(nobody.ok ? '' : nobody.problem.code, 'platform.not-allowed');
  const backwards = await axis.node.call(getStatistics, { query: { ...query, from: '2027-01-01' } }, leader);
  assert.equal(backwards.ok ? '' : backwards.problem.code, 'exchange.time-backwards');
  const keeper = officerOf(small, 'Trực hệ thống', ['exchange.operate-node']);
  const everything = await axis.node.call(getStatistics, { query }, keeper);
  assert.ok(everything.ok);
  assert.equal(everything.answer.agency, undefined);
  assert.equal(
    everything.answer.total.copies,
    everything.answer.agencies.reduce((sum, line) => sum + line.figures.copies, 0),
  );
});

test('the sheet holds the same figures, as numbers', async () => {
  const query = { from: '2026-01-01', to: '2026-12-31', step: 'month' as const, side: 'sender' as const };
  const seen = await axis.node.call(getStatistics, { query }, huong);
  assert.ok(seen.ok);
  const response = await axis.node.fetch(`/api${exportStatistics.path}?${new URLSearchParams(query).toString()}`, {
    actor: huong,
  });
  assert.equal(response.status, 200);
  const book = read(Buffer.from(await response.arrayBuffer()));
  assert.deepEqual(book.SheetNames, ['Theo kỳ', 'Theo cơ quan']);
  const rows = utils.sheet_to_json<(string | number)[]>(book.Sheets['Theo kỳ'] ?? {}, { header: 1 });
  const last = rows.at(-1);
  assert.deepEqual(last?.slice(0, 3), ['Cộng', seen.answer.total.documents, seen.answer.total.copies]);
  assert.equal(rows[0]?.[0], 'ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC XUÂN');
  assert.ok(minutesOf(0) < 1);
});
