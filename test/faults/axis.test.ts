import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFaults } from './axis/run.ts';

// The small version of `npm run faults`: a few kills and cuts, the same comparison of the books at the end.
test(
  'what the axis acknowledged is delivered once and in order, whatever is killed or cut',
  { timeout: 180_000 },
  async () => {
    const { sent, acknowledged, delivered, lost, duplicated, disordered, contradictions, kills } = await runFaults({
      seed: 7,
      kills: 3,
      nodes: 1,
      desks: 2,
      others: { line: true, day: false, disk: false },
      say: () => undefined,
    });
    assert.deepEqual(
      { lost, duplicated, disordered, contradictions, kills },
      { lost: 0, duplicated: 0, disordered: 0, contradictions: 0, kills: 3 },
    );
    assert.equal(acknowledged, sent);
    assert.equal(delivered, sent);
    assert.ok(sent > 5, `only ${sent} documents were handed over`);
  },
);
