import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testClock } from '#platform/clock.ts';
import {
  addContact,
  confirmContact,
  listContacts,
  listDemoMessages,
  removeContact,
} from '#modules/identity/contract.ts';
import { countUnread } from '#modules/notices/contract.ts';
import { readContact, hintOf } from '#modules/identity/contacts/contact-value.ts';
import { codeIn, problemOf, startFactors, type FactorsNode } from './one-account.ts';

const clock = testClock('2026-11-23T02:00:00Z');
let node: FactorsNode;
before(async () => {
  node = await startFactors(clock);
});
after(() => node?.close());

test('a phone is added with the code that was sent to it, its owner is told, and only its end is ever shown', async () => {
  const one = await node.citizen();
  const added = await node.call(addContact, { body: { kind: 'phone', value: '+84 900 000 123' } }, one.actor());
  assert.ok(added.ok, JSON.stringify(added));
  assert.equal(added.answer.hint, '••• ••• 123');
  const { text, to } = await node.lastMessage();
  assert.equal(to, '••• ••• 123');
  assert.match(text, /^Mã thêm liên hệ Liên Thông: \d{6}\./);
  const contactId = added.answer.contactId;
  const wrong = codeIn(text) === '000000' ? '000001' : '000000';
  const refused = await node.call(confirmContact, { params: { contactId }, body: { code: wrong } }, one.actor());
  assert.equal(problemOf(refused), 'identity.code-wrong');
  const listed = await node.call(listContacts, {}, one.actor());
  assert.ok(listed.ok && listed.answer.contacts[0] && !listed.answer.contacts[0].verifiedAt);
  const confirmed = await node.call(
    confirmContact,
    { params: { contactId }, body: { code: ` ${codeIn(text).slice(0, 3)} ${codeIn(text).slice(3)} ` } },
    one.actor(),
  );
  assert.ok(confirmed.ok && confirmed.answer.verifiedAt);
  assert.ok(!JSON.stringify([added, listed, confirmed]).includes('0900000123'));
  await node.runJobs();
  const unread = await node.call(countUnread, {}, one.actor());
  assert.ok(unread.ok && unread.answer.unread === 1, 'the owner is told');
  const { rows } = await node.database.pool.query(
    "select value_sealed, encode(value_hash, 'hex') as hash from identity.contact where id = $1",
    [contactId],
  );
  assert.ok(!JSON.stringify(rows).includes('900000123'), 'the number rests sealed');
  const evidence = await node.identityDeps.database.pool.query('select kind from evidence.record where subject = $1', [
    `account:${one.accountId}`,
  ]);
  assert.deepEqual(evidence.rows, [{ kind: 'identity.contact-added' }]);
});

test('an elderly couple shares a phone; each account has its own codes', async () => {
  const phone = '0900000777';
  const [ong, ba] = [await node.citizen({ phone }), await node.citizen({ phone })];
  for (const one of [ong, ba]) {
    const listed = await node.call(listContacts, {}, one.actor());
    assert.ok(listed.ok && listed.answer.contacts[0]?.verifiedAt);
  }
});

test('changing the phone tells the old one, wants two factors, and ends what was on its way there', async () => {
  const one = await node.citizen({ phone: '0900000555' });
  const body = { kind: 'phone', value: '0900000556' } as const;
  const weak = await node.call(addContact, { body }, one.actor(1));
  assert.equal(problemOf(weak), 'platform.step-up', 'a password alone does not take the phone away');
  const old = await node.call(addContact, { body }, one.actor(2, '2026-11-23T01:00:00Z'));
  assert.equal(problemOf(old), 'platform.step-up', 'an hour ago is too long ago');
  const added = await node.call(addContact, { body }, one.actor(2));
  assert.ok(added.ok);
  const { text } = await node.lastMessage();
  clock.set(new Date(clock.now().getTime() + 1000));
  const { contactId } = added.answer;
  const params = { contactId };
  assert.ok((await node.call(confirmContact, { params, body: { code: codeIn(text) } }, one.actor(2))).ok);
  const told = await node.lastMessage();
  assert.equal(told.to, '••• ••• 555');
  assert.match(told.text, /thôi nhận mã/);
  const listed = await node.call(listContacts, {}, one.actor(2));
  assert.ok(listed.ok);
  const first = listed.answer.contacts.find(({ hint }) => hint.endsWith('555'));
  assert.ok(first);
  assert.ok((await node.call(removeContact, { params: { contactId: first.id } }, one.actor(2))).ok);
  assert.equal(
    problemOf(await node.call(removeContact, { params: { contactId: first.id } }, one.actor(2))),
    'identity.contact-not-found',
  );
});

test('another account confirms and removes nothing', async () => {
  const [one, other] = [await node.citizen(), await node.citizen()];
  const added = await node.call(addContact, { body: { kind: 'phone', value: '0900000321' } }, one.actor());
  assert.ok(added.ok);
  const code = codeIn((await node.lastMessage()).text);
  const params = { contactId: added.answer.contactId };
  assert.equal(
    problemOf(await node.call(confirmContact, { params, body: { code } }, other.actor())),
    'identity.contact-not-found',
  );
  assert.equal(problemOf(await node.call(removeContact, { params }, other.actor())), 'identity.contact-not-found');
  assert.ok((await node.call(confirmContact, { params, body: { code } }, one.actor())).ok, 'and spoils nothing');
});

test('values that are none are refused with the field', async () => {
  const one = await node.citizen();
  for (const value of ['12', '0123456789', '0900 000 1234', 'thuha@example.vn', '09000O0123'])
    assert.equal(
      problemOf(await node.call(addContact, { body: { kind: 'phone', value } }, one.actor())),
      'identity.wrong-phone',
      value,
    );
  for (const value of ['thuha', 'a@b', 'a b@example.vn', 'x@example.vn\r\nBcc: y@example.vn'])
    assert.notEqual(
      problemOf(await node.call(addContact, { body: { kind: 'email', value } }, one.actor())),
      'ok',
      value,
    );
  assert.equal(readContact('phone', '０９００ ０００ １２３'), '0900000123');
  assert.equal(readContact('phone', '0084900000123'), '0900000123');
  assert.equal(hintOf('email', 'thuha@example.vn'), 't…@example.vn');
});

test('the demo world shows its messages, and no other world does', async () => {
  const shown = await node.call(listDemoMessages, {});
  assert.ok(shown.ok && shown.answer.messages.length > 0);
  const plain = await startFactors(clock, { WORLD: 'none' });
  try {
    assert.equal(problemOf(await plain.call(listDemoMessages, {})), 'platform.not-found');
    const one = await plain.citizen();
    const refused = await plain.call(addContact, { body: { kind: 'phone', value: '0900000123' } }, one.actor());
    assert.equal(problemOf(refused), 'identity.no-channel');
  } finally {
    await plain.close();
  }
});
