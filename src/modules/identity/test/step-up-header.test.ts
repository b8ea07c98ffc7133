import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testClock } from '#platform/clock.ts';
import { makeRecoveryCodes } from '#modules/identity/contract.ts';
import { tokenOf } from '#test/world/node.ts';
import { startFactors, type FactorsNode } from './one-account.ts';

const clock = testClock('2026-11-23T02:00:00Z');
let node: FactorsNode;
before(async () => {
  node = await startFactors(clock);
});
after(() => node?.close());

test('an act that wants more is refused as RFC 9470 says: which level, how fresh, and that it is no matter of rights', async () => {
  const one = await node.citizen({ phone: '0900000777' });
  const at = (actor: ReturnType<typeof one.actor>): Promise<Response> =>
    fetch(`${node.url}/api${makeRecoveryCodes.path}`, {
      method: makeRecoveryCodes.method,
      headers: { authorization: `Bearer ${tokenOf(actor)}`, 'content-type': 'application/json' },
      body: '{}',
    });
  const quarterBefore = new Date(clock.now().getTime() - 15 * 60_000).toISOString();
  for (const [why, actor, level] of [
    ['one factor', one.actor(1), 'LoA2'],
    ['too long ago', one.actor(2, quarterBefore), 'LoA1'],
  ] as const) {
    const refused = await at(actor);
    const challenge = refused.headers.get('www-authenticate') ?? '';
    assert.equal(refused.status, 401, why);
    assert.match(challenge, /^Bearer error="insufficient_user_authentication", error_description="[^"]+"/, why);
    assert.ok(challenge.endsWith(`, acr_values="${level}", max_age="600"`), `${why}: ${challenge}`);
    assert.equal(((await refused.json()) as { code: string }).code, 'platform.step-up');
  }
  assert.equal((await at(one.actor(2))).status, 201, 'proved now, at the level that was asked for');
});
