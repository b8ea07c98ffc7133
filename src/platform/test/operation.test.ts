import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { anyone, citizen } from '#platform/access.ts';
import { defineEvent, listen } from '#platform/events.ts';
import { operation, serve, Text } from '#platform/operation.ts';
import { startNode, type TestNode } from '#test/world/node.ts';

const said = defineEvent('probe.said@1', Type.Object({ word: Type.String() }));
const say = operation({
  id: 'probe.say',
  method: 'POST',
  path: '/probe/:id/words',
  summary: 'Nói',
  access: citizen(),
  params: Type.Object({ id: Type.Integer() }),
  body: Type.Object({ word: Text(10) }),
  answer: Type.Object({ word: Type.String(), id: Type.Integer() }),
  status: 201,
});
const greet = operation({
  id: 'probe.greet',
  method: 'GET',
  path: '/probe',
  summary: 'Chào',
  access: anyone(),
  answer: Type.Object({ hello: Type.String() }),
});

let node: TestNode;
const heard: string[] = [];
const parent = { kind: 'citizen', accountId: 'a', personId: 'p', name: 'Nông Thị Bích Ngọc' } as const;

before(async () => {
  node = await startNode({
    build: (deps) => [
      {
        parts: {
          name: 'probe',
          served: [
            serve(greet, async () => ({ hello: 'chào', secret: 'not in the contract' })),
            serve(say, async ({ params, body }, ctx) => {
              await deps.database.transaction(async (trx) => {
                await deps.publish(trx, said, { word: body.word }, { actor: ctx.actor });
              });
              return { word: body.word, id: params.id };
            }),
          ],
          listeners: [
            listen(said, 'probe.remember', async (event, { trx }) => {
              heard.push(event.payload.word);
              await sql`select 1`.execute(trx);
            }),
          ],
        },
      },
    ],
  });
});
after(() => node?.close());

test('an operation answers only what its contract names', async () => {
  const got = await node.call(greet, {});
  assert.deepEqual(got.ok && got.answer, { hello: 'chào' });
});

test('the first gate and the shape are checked, text arrives in NFC', async () => {
  assert.equal((await node.call(say, { params: { id: 1 }, body: { word: 'x' } })).status, 401);
  const long = await node.call(say, { params: { id: 1 }, body: { word: 'x'.repeat(11) } }, parent);
  assert.equal(!long.ok && long.problem.code, 'platform.bad-input');
  const nul = await node.call(say, { params: { id: 1 }, body: { word: 'a\u0000b' } }, parent);
  assert.equal(!nul.ok && nul.problem.errors?.[0]?.code, 'control-characters');
  const nfd = await node.call(say, { params: { id: 7 }, body: { word: 'Đỗ'.normalize('NFD') } }, parent);
  assert.deepEqual(nfd.ok && nfd.answer, { word: 'Đỗ', id: 7 });
  assert.equal(nfd.status, 201);
});

test('an announced event reaches its listener once', async () => {
  await node.runJobs();
  assert.deepEqual(heard, ['Đỗ']);
  await node.runJobs();
  assert.deepEqual(heard, ['Đỗ']);
});

test('the application role cannot change what was announced', async () => {
  await assert.rejects(node.database.pool.query('delete from platform.event'), /permission denied/);
  await assert.rejects(node.database.pool.query("update platform.event set name = 'x'"), /permission denied/);
});

test('a change sent by another site is refused', async () => {
  const response = await node.fetch('/api/probe/1/words', {
    method: 'POST',
    actor: parent,
    headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
    body: '{"word":"x"}',
  });
  assert.equal(response.status, 403);
});
