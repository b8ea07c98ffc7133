import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defineProblems } from '#platform/problem.ts';
import { prepareBirthEntry, registerBirthOperation } from '../contract.ts';
import { birthRegistered } from '../events.ts';
import { announced, entryOf, nong, openOffice, type Office } from './office.ts';

const ended = defineProblems('counter', {
  'not-in-this-state': { status: 409, vi: 'Hồ sơ đã được rút', en: 'The dossier was withdrawn' },
});
let office: Office;
let gate: 'open' | 'ended' | 'slow' = 'open';
let released = 0;
before(async () => {
  office = await openOffice((doors) => ({
    ...doors,
    counter: {
      ...doors.counter,
      async beginHandling() {
        if (gate === 'ended') throw ended('not-in-this-state');
        const until = office.clock.now().getTime() + (gate === 'slow' ? -1 : 60_000);
        return {
          until: new Date(until),
          release: async () => {
            released += 1;
          },
        };
      },
    },
  }));
});
after(() => office?.node.close());

const register = (dossierId: string) =>
  office.node.call(registerBirthOperation, { body: { dossierId, entry: entryOf() } }, nong);

test('withdrawn after it was read: the gate of the counter is asked last, and nothing gets into the book', async () => {
  gate = 'ended';
  const answer = await register(office.dossier());
  assert.equal(answer.ok ? 'ok' : answer.problem.code, 'counter.not-in-this-state');
  assert.equal((await announced(office.node, birthRegistered.name)).length, 0);
});

test('an attempt that took too long writes nothing and gives the dossier back', async () => {
  gate = 'slow';
  const dossierId = office.dossier();
  const answer = await register(dossierId);
  assert.equal(answer.ok ? 'ok' : answer.problem.code, 'civil-status.took-too-long');
  assert.equal((await announced(office.node, birthRegistered.name)).length, 0);
  assert.equal(released, 1);
  gate = 'open';
  const again = await register(dossierId);
  assert.ok(again.ok, JSON.stringify(again));
  assert.equal(released, 1, 'a written act keeps it');
});

test('wanted extracts are a task that the entry page is told of', async () => {
  for (const copies of [0, 2]) {
    const prepared = await office.node.call(
      prepareBirthEntry,
      { params: { dossierId: office.dossier({ copies }) } },
      nong,
    );
    assert.equal(prepared.ok && prepared.answer.copies, copies);
  }
});
