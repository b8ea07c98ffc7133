import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '#platform/access.ts';
import { serve } from '#platform/operation.ts';
import { rotateKeys } from '#modules/sign-on/contract.ts';
import { rotateNow } from '#modules/sign-on/rotate-keys.ts';
import { createSigningKeys } from '#modules/sign-on/signing-keys.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { doors, officerOf } from './world.ts';

let node: TestNode;
const recorded: { kind: string; subject: string }[] = [];
before(async () => {
  node = await startNode({
    build(deps) {
      const keys = createSigningKeys(deps);
      return [
        {
          parts: {
            name: 'sign-on',
            served: [serve(rotateKeys, (_input, ctx) => rotateNow(doors(deps, recorded), keys, ctx))],
          },
        },
      ];
    },
  });
  await createSigningKeys(node.deps).read();
});
after(() => node?.close());

const current = async (): Promise<string> => (await createSigningKeys(node.deps).read())[0]?.kid ?? '';

test('an officer of the national body changes the signing keys at once; nobody else does', async () => {
  const before = await current();
  const national = officerOf('office', ['sign-on.approve']);
  const longAgo = new Date(Date.now() - 86_400_000).toISOString();
  for (const [actor, code] of [
    [{ kind: 'anonymous' }, 'platform.not-signed-in'],
    [
      { kind: 'citizen', accountId: national.accountId, personId: national.accountId, name: '' },
      'platform.not-allowed',
    ],
    [officerOf('office', ['sign-on.clients']), 'platform.not-allowed'],
    [officerOf('ministry', ['sign-on.approve']), 'sign-on.national-only'],
    [{ ...national, assurance: { level: 2, provedAt: longAgo, methods: ['pwd', 'otp'] } }, 'platform.step-up'],
  ] as [Actor, string][]) {
    const refused = await node.call(rotateKeys, {}, actor);
    assert.equal(refused.ok ? 'done' : refused.problem.code, code);
  }
  assert.equal(await current(), before);
  assert.deepEqual(recorded, []);
  const done = await node.call(rotateKeys, {}, national);
  assert.deepEqual(done.ok && done.answer, { rotated: ['ES256', 'RS256'] });
  assert.notEqual(await current(), before);
  assert.deepEqual(recorded, [{ kind: 'sign-on.keys-rotated', subject: 'node:sign-on' }]);
});
