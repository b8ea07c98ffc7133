import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { liveTopic } from '#platform/live.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { startNode, type TestNode } from '#test/world/node.ts';

const parts = (deps: PlatformDeps) => {
  void deps;
  return [
    {
      parts: {
        name: 'probe',
        topics: [liveTopic('probe.desk', (actor, key) => actor.kind === 'officer' && actor.agencyId === key)],
      },
    },
  ];
};
const officer = {
  kind: 'officer',
  accountId: 'a',
  officerId: 'o',
  agencyId: 'desk-1',
  name: 'Hoàng Văn Nông',
  position: 'Công chức',
  rights: [],
} as const;

let first: TestNode;
let second: TestNode;
before(async () => {
  first = await startNode({ build: parts });
  second = await startNode({ build: parts, beside: first });
});
after(async () => {
  await second?.close();
  await first?.close();
});

/** Reads a stream until `wanted` has come or the time is over. */
async function hear(response: Response, wanted: RegExp, within = 30_000): Promise<string> {
  assert.ok(response.body, 'a stream');
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const nothingYet = (): Promise<undefined> => wait(200, undefined);
  let text = '';
  const deadline = Date.now() + within;
  let pending = reader.read();
  while (Date.now() < deadline && !wanted.test(text)) {
    const next = await Promise.race([pending, nothingYet()]);
    if (!next) continue;
    if (next.done) break;
    text += decoder.decode(next.value, { stream: true });
    pending = reader.read();
  }
  await reader.cancel();
  return text;
}

test('what one process announces reaches a page open at another', async () => {
  const stream = await second.fetch('/api/live?topic=probe.desk:desk-1', { actor: officer });
  assert.equal(stream.headers.get('content-type'), 'text/event-stream');
  const heard = hear(stream, /event: change/);
  await wait(100);
  await first.database.transaction((trx) => first.deps.live.tell(trx, 'probe.desk', 'desk-1'));
  assert.match(await heard, /data: \{"topic":"probe.desk:desk-1"\}/);
});

test('nothing is told when the transaction is rolled back', async () => {
  const stream = await second.fetch('/api/live?topic=probe.desk:desk-1', { actor: officer });
  const heard = hear(stream, /event: change/, 700);
  await wait(100);
  await assert.rejects(
    first.database.transaction(async (trx) => {
      await first.deps.live.tell(trx, 'probe.desk', 'desk-1');
      throw new Error('rolled back');
    }),
  );
  assert.doesNotMatch(await heard, /event: change/);
});

test('a topic of another desk, an unknown one and none at all are refused alike', async () => {
  for (const topic of ['topic=probe.desk:desk-2', 'topic=probe.attic:x', 'topic=nonsense'])
    assert.equal((await first.fetch(`/api/live?${topic}`, { actor: officer })).status, 404, topic);
  assert.equal((await first.fetch('/api/live?topic=probe.desk:desk-1')).status, 404);
  assert.equal((await first.fetch('/api/live', { actor: officer })).status, 400);
});

test('a dropped tag empties the page caches of all processes, and a render begun before is not kept', async () => {
  const page = { status: 200, type: 'text/html', bytes: Buffer.from('<p>cũ</p>'), etag: 'W/"1"', tags: ['procedures'] };
  for (const node of [first, second]) {
    const { pages } = node.deps;
    pages.keep('vi /thu-tuc', page, pages.mark());
    assert.equal(await (await node.fetch('/thu-tuc')).text(), '<p>cũ</p>');
    assert.equal(
      (await node.fetch('/thu-tuc', { headers: { cookie: 'lt_lang=en' } })).status,
      404,
      'the other language is another page',
    );
    assert.equal(
      (await node.fetch('/thu-tuc', { actor: officer })).status,
      404,
      'nobody signed in is answered from the cache',
    );
  }
  const begun = second.deps.pages.mark();
  await first.deps.pages.drop('procedures');
  const kept = () => [first, second].some(({ deps }) => deps.pages.find('vi /thu-tuc'));
  for (let tries = 0; tries < 1000 && kept(); tries++) await wait(20);
  assert.equal(first.deps.pages.find('vi /thu-tuc'), undefined);
  assert.equal(second.deps.pages.find('vi /thu-tuc'), undefined);
  second.deps.pages.keep('vi /thu-tuc', page, begun);
  assert.equal(second.deps.pages.find('vi /thu-tuc'), undefined, 'a stale render came back');
});

test('one account opens only so many streams, and a stream does not outlive the right to listen', async (t) => {
  const other = { ...officer, accountId: 'many-windows' };
  const aborts = Array.from({ length: 20 }, () => new AbortController());
  await Promise.all(
    aborts.map(({ signal }) => first.fetch('/api/live?topic=probe.desk:desk-1', { actor: other, signal })),
  );
  const refused = await first.fetch('/api/live?topic=probe.desk:desk-1', { actor: other });
  assert.equal(refused.status, 429);
  for (const abort of aborts) abort.abort();
  await t.test('closed windows make room again', async () => {
    for (let tries = 0; ; tries++) {
      const again = await first.fetch('/api/live?topic=probe.desk:desk-1', { actor: other });
      await again.body?.cancel();
      if (again.status === 200) break;
      assert.ok(tries < 400, 'no room');
      await wait(50);
    }
  });
});

test('a page that is closed before its stream began leaves nothing behind', async () => {
  const open = async (): Promise<number> => {
    const metrics = await (await first.fetch('/metrics')).text();
    return Number(/^lienthong_live_streams (\d+)/m.exec(metrics)?.[1] ?? 0);
  };
  const before = await open();
  for (let tries = 0; tries < 40; tries++) {
    const abort = new AbortController();
    const asked = first.fetch('/api/live?topic=probe.desk:desk-1', {
      actor: { ...officer, accountId: `w-${tries}` },
      signal: abort.signal,
    });
    await wait(tries % 5);
    abort.abort();
    await asked.then((response) => response.body?.cancel()).catch(() => undefined);
  }
  for (let tries = 0; (await open()) > before; tries++) {
    assert.ok(tries < 400, `${await open()} streams are still counted, ${before} before`);
    await wait(50);
  }
});
