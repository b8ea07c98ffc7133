import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issueToMany } from './issue-to-many.ts';

// As many as a draft names one by one; more come in by groups of the axis.
test('one decision to hundreds of agencies at three nodes stands once in the register of each, and its sender knows', async () => {
  const { arrived, registered, known, requests } = await issueToMany(300);
  assert.deepEqual(arrived, [100, 100, 100]);
  assert.deepEqual(registered, [100, 100, 100]);
  assert.equal(known, 300);
  assert.ok(requests < 30, `${requests} requests for 200 copies at other nodes`);
});
