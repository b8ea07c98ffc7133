import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAULTS } from './axis/books.ts';
import { runFaults } from './axis/run.ts';

// The small version of `npm run faults`: a few kills and cuts, the same comparison of the books at the end.
test(
  'what the axis acknowledged is delivered once and in order, whatever is killed or cut',
  { timeout: 600_000 },
  async () => {
    const report = await runFaults({
      seed: 7,
      kills: 3,
      nodes: 1,
      desks: 2,
      others: { line: true, day: false, disk: false },
      say: () => undefined,
    });
    assert.deepEqual(report.findings, []);
    for (const fault of FAULTS) assert.equal(report[fault], 0, fault);
    assert.ok(report.finished, JSON.stringify(report.waiting));
    assert.equal(report.kills, 3);
    assert.equal(report.acknowledged, report.sent);
    assert.equal(report.delivered + report.expired, report.sent);
    assert.ok(report.sent > 5, `only ${report.sent} documents were handed over`);
  },
);
