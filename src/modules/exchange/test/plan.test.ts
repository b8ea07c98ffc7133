import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getCapabilities, getMailbox, setMailbox, takeNext } from '#modules/exchange/contract.ts';
import { reasonFor, type Mailbox } from '#modules/exchange/recipients/plan-sending.ts';
import { cannotWhys, reasonOf } from '#modules/exchange/recipients/reasons.ts';
import { agencies, binh, huong, letter, officerOf, openAxis, thao, unattended, type Axis } from './axis.ts';

const MB = 1024 ** 2;
const pages: Mailbox = { mode: 'here', largestFileBytes: null, takesAttachments: true, hasAddress: false };
const main = { name: 'quyet-dinh.pdf', bytes: 200_000 };
const film = { name: 'phim.mp4', bytes: 900 * MB };
const letterType = { group: 2, code: 18, name: 'Công văn' };
const world = { axis: 2048 * MB, attended: true };

const whyOf = (box: Partial<Mailbox>, files = [main], given = world) =>
  reasonFor({ ...pages, ...box }, { files, type: letterType }, given)?.why;

test('each thing that stands against a recipient is found, and what stops comes before what only waits', () => {
  assert.equal(whyOf({}), undefined);
  assert.equal(whyOf({}, [main], { ...world, attended: false }), 'nobody-receives');
  assert.equal(whyOf({ mode: 'pull' }, [main], { ...world, attended: false }), undefined);
  assert.equal(whyOf({ mode: 'held' }), 'paused');
  assert.equal(whyOf({ mode: 'push' }), 'address-rests');
  assert.equal(whyOf({ mode: 'push', hasAddress: true }), undefined);
  assert.equal(whyOf({ mode: 'pull', largestFileBytes: 100 * MB }, [main, film]), 'file-too-large');
  assert.equal(whyOf({ mode: 'held', largestFileBytes: 100 * MB }, [main, film]), 'file-too-large');
  assert.equal(whyOf({}, [main, film], { ...world, axis: 500 * MB }), 'file-too-large');
  assert.equal(whyOf({ mode: 'pull', takesAttachments: false }, [main, film]), 'no-attachments');
  assert.equal(whyOf({ mode: 'pull', takesAttachments: false }), undefined);
  assert.equal(whyOf({ mode: 'pull', onlyTypes: ['2.2', '1.18'] }), 'type-not-taken');
  assert.equal(whyOf({ mode: 'pull', onlyTypes: ['2.18'] }), undefined);
  assert.equal(
    whyOf(
      {},
      Array.from({ length: 51 }, () => main),
    ),
    'too-many-files',
  );
  assert.match(
    reasonFor({ ...pages, mode: 'pull', largestFileBytes: 100 * MB }, { files: [main, film] }, world)?.says.vi ?? '',
    /“phim.mp4” nặng 900 MB, trong khi nơi này nhận tệp đến 100 MB/,
  );
});

test('every reason is a whole sentence and says what to do', () => {
  const text = { vi: '1 MB', en: '1 MB' };
  for (const why of cannotWhys) {
    const { says, todo } = reasonOf(why, { code: 'H55', file: 'a.pdf', size: text, most: text, files: 50 });
    for (const sentence of [says.vi, says.en, todo.vi, todo.en])
      assert.match(sentence, /^\p{Lu}.*\.$/u, `${why}: ${sentence}`);
  }
});

let axis: Axis;
before(async () => (axis = await openAxis()));
after(() => axis?.close());

test('ten thousand recipients are looked at in one go, and a group of the sender itself leaves the sender out', async () => {
  for (const one of agencies.many.slice(0, 30)) unattended.add(one.id);
  const { takes, cannot, groups } = await axis.exchange.recipients.plan({
    agencyId: agencies.ducXuan.id,
    codes: [],
    groups: ['communes:G15'],
    files: [main],
  });
  unattended.clear();
  assert.equal(groups[0]?.members, 10_000);
  assert.deepEqual([takes.length, cannot.length, cannot[0]?.why], [9970, 30, 'nobody-receives']);
  await assert.rejects(
    axis.exchange.recipients.plan({
      agencyId: agencies.ducXuan.id,
      codes: ['G15'],
      groups: ['communes:G15'],
      files: [],
    }),
    { code: 'exchange.too-many-recipients' },
  );
});

test('a mailbox says how it takes and what it cannot take; while it is held nothing is handed to anybody', async () => {
  const look = async (by = binh) => {
    const answered = await axis.node.call(getMailbox, {}, by);
    assert.ok(answered.ok, JSON.stringify(answered));
    return answered.answer;
  };
  assert.deepEqual((({ mode, waiting, mayChange }) => [mode, waiting, mayChange])(await look()), ['here', 0, true]);
  const clerk = officerOf(agencies.ministry, 'Đỗ Thị Mai', ['exchange.receive']);
  assert.equal((await look(clerk)).mayChange, false);
  assert.equal((await axis.node.call(setMailbox, { body: { mode: 'held' } }, clerk)).status, 403);
  assert.equal((await axis.node.call(getMailbox, {}, officerOf(agencies.ministry, 'Không', []))).status, 403);
  const push = await axis.node.call(setMailbox, { body: { mode: 'push' } }, binh);
  assert.equal(push.ok ? 'ok' : push.problem.code, 'exchange.no-address-for-documents');

  const body = { mode: 'held' as const, largestFileMb: 20, takesAttachments: false };
  assert.ok((await axis.node.call(setMailbox, { body }, binh)).ok);
  const sent = await axis.send(letter({ to: [agencies.ministry.code] }));
  assert.ok(sent.ok);
  await axis.node.runJobs();
  const held = await look();
  assert.deepEqual([held.mode, held.waiting, held.largestFileMb, held.takesAttachments], ['held', 1, 20, false]);
  const taken = await axis.node.call(takeNext, {}, binh);
  assert.equal(taken.ok && taken.answer.delivery, null);
  const asked = await axis.node.call(getCapabilities, { params: { code: 'G15' } }, huong);
  assert.ok(asked.ok);
  assert.deepEqual(
    [asked.answer.mode, asked.answer.largestFileBytes, asked.answer.attachments],
    ['held', 20 * MB, false],
  );
  assert.match(asked.answer.says.vi, /đang tạm dừng nhận/);

  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'here' } }, binh)).ok);
  await axis.node.runJobs();
  assert.equal((await look()).waiting, 0);
  assert.equal((await look(thao)).mode, 'here');
});
