import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  getCapabilities,
  getConsignment,
  getGroup,
  listGroups,
  saveGroup,
  sendConsignment,
  setMailbox,
  type Envelope,
} from '#modules/exchange/contract.ts';
import { sendConsignment as takeOver } from '../accept/send-consignment.ts';
import type { ExchangeDeps } from '../deps.ts';
import { newProgram } from '#modules/systems/test/program.ts';
import { agencies, binh, huong, letter, newKey, officerOf, openAxis, thao, type Axis } from './axis.ts';

let axis: Axis;
before(async () => (axis = await openAxis()));
after(() => axis?.close());

const send = (envelope: Envelope, key = newKey()) =>
  axis.node.call(sendConsignment, { body: { key, envelope } }, huong);

async function refused(envelope: Envelope): Promise<string> {
  const answered = await send(envelope);
  assert.ok(!answered.ok);
  return answered.problem.code;
}

test('before anything is sent one can ask whether a recipient takes it, and how', async () => {
  const ask = async (code: string) => {
    const answered = await axis.node.call(getCapabilities, { params: { code } }, huong);
    assert.ok(answered.ok);
    return answered.answer;
  };
  const ministry = await ask('G15');
  assert.deepEqual([ministry.state, ministry.mode, ministry.name], ['receives', 'here', 'Bộ Tư pháp']);
  assert.match(ministry.says.vi, /^Bộ Tư pháp nhận được văn bản qua trục/);
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, binh)).ok);
  assert.equal((await ask('G15')).mode, 'pull');
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'here' } }, binh)).ok);
  const ended = await ask(agencies.ended.code);
  assert.deepEqual([ended.state, ended.successor?.code], ['ended', 'H55.101']);
  assert.match(ended.says.vi, /Nơi kế tục là Ủy ban nhân dân phường Đức Xuân \(H55\.101\)/);
  assert.equal((await ask('H99.999')).state, 'unknown');
  const program = await newProgram(axis.node, officerOf(agencies.tanTrao, 'Quản trị xã', ['systems.manage']));
  assert.equal((await program.call(getCapabilities, { params: { code: 'G15' } })).status, 200);
  assert.equal((await axis.node.call(getCapabilities, { params: { code: 'G15' } })).status, 401);
});

test('a group is opened when the document is taken over, and the envelope keeps which it was', async () => {
  const codes = [agencies.tanTrao.code, agencies.ministry.code, agencies.ducXuan.code];
  const saved = await axis.node.call(saveGroup, { body: { name: 'Hay gửi', codes } }, huong);
  assert.ok(saved.ok, JSON.stringify(saved.ok || saved.problem));
  const { groupId } = saved.answer;
  const key = newKey();
  const given = letter({ to: [agencies.ministry.code], groups: [{ ref: groupId }] });
  const sent = await send(given, key);
  assert.ok(sent.ok, JSON.stringify(sent.ok || sent.problem));
  const { consignmentId } = sent.answer;
  const read = await axis.node.call(getConsignment, { params: { consignmentId } }, huong);
  assert.ok(read.ok);
  assert.deepEqual(read.answer.envelope.to, ['G15', 'H60.102'], 'each once, and not the sender itself');
  assert.deepEqual(read.answer.envelope.groups, [{ ref: groupId, name: 'Hay gửi', version: 1 }]);
  assert.equal(read.answer.deliveries.length, 2);

  const fewer = await axis.node.call(saveGroup, { body: { name: 'Hay gửi', version: 1, codes: ['G15'] } }, huong);
  assert.deepEqual(fewer.ok && [fewer.answer.version, fewer.answer.groupId], [2, groupId]);
  const again = await send(given, key);
  assert.deepEqual(again.ok && again.answer, { ...sent.answer, repeated: true }, 'said again it is what it was');
  const other = await send({ ...given, priority: 3 }, key);
  assert.equal(!other.ok && other.problem.code, 'exchange.key-used');
});

test('the same key twice at once while somebody leaves the group: it is what it was when the first was taken over', async () => {
  const codes = [agencies.tanTrao.code, agencies.ministry.code];
  const saved = await axis.node.call(saveGroup, { body: { name: 'Đang đổi', codes } }, huong);
  assert.ok(saved.ok);
  const envelope = letter({ to: [agencies.ministry.code], groups: [{ ref: saved.answer.groupId }] });
  const given = { key: newKey(), envelope };
  const sender = { agencyId: agencies.ducXuan.id, actor: huong };
  // The second has seen that the key is new, and waits there until the first has been taken over and the group is another.
  let go = (): void => undefined;
  const changed = new Promise<void>((resolve) => (go = resolve));
  const { directory } = axis.exchangeDeps;
  const slow: ExchangeDeps = {
    ...axis.exchangeDeps,
    directory: {
      ...directory,
      async findAgencyByCode(code) {
        await changed;
        return directory.findAgencyByCode(code);
      },
    },
  };
  const second = takeOver(slow, given, sender);
  const first = await takeOver(axis.exchangeDeps, given, sender);
  const left = { name: 'Đang đổi', version: 1, codes: [agencies.ministry.code] };
  assert.ok((await axis.node.call(saveGroup, { body: left }, huong)).ok);
  go();
  assert.deepEqual(await second, { ...first, repeated: true });
});

test('many who save one group at once: one of them has, the others hear that it was changed', async () => {
  const save = async (version: number) => {
    const body = { name: 'Cùng lúc', codes: ['G15'], ...(version > 0 ? { version } : {}) };
    const answered = await axis.node.call(saveGroup, { body }, huong);
    return answered.ok ? 'saved' : answered.problem.code;
  };
  for (let version = 0; version < 12; version += 1) {
    const answers = await Promise.all(Array.from({ length: 6 }, () => save(version)));
    assert.deepEqual(answers.toSorted(), [...Array.from({ length: 5 }, () => 'exchange.group-changed'), 'saved']);
  }
});

test('groups of the house are what the directory says today', async () => {
  const list = await axis.node.call(listGroups, {}, huong);
  assert.ok(list.ok);
  assert.deepEqual(
    list.answer.house.map(({ ref, members }) => [ref, members]),
    [['ministries', 1]],
  );
  const communes = await axis.node.call(getGroup, { params: { ref: 'communes:G15' } }, huong);
  assert.equal(communes.ok && communes.answer.members.length, 10_000);
  const sent = await send(letter({ to: [], groups: [{ ref: 'communes:G15' }] }));
  assert.ok(sent.ok, JSON.stringify(sent.ok || sent.problem));
});

test('what a group cannot be is refused, and so are too many recipients', async () => {
  const save = async (body: { name: string; codes: string[]; version?: number }) => {
    const answered = await axis.node.call(saveGroup, { body }, huong);
    return answered.ok ? 'saved' : answered.problem.code;
  };
  assert.equal(await save({ name: 'A', codes: ['H99.999'] }), 'exchange.unknown-agency');
  assert.equal(await save({ name: 'A', codes: [agencies.ended.code] }), 'exchange.agency-ended');
  assert.equal(await save({ name: 'A', codes: ['G15', 'G15'] }), 'exchange.twice-the-same');
  assert.equal(await save({ name: 'A', codes: [] }), 'platform.bad-input');
  assert.equal(await save({ name: 'A', codes: ['G15'] }), 'saved');
  assert.equal(await save({ name: 'A', codes: ['G15'] }), 'exchange.group-changed');
  const both = await Promise.all([
    save({ name: 'A', version: 1, codes: ['G15'] }),
    save({ name: 'A', version: 1, codes: ['H60.102'] }),
  ]);
  assert.deepEqual(both.toSorted(), ['exchange.group-changed', 'saved']);

  assert.equal(await refused(letter({ to: [] })), 'exchange.no-recipients');
  assert.equal(await refused(letter({ groups: [{ ref: 'communes:H99' }] })), 'exchange.group-unknown');
  const mine = await axis.node.call(listGroups, {}, huong);
  assert.ok(mine.ok);
  const ref = mine.answer.groups[0]?.groupId ?? '';
  assert.equal((await axis.node.call(getGroup, { params: { ref } }, thao)).status, 422, 'of another agency');
  const many = agencies.many.map(({ code }) => code);
  assert.equal(await refused(letter({ to: [...many, ...many] })), 'exchange.too-many-recipients');
  assert.equal(
    await refused(letter({ to: ['G15', 'H60.102'], groups: [{ ref: 'communes:G15' }] })),
    'exchange.too-many-recipients',
  );
});
