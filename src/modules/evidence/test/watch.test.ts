import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClock } from '#platform/clock.ts';
import { createLog } from '#platform/log.ts';
import { registry } from '#platform/metrics.ts';
import type { SealingState } from '../sealing-state.ts';
import { createSealingWatch } from '../watch-sealing.ts';
import { startEvidence, subjectOf, clock as worldClock } from './world.ts';

const figure = async (name: string): Promise<number> => {
  const line = (await registry.metrics()).split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
};

test('what is late is in the metrics and in the log: at once, every hour, and when it is over', async () => {
  const clock = testClock('2026-11-23T05:00:00Z');
  const lines: { level: string; msg: string; alarms?: string[] }[] = [];
  let state: SealingState = { waiting: 0, alarm: 'none', limitHours: 24 };
  const watch = createSealingWatch({
    clock,
    log: createLog('info', { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) }),
    sealingState: async () => state,
  });
  assert.deepEqual(await watch(), []);
  state = { ...state, waiting: 7, unsealedSince: clock.now(), unstampedSince: clock.now() };
  clock.advance(9 * 60_000);
  assert.deepEqual(await watch(), [], 'nine minutes are not late');
  assert.equal(await figure('lienthong_evidence_waiting'), 7);
  assert.equal(await figure('lienthong_evidence_unsealed_seconds'), 540);
  assert.equal(await figure('lienthong_evidence_unstamped_seconds'), 540);
  clock.advance(2 * 60_000);
  assert.deepEqual(await watch(), ['seal-late']);
  clock.advance(60_000);
  state = { ...state, alarm: 'late' };
  assert.deepEqual(await watch(), ['seal-late', 'stamp-late']);
  assert.deepEqual(lines.map((line) => line.alarms), [['seal-late'], ['stamp-late']], 'each once'); // prettier-ignore
  clock.advance(61 * 60_000);
  await watch();
  assert.deepEqual(lines.at(-1)?.alarms, ['seal-late', 'stamp-late'], 'and again after an hour');
  state = { waiting: 0, alarm: 'closed', limitHours: 24 };
  assert.deepEqual(await watch(), ['stamp-closed']);
  assert.deepEqual(lines.slice(-2).map((line) => [line.level, line.alarms]), [
    ['error', ['stamp-closed']],
    ['info', ['seal-late', 'stamp-late']],
  ]); // prettier-ignore
  assert.equal(await figure('lienthong_evidence_unsealed_seconds'), 0);
});

test('the job of a node finds a record that the sealer has not reached', async () => {
  const world = await startEvidence();
  try {
    await world.recordOne(subjectOf('sealed'));
    await world.evidence.seal();
    await world.recordOne(subjectOf('left'));
    worldClock.advance(11 * 60_000);
    const state = await world.evidence.sealingState();
    assert.equal(worldClock.now().getTime() - (state.unsealedSince?.getTime() ?? 0), 11 * 60_000);
    const job = world.evidence.parts.jobs?.find((one) => one.name === 'evidence.watch');
    await job?.handle({}, { log: world.node.deps.log });
    assert.equal(await figure('lienthong_evidence_unsealed_seconds'), 660);
  } finally {
    await world.close();
  }
});
