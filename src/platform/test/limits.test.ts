import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Type } from 'typebox';
import { anyone } from '#platform/access.ts';
import { operation, serve, Text } from '#platform/operation.ts';
import { startNode, type TestNode } from '#test/world/node.ts';

const say = operation({
  id: 'probe.say',
  method: 'POST',
  path: '/probe',
  summary: 'Nói',
  access: anyone(),
  body: Type.Object({ word: Text(100) }),
  answer: Type.Object({ word: Type.String() }),
});
const fail = operation({
  id: 'probe.fail',
  method: 'GET',
  path: '/probe/fail',
  summary: 'Hỏng',
  access: anyone(),
  answer: Type.Object({}),
});

let node: TestNode;
const lines: string[] = [];
before(async () => {
  node = await startNode({
    env: { RATE_LIMIT_PER_MINUTE: '40' },
    log: (line) => lines.push(line),
    build: () => [
      {
        parts: {
          name: 'probe',
          served: [
            serve(say, ({ body }) => ({ word: body.word })),
            serve(fail, () => {
              throw new Error('Lò Thị Mai lives at 12 Hùng Vương');
            }),
          ],
        },
      },
    ],
  });
});
after(() => node?.close());

const post = (body: string, type = 'application/json') =>
  node.fetch('/api/probe', { method: 'POST', headers: { 'content-type': type }, body });

async function codeOf(response: Response): Promise<string> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  return ((await response.json()) as { code: string }).code;
}

test('bodies that cannot be read are refused with a code, never with a stack', async () => {
  assert.equal(await codeOf(await post('{"word": ')), 'platform.not-json');
  assert.equal(await codeOf(await post('')), 'platform.not-json');
  assert.equal(await codeOf(await post('<word/>', 'application/xml')), 'platform.unsupported-type');
  assert.equal(await codeOf(await post(JSON.stringify({ word: 'x'.repeat(2 * 1024 * 1024) }))), 'platform.too-large');
  assert.equal(await codeOf(await post('[]')), 'platform.bad-input');
  assert.equal(await codeOf(await post('{"__proto__": {"word": "x"}}')), 'platform.not-json');
});

test('an unforeseen failure says nothing of itself and gives a code to report', async () => {
  const response = await node.fetch('/api/probe/fail', { headers: { 'x-request-id': 'phien-12345678' } });
  assert.equal(response.status, 500);
  const text = await response.text();
  assert.doesNotMatch(text, /Lò Thị Mai|at .*\.ts/);
  assert.match(text, /phien-12345678/);
});

test('every answer carries the headers that keep a browser safe', async () => {
  const { headers } = await node.fetch('/health/live');
  assert.match(headers.get('content-security-policy') ?? '', /script-src 'self';|script-src 'self'/);
  assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe-inline|unsafe-eval/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  assert.equal(headers.get('strict-transport-security'), null, 'over plain HTTP it may not be sent');
});

test('health says what is there, metrics only to this machine or with the token', async () => {
  assert.deepEqual(await (await node.fetch('/health/ready')).json(), { status: 'ok', checks: { database: 'ok' } });
  assert.match(await (await node.fetch('/metrics')).text(), /lienthong_http_seconds_bucket/);
});

test('who asks too often is told when to come back', async () => {
  let refused: Response | undefined;
  for (let calls = 0; calls < 60 && !refused; calls++) {
    const response = await post('{"word": "chào"}');
    if (response.status === 429) refused = response;
  }
  assert.ok(refused, 'nobody was refused');
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  assert.equal(await codeOf(refused), 'platform.too-many-requests');
});
