import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CitizenActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { startNode, tokenOf, type TestNode } from '#test/world/node.ts';
import { countUnread, getMailAddress, getNotice, listInbox, markRead, setMailAddress } from '../contract.ts';
import { noticeWanted } from '../events.ts';
import { createNotices } from '../index.ts';

let node: TestNode;
let beside: TestNode;

before(async () => {
  node = await startNode({ build: (deps) => [createNotices(deps)] });
  beside = await startNode({ build: (deps) => [createNotices(deps)], beside: node });
});
after(async () => {
  await beside.close();
  await node.close();
});

function citizenOf(name: string): CitizenActor {
  return { kind: 'citizen', accountId: newId(), personId: newId(), name };
}

/** As another room does it: in its transaction. */
async function tell(accountId: string, subject: string, link?: string): Promise<string> {
  return node.database.transaction<unknown, string>((trx) =>
    node.deps.publish(trx, noticeWanted, {
      accountId,
      subject: { vi: subject, en: `EN ${subject}` },
      body: { vi: 'Hồ sơ của ông/bà đã được tiếp nhận.', en: 'Your dossier was accepted.' },
      ...(link ? { link } : {}),
    }),
  );
}

test('a wanted notice lands in the inbox of that person only, once', async () => {
  const ha = citizenOf('Nguyễn Thị Thu Hà');
  const nong = citizenOf('Hoàng Văn Nông');
  const id = await tell(ha.accountId, 'Hồ sơ đã được tiếp nhận', '/cua-toi/ho-so/1');
  await node.runJobs();
  await node.database.pool.query(
    `select platform.add_job('listen:notices.write-notice', json_build_object('eventId', $1::text), now(), null)`,
    [id],
  );
  await node.runJobs();
  const inbox = await node.call(listInbox, {}, ha);
  assert.ok(inbox.ok);
  assert.equal(inbox.answer.unread, 1);
  const [notice, ...more] = inbox.answer.notices;
  assert.equal(more.length, 0);
  assert.deepEqual(
    [notice?.id, notice?.subject.vi, notice?.link, notice?.readAt],
    [id, 'Hồ sơ đã được tiếp nhận', '/cua-toi/ho-so/1', undefined],
  );
  const theirs = await node.call(listInbox, {}, nong);
  assert.ok(theirs.ok);
  assert.deepEqual(theirs.answer, { notices: [], unread: 0 });
  const peek = await node.call(getNotice, { params: { noticeId: id } }, nong);
  assert.deepEqual([peek.status, peek.ok ? '' : peek.problem.code], [404, 'notices.not-found']);
  assert.equal((await node.call(listInbox, {})).status, 401);
});

test('opening is written down once, with its time, and only by the addressee', async () => {
  const ha = citizenOf('Nguyễn Thị Thu Hà');
  const nong = citizenOf('Hoàng Văn Nông');
  const ids = [await tell(ha.accountId, 'một'), await tell(ha.accountId, 'hai'), await tell(ha.accountId, 'ba')];
  await node.runJobs();
  const foreign = await node.call(markRead, { body: { ids } }, nong);
  assert.ok(foreign.ok);
  const unread = async () => {
    const counted = await node.call(countUnread, {}, ha);
    return counted.ok ? counted.answer.unread : -1;
  };
  assert.equal(await unread(), 3);
  await node.call(markRead, { body: { ids: ids.slice(0, 1) } }, ha);
  assert.equal(await unread(), 2);
  const first = await node.call(getNotice, { params: { noticeId: ids[0] ?? '' } }, ha);
  await node.call(markRead, { body: {} }, ha);
  assert.equal(await unread(), 0);
  const again = await node.call(getNotice, { params: { noticeId: ids[0] ?? '' } }, ha);
  assert.ok(first.ok && again.ok && first.answer.readAt);
  assert.equal(again.answer.readAt, first.answer.readAt);
  await assert.rejects(node.database.pool.query('delete from notices.reading'), /permission denied/);
  await assert.rejects(node.database.pool.query(`update notices.notice set body_vi = ''`), /permission denied/);
});

test('a long inbox is read page by page without a gap or a repeat', async () => {
  const ha = citizenOf('Nguyễn Thị Thu Hà');
  for (let n = 0; n < 45; n += 1) await tell(ha.accountId, `thư ${n}`);
  await node.runJobs();
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await node.call(listInbox, { query: before ? { before } : {} }, ha);
    assert.ok(page.ok);
    seen.push(...page.answer.notices.map((notice) => notice.subject.vi));
    before = page.answer.next;
  } while (before);
  assert.deepEqual(
    seen,
    Array.from({ length: 45 }, (_, n) => `thư ${44 - n}`),
  );
});

test('a link to elsewhere is left out', async () => {
  const ha = citizenOf('Nguyễn Thị Thu Hà');
  for (const link of ['https://example.com/', '//example.com', 'javascript:alert(1)'])
    await tell(ha.accountId, 'x', link);
  await node.runJobs();
  const inbox = await node.call(listInbox, {}, ha);
  assert.ok(inbox.ok);
  assert.deepEqual(
    inbox.answer.notices.map((notice) => notice.link),
    [undefined, undefined, undefined],
  );
});

test('an open page hears of a new notice at another process, and only its owner may listen', async () => {
  const ha = citizenOf('Nguyễn Thị Thu Hà');
  const nong = citizenOf('Hoàng Văn Nông');
  const topic = `/api/live?topic=notices.inbox:${ha.accountId}`;
  const refused = await beside.fetch(topic, { actor: nong });
  assert.ok(refused.status === 403 || refused.status === 404, String(refused.status));
  await refused.body?.cancel();
  const stop = new AbortController();
  const stream = await fetch(`${beside.url}${topic}`, {
    headers: { authorization: `Bearer ${tokenOf(ha)}` },
    signal: stop.signal,
  });
  assert.equal(stream.status, 200);
  const heard = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of stream.body ?? []) {
      text += decoder.decode(part, { stream: true });
      if (/event: change/.test(text)) return text;
    }
    return text;
  })();
  await tell(ha.accountId, 'Tin mới');
  await node.runJobs();
  assert.match(await heard, /event: change/);
  stop.abort();
});

test('a node without a mail server says so', async () => {
  const ha = citizenOf('Nguyễn Thị Thu Hà');
  const state = await node.call(getMailAddress, {}, ha);
  assert.ok(state.ok);
  assert.deepEqual(state.answer, { state: 'not-available' });
  const set = await node.call(setMailAddress, { body: { email: 'thuha@example.vn' } }, ha);
  assert.deepEqual([set.status, set.ok ? '' : set.problem.code], [409, 'notices.no-mail-here']);
});
