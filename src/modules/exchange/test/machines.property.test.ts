import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  answerChange,
  businessCodes,
  mayAsk,
  mayReport,
  type BusinessCode,
  type ChangeKind,
} from '#modules/exchange/delivery/business.ts';
import {
  moveTransport,
  transportEnded,
  transportRules,
  transportStates,
  type TransportMove,
  type TransportState,
} from '#modules/exchange/delivery/transport.ts';

const moves = Object.keys(transportRules) as TransportMove[];
const anyMove = fc.constantFrom(...moves);

/** The picture of the transport, written out a second time: from → moves that lead somewhere. */
const PICTURE: Record<TransportState, Partial<Record<TransportMove, TransportState>>> = {
  queued: {
    take: 'delivering',
    arrive: 'delivered',
    refuse: 'rejected',
    expire: 'expired',
    hold: 'held',
    'hand-over': 'delivering',
    'retry-later': 'queued',
    relay: 'relayed',
  },
  delivering: {
    arrive: 'delivered',
    refuse: 'rejected',
    expire: 'expired',
    'lock-lapsed': 'queued',
    'give-up': 'failed',
    'moved-on': 'delivering',
    'come-home': 'queued',
  },
  held: { release: 'queued', expire: 'expired', 'hand-over': 'delivering', relay: 'relayed' },
  failed: { 'arrive-late': 'delivered', 'try-again': 'queued' },
  expired: { 'arrive-late': 'delivered' },
  delivered: {},
  rejected: {},
  relayed: { 'come-home': 'queued' },
};

test('the transport moves as the picture says, and in no other way', () => {
  for (const state of transportStates)
    for (const move of moves) assert.equal(moveTransport(state, move), PICTURE[state][move], `${state} ${move}`);
});

test('however it is moved, what has been delivered or rejected stays so', () => {
  fc.assert(
    fc.property(fc.array(anyMove, { maxLength: 30 }), (path) => {
      let state: TransportState = 'queued';
      let final: TransportState | undefined;
      for (const move of path) {
        state = moveTransport(state, move) ?? state;
        if (final) assert.equal(state, final);
        if (state === 'delivered' || state === 'rejected') final = state;
      }
      assert.equal(transportEnded(state), ['delivered', 'rejected', 'expired', 'failed', 'relayed'].includes(state));
    }),
  );
});

const steps = ['01', '02', '03', '04', '05', '06'] as const;

test('people report forward only: 01, then 02 or 03, then on to 06, never back and never from nothing', () => {
  const oracle = (from: BusinessCode | null, to: BusinessCode): boolean => {
    if (from === null || from === '02' || !steps.includes(from as '01')) return false;
    if (from === '01') return to === '02' || to === '03';
    return ['04', '05', '06'].includes(to) && to > from;
  };
  for (const from of [null, ...businessCodes])
    for (const to of businessCodes)
      assert.equal(mayReport({ code: from, asked: null }, to), oracle(from, to), `${from} → ${to}`);
});

test('a change is asked for once at a time, answered once, and what was taken back is asked for no more', () => {
  const kinds: ChangeKind[] = ['recall', 'update', 'replace'];
  fc.assert(
    fc.property(
      fc.constantFrom<BusinessCode | null>(null, ...steps),
      fc.array(fc.tuple(fc.constantFrom(...kinds), fc.boolean()), { maxLength: 8 }),
      (start, asks) => {
        let standing: { code: BusinessCode | null; asked: ChangeKind | null } = { code: start, asked: null };
        let takenBack = false;
        for (const [kind, agrees] of asks) {
          const may = mayAsk(standing);
          assert.equal(may, standing.code !== '02' && !takenBack);
          if (!may) continue;
          standing = { ...standing, asked: kind };
          assert.equal(mayAsk(standing), false, 'one at a time');
          const after = answerChange(standing, agrees);
          assert.ok(after);
          assert.equal(answerChange(after, agrees), undefined, 'answered once');
          if (agrees && kind !== 'update') takenBack = true;
          assert.equal(after.code, takenBack ? '15' : start);
          standing = after;
        }
      },
    ),
  );
});
