import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { nationalCodeOf, nationalSteps } from '../reading/national-codes.ts';
import {
  after,
  type Cause,
  clockOf,
  type DossierState,
  isTerminal,
  pauseReasons,
  stageOf,
  states,
  terminalStates,
  type TransitionName,
  transitions,
} from '../states.ts';

const names = Object.keys(transitions) as TransitionName[];
const causes: Cause[] = ['citizen', 'officer', 'system'];
const anAttempt = fc.record({ name: fc.constantFrom(...names), cause: fc.constantFrom(...causes) });

test('the road of a dossier that goes well', () => {
  const road: [TransitionName, Cause, DossierState][] = [
    ['file', 'citizen', 'submitted'],
    ['accept', 'officer', 'accepted'],
    ['start-processing', 'system', 'processing'],
    ['resolve', 'system', 'resolved'],
    ['return-result', 'citizen', 'returned'],
  ];
  let state: DossierState = 'draft';
  for (const [name, cause, expected] of road) {
    const next = after(name, state, cause);
    assert.equal(next, expected);
    state = expected;
  }
});

test('no order of attempts leaves the machine, leaves a terminal, or goes round', () => {
  fc.assert(
    fc.property(fc.array(anAttempt, { maxLength: 60 }), (attempts) => {
      let state: DossierState = 'draft';
      const seen = new Set<DossierState>([state]);
      for (const { name, cause } of attempts) {
        const next = after(name, state, cause);
        if (next === undefined) continue;
        assert.ok(states.includes(next));
        assert.ok(!isTerminal(state), `left the terminal ${state}`);
        assert.ok(!seen.has(next), `came back to ${next}`);
        seen.add(next);
        state = next;
      }
    }),
    { numRuns: 2000 },
  );
});

test('every state can be reached, and every state but a terminal can be left', () => {
  const reached = new Set<DossierState>(['draft']);
  for (let grown = true; grown;) {
    grown = false;
    for (const from of reached) {
      for (const name of names) {
        for (const cause of causes) {
          const next = after(name, from, cause);
          if (next && !reached.has(next)) {
            reached.add(next);
            grown = true;
          }
        }
      }
    }
  }
  assert.deepEqual([...reached].toSorted(), [...states].toSorted());
  for (const state of states) {
    const ways = names.filter((name) => causes.some((cause) => after(name, state, cause)));
    assert.equal(ways.length === 0, terminalStates.includes(state), state);
  }
});

test('a citizen can neither accept, resolve nor refuse; an officer can neither file nor withdraw', () => {
  for (const state of states) {
    for (const name of ['accept', 'reject-at-reception', 'start-processing', 'resolve', 'refuse', 'cancel'] as const) {
      assert.equal(after(name, state, 'citizen'), undefined);
    }
    assert.equal(after('file', state, 'officer'), undefined);
    assert.equal(after('withdraw', state, 'officer'), undefined);
  }
});

test('the clock runs only while the office works', () => {
  assert.deepEqual(
    states.filter((state) => clockOf(state) === 'running'),
    ['accepted', 'processing'],
  );
  assert.deepEqual(
    states.filter((state) => clockOf(state) === 'none'),
    ['draft', 'submitted'],
  );
});

test('a dossier lies on exactly one shelf of the queue', () => {
  assert.equal(stageOf('submitted', false), 'to-accept');
  assert.equal(stageOf('submitted', true), 'waiting');
  assert.equal(stageOf('accepted', false), 'in-progress');
  assert.equal(stageOf('processing', true), 'waiting');
  assert.equal(stageOf('resolved', false), 'to-return');
  for (const state of terminalStates) assert.equal(stageOf(state, false), 'done');
});

test('each of our transitions is a step that the national code list allows', () => {
  // A refused dossier that was supplemented before intake ends as 3, which the national table does not foresee from 5:
  // the table is not confirmed by a legal text, and hiding a refusal behind "stopped" would be untrue.
  const exceptions = new Set(['5→3']);
  for (const from of states) {
    for (const name of names) {
      for (const cause of causes) {
        const to = after(name, from, cause);
        if (!to || from === 'draft') continue;
        for (const supplementedBeforeIntake of [false, true]) {
          const a = nationalCodeOf({ state: from, supplementedBeforeIntake });
          const b = nationalCodeOf({
            state: to,
            supplementedBeforeIntake: to === 'submitted' && supplementedBeforeIntake,
          });
          assert.ok(a && b);
          const known = a === b || nationalSteps[a].includes(b) || exceptions.has(`${a}→${b}`);
          // Refused is a result: from "accepted" the national list passes through 4 (being processed) to 9.
          const byWay = nationalSteps[a].some((via) => nationalSteps[via].includes(b));
          assert.ok(known || byWay, `${from} → ${to} is ${a} → ${b}`);
        }
      }
    }
  }
});

test('pausing and going on are national steps too', () => {
  for (const state of ['submitted', 'accepted', 'processing'] as const) {
    for (const pausedFor of pauseReasons) {
      if (state === 'submitted' && pausedFor !== 'supplement') continue;
      const running = nationalCodeOf({ state });
      const paused = nationalCodeOf({ state, pausedFor });
      assert.ok(running && paused && nationalSteps[running].includes(paused));
      const resumed = nationalCodeOf({ state, supplementedBeforeIntake: state === 'submitted' });
      assert.ok(resumed);
      const goesOn = resumed === paused || nationalSteps[paused].includes(resumed);
      // 6 and 8 lead back to 4 only: a dossier accepted and paused for payment is reported as being processed next.
      assert.ok(goesOn || nationalSteps[paused].includes(4), `${paused} → ${resumed}`);
    }
  }
  assert.equal(nationalCodeOf({ state: 'draft' }), undefined);
  assert.equal(nationalCodeOf({ state: 'resolved', pausedFor: 'supplement' }), 9);
});
