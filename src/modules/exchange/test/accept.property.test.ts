import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { OfficerActor } from '#platform/access.ts';
import { isProblem } from '#platform/problem.ts';
import { sendConsignment } from '#modules/exchange/contract.ts';
import type { Envelope } from '#modules/exchange/index.ts';
import { digestOf } from '#modules/exchange/accept/receipt.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { agencies, huong, letter, newKey, openAxis, thao, type Axis } from './axis.ts';

// Many hand over at the same time, to two processes: whatever order they come in, it must look as if they had come one after another.
let axis: Axis;
let second: Axis;
let file: { id: string; sha256: string; bytes: number };
before(async () => {
  axis = await openAxis();
  second = await openAxis(axis);
  file = await axis.files.receive(await pdfOf(1), { name: 'van-ban.pdf', owner: huong.accountId });
});
after(async () => {
  await second?.close();
  await axis?.close();
});

const senders: readonly [OfficerActor, string, string][] = [
  [huong, agencies.ducXuan.code, agencies.tanTrao.code],
  [thao, agencies.tanTrao.code, agencies.ducXuan.code],
];

/** What may be wrong with an envelope, and what its sender is then told. */
const wrongs: Record<string, { change: (envelope: Envelope) => Envelope; code: string }> = {
  'unknown recipient': { change: (one) => ({ ...one, to: ['G99'] }), code: 'exchange.unknown-agency' },
  'ended recipient': { change: (one) => ({ ...one, to: [agencies.ended.code] }), code: 'exchange.agency-ended' },
  'twice the same': {
    change: (one) => ({ ...one, to: [agencies.ministry.code, agencies.ministry.code] }),
    code: 'exchange.twice-the-same',
  },
  'no such file': {
    change: (one) => ({
      ...one,
      files: [
        {
          fileId: '0199bbbb-0000-7000-8000-00000000ffff',
          name: 'a.pdf',
          mediaType: 'application/pdf',
          bytes: 1,
          sha256: 'a'.repeat(64),
        },
      ],
    }),
    code: 'files.not-found',
  },
  'recall of nothing': {
    change: (one) => ({ ...one, kind: 'recall', about: '0199bbbb-0000-7000-8000-00000000eeee', reason: 'Gửi nhầm' }),
    code: 'exchange.about-unknown',
  },
  'a day that is none': {
    change: (one) => ({ ...one, document: { ...one.document, issuedOn: '2026-02-31' } }),
    code: '22008',
  },
};

const call = fc.record({
  sender: fc.constantFrom(0, 1),
  key: fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6'),
  variant: fc.constantFrom(0, 0, 0, 1),
  wrong: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(wrongs)) },
  ),
  process: fc.constantFrom(0, 1),
});

test('property: at once through two processes, one key is one consignment, everybody has the right receipt, and a refusal is one’s own', async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 2, maxLength: 40 }), async (calls) => {
      round += 1;
      const made = calls.map((one) => {
        const [actor, from, to] = senders[one.sender] ?? (senders[0] as (typeof senders)[0]);
        const withFile = one.sender === 0 && one.variant === 0;
        const right = letter({
          from,
          to: [to, agencies.ministry.code],
          priority: one.variant,
          files: withFile
            ? [
                {
                  fileId: file.id,
                  name: 'a.pdf',
                  mediaType: 'application/pdf',
                  bytes: file.bytes,
                  sha256: file.sha256,
                },
              ]
            : [],
        });
        const envelope = one.wrong ? (wrongs[one.wrong]?.change(right) ?? right) : right;
        return { ...one, actor, envelope, key: `${round}-${one.key}`, digest: digestOf(envelope).digest };
      });
      const answers = await Promise.allSettled(
        made.map(({ process, key, envelope, actor }) =>
          (process ? second : axis).exchange.send({ key, envelope }, { agencyId: actor.agencyId, actor }),
        ),
      );
      const { rows } = await axis.node.database.pool.query<{
        id: string;
        sender_agency_id: string;
        sender_key: string;
        digest: Buffer;
        copies: number;
        steps: number;
        announced: number;
        recorded: number;
      }>(
        `select id, sender_agency_id, sender_key, digest,
           (select count(*)::int from exchange.delivery d where d.consignment_id = c.id) as copies,
           (select count(*)::int from exchange.delivery_event e join exchange.delivery d on d.id = e.delivery_id where d.consignment_id = c.id) as steps,
           (select count(*)::int from platform.event where name = 'exchange.consignment-accepted@1' and payload->>'consignmentId' = c.id::text) as announced,
           (select count(*)::int from evidence.record where subject = 'consignment:' || c.id) as recorded
         from exchange.consignment c where sender_key like $1`,
        [`${round}-%`],
      );
      const kept = new Map(rows.map((row) => [`${row.sender_agency_id} ${row.sender_key}`, row]));
      assert.equal(kept.size, rows.length, 'one key is one consignment');
      for (const row of rows)
        assert.deepEqual(
          [row.copies, row.steps, row.announced, row.recorded],
          [2, 2, 1, 1],
          'everything of it is there once',
        );
      const news = new Map<string, number>();
      for (const [index, answer] of answers.entries()) {
        const one = made[index] as (typeof made)[0];
        const name = `${one.actor.agencyId} ${one.key}`;
        const row = kept.get(name);
        if (answer.status === 'fulfilled') {
          const said = JSON.parse(answer.value.receipt.statement) as Record<string, unknown>;
          assert.equal(answer.value.consignmentId, row?.id);
          assert.equal(said['consignmentId'], row?.id, 'the receipt is of that consignment');
          assert.equal(said['digest'], `sha-256=:${one.digest.toString('base64')}:`, 'and over this envelope');
          assert.equal(said['senderKey'], one.key);
          assert.ok(!one.wrong, 'nothing wrong was taken');
          if (!answer.value.repeated) news.set(name, (news.get(name) ?? 0) + 1);
          continue;
        }
        const code = isProblem(answer.reason) ? answer.reason.code : (answer.reason as { code?: string }).code;
        const differs = row !== undefined && !row.digest.equals(one.digest);
        const own = one.wrong ? wrongs[one.wrong]?.code : undefined;
        assert.ok(
          code === own || (code === 'exchange.key-used' && differs),
          `${one.wrong ?? 'a right envelope'} was answered ${code}: ${String(answer.reason)}`,
        );
      }
      for (const [name] of kept) assert.equal(news.get(name), 1, 'one caller is told that it is new');
      for (const one of made.filter(({ wrong }) => !wrong))
        assert.ok(kept.has(`${one.actor.agencyId} ${one.key}`), 'a right one under each key was taken');
    }),
    { numRuns: 25 },
  );
});

test('more than ten thousand recipients are refused before anything is looked up', async () => {
  const envelope = letter({
    to: Array.from(
      { length: 10_001 },
      (_one, n) => `H01.${String(n % 1000).padStart(3, '0')}.${10 + Math.floor(n / 1000)}`,
    ),
  });
  const before = await axis.node.database.pool.query('select count(*)::int as n from files.keeping');
  const answered = await axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  assert.ok(!answered.ok);
  assert.deepEqual([answered.status, answered.problem.code], [422, 'exchange.too-many-recipients']);
  const since = await axis.node.database.pool.query('select count(*)::int as n from files.keeping');
  assert.deepEqual(since.rows, before.rows);
});

test('a file that is gone a moment later is refused in the words of the file room', async () => {
  const lost = await axis.files.receive(await pdfOf(2), { name: 'khac.pdf', owner: huong.accountId });
  const envelope = letter({
    files: [
      { fileId: lost.id, name: 'khac.pdf', mediaType: 'application/pdf', bytes: lost.bytes, sha256: lost.sha256 },
    ],
  });
  await axis.files.remove(lost.id, huong);
  const both = await Promise.allSettled([
    axis.exchange.send({ key: newKey(), envelope }, { agencyId: huong.agencyId, actor: huong }),
    axis.exchange.send({ key: newKey(), envelope: letter() }, { agencyId: huong.agencyId, actor: huong }),
  ]);
  assert.deepEqual(
    both.map((one) => (one.status === 'fulfilled' ? 'taken' : (one.reason as { code: string }).code)),
    ['files.not-found', 'taken'],
  );
});

test('a key that no column takes fails alone, also where it is looked up', async () => {
  const both = await Promise.allSettled(
    ['khóa\0', newKey()].map((key) =>
      axis.exchange.send({ key, envelope: letter() }, { agencyId: huong.agencyId, actor: huong }),
    ),
  );
  assert.deepEqual(
    both.map((one) => (one.status === 'fulfilled' ? 'taken' : (one.reason as { code: string }).code)),
    ['22021', 'taken'],
  );
});
