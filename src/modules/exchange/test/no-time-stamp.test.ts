import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'node:test';
import { letter, newKey, openAxis } from './axis.ts';

const env = { EVIDENCE_STAMP_LIMIT_HOURS: '24' };

test('past the limit without a time stamp the axis takes nothing over, says so, and opens again by itself', async () => {
  const axis = await openAxis(undefined, { env });
  try {
    assert.ok((await axis.send(letter())).ok);
    await axis.evidence.seal();
    axis.clock.advance(25 * 3_600_000);
    // A process that has not looked yet; one that has looked finds out within seconds.
    const other = await openAxis(axis, { env });
    try {
      const key = newKey();
      const refused = await other.send(letter(), { key });
      assert.ok(!refused.ok);
      assert.equal(refused.status, 503);
      assert.equal(refused.problem.code, 'evidence.no-time-stamp');
      assert.match(refused.problem.title, /24 giờ/);
      assert.equal((await axis.evidence.sealingState()).alarm, 'closed');
      await axis.evidence.seal();
      assert.ok(await axis.evidence.stamp());
      let again = await other.send(letter(), { key });
      for (let tries = 0; tries < 600 && !again.ok; tries += 1) {
        await wait(100);
        again = await other.send(letter(), { key });
      }
      assert.ok(again.ok, 'the same key: nothing of the refused one was kept');
    } finally {
      await other.close();
    }
  } finally {
    await axis.close();
  }
});

test('a node whose sealer has never run closes after the same limit, and opens with its first seal and stamp', async () => {
  const axis = await openAxis(undefined, { env });
  try {
    assert.ok((await axis.send(letter())).ok);
    axis.clock.advance(23 * 3_600_000);
    assert.equal((await axis.evidence.sealingState()).alarm, 'late');
    axis.clock.advance(2 * 3_600_000);
    const other = await openAxis(axis, { env });
    try {
      const refused = await other.send(letter(), { key: newKey() });
      assert.ok(!refused.ok);
      assert.equal(refused.problem.code, 'evidence.no-time-stamp');
      await axis.evidence.seal();
      assert.ok(await axis.evidence.stamp());
      assert.equal((await axis.evidence.sealingState()).alarm, 'none');
    } finally {
      await other.close();
    }
  } finally {
    await axis.close();
  }
});
