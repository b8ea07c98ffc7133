import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, vnDate, vnInstant } from '#platform/time.ts';
import { dayOfMajority, isLonger, kinds, lastDay, obstacleTo, stands, type Facts, type Life } from '../rules.ts';
import { covers, isScopeWord, tidyScope, within } from '../scope.ts';

/** A small world in which everything meets everything: people born and dying around the days that matter. */
const people = ['an', 'binh', 'chi', 'dung'];
const organisations = ['co-op', 'company'];
const first = '2026-01-01';
const aDay = fc.integer({ min: -40, max: 760 }).map((days) => addDays(first, days));
const aMoment = fc
  .tuple(aDay, fc.constantFrom('00:00', '06:59', '07:01', '12:00', '23:59'))
  .map(([day, time]) => vnInstant(day, time));
const words = ['dossier:*', 'dossier:1.001193', 'dossier:2.000635', 'client:*', 'client:abc'];
const aScope = fc.subarray(words, { minLength: 1 });
const anAction = fc.constantFrom(
  'dossier:1.001193',
  'dossier:2.000635',
  'client:abc',
  'client:khac',
  'dossier:*',
  'lạ',
);
const aLife: fc.Arbitrary<Life> = fc.record({
  birthDate: fc.oneof(fc.constantFrom('2008-02-29', '2008-06-15', '2009-01-01', '1990-05-05'), fc.constant(null)),
  birthYear: fc.constantFrom(2008, 2009, 1990),
  diedOn: fc.option(aDay, { nil: null }),
});
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const aPrincipal: fc.Arbitrary<Facts['principal']> = fc.oneof(
  fc.record({ kind: fc.constant('person' as const), id: fc.constantFrom(...people), life: aLife }),
  fc.record({
    kind: fc.constant('organisation' as const),
    id: fc.constantFrom(...organisations),
    states: fc.array(fc.record({ state: fc.constantFrom('active', 'suspended', 'dissolved'), from: aDay }), {
      maxLength: 3,
    }),
  }),
);
const someFacts = (under: fc.Arbitrary<Facts | null>): fc.Arbitrary<Facts> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    principal: aPrincipal,
    agent: fc.record({ id: fc.constantFrom(...people), life: aLife }),
    scope: aScope,
    validFrom: aDay,
    validTo: maybe(aDay),
    acceptedAt: maybe(aMoment),
    endedAt: maybe(aMoment),
    decided: fc.boolean(),
    inBirthAct: fc.boolean(),
    under,
  });
/** Likely ones too: pure chance makes hardly any that stand. */
const likely = (facts: Facts): Facts => {
  const forOrganisation = facts.kind === 'staff' || facts.kind === 'representative';
  const principal: Facts['principal'] = forOrganisation
    ? { kind: 'organisation', id: 'co-op', states: [{ state: 'active', from: '2020-01-01' }] }
    : { kind: 'person', id: 'an', life: { birthDate: '2009-01-01', birthYear: 2009, diedOn: null } };
  return {
    ...facts,
    principal,
    agent: { id: 'binh', life: { ...facts.agent.life, diedOn: null } },
    validFrom: first,
    acceptedAt: vnInstant(first),
    endedAt: null,
    inBirthAct: true,
    decided: true,
    under:
      facts.kind === 'staff' && facts.under
        ? { ...likely({ ...facts.under, kind: 'representative' }), under: null }
        : null,
  };
};
const aFactsOnce = someFacts(fc.option(someFacts(fc.constant(null)), { nil: null }));
const aMandate = fc.oneof(aFactsOnce, aFactsOnce.map(likely));

/** The oracle: the same law written a second time, as a list of everything that must hold. */
function oracle(m: Facts, at: Date): boolean {
  const today = vnDate(at);
  const org = m.principal.kind === 'organisation';
  const turned18 = (life: Life): boolean => {
    if (life.birthDate === null) return Number(today.slice(0, 4)) >= life.birthYear + 18;
    const [y, mo, d] = life.birthDate.split('-').map(Number) as [number, number, number];
    const [ty, tm, td] = today.split('-').map(Number) as [number, number, number];
    return ty - y > 18 || (ty - y === 18 && (tm > mo || (tm === mo && td >= d)));
  };
  const stateToday = (): string | undefined => {
    if (m.principal.kind !== 'organisation') return undefined;
    let best: { state: string; from: string } | undefined;
    for (const one of m.principal.states) if (one.from <= today && (!best || one.from >= best.from)) best = one;
    return best?.state;
  };
  const coveredBy = (outer: readonly string[]) =>
    m.scope.every((w) => outer.includes(w) || outer.includes(`${w.split(':')[0]}:*`));
  return [
    m.acceptedAt !== null && m.acceptedAt.getTime() <= at.getTime(),
    m.endedAt === null || at.getTime() < m.endedAt.getTime(),
    m.validFrom <= today,
    m.validTo === null || today <= m.validTo,
    m.agent.life.diedOn === null || today < m.agent.life.diedOn,
    m.principal.kind !== 'person' || m.principal.life.diedOn === null || today < m.principal.life.diedOn,
    m.principal.id !== m.agent.id,
    org === ['representative', 'staff'].includes(m.kind),
    m.kind !== 'parent' || m.inBirthAct,
    m.kind !== 'parent' || m.principal.kind !== 'person' || !turned18(m.principal.life),
    m.kind !== 'guardian' || m.decided,
    !org || stateToday() === 'active',
    m.kind === 'staff' || m.under === null,
    m.kind !== 'staff' || (m.under?.kind === 'representative' && m.under.principal.id === m.principal.id),
    m.kind !== 'staff' || (m.under !== null && oracle(m.under, at)),
    m.kind !== 'staff' || (m.under !== null && coveredBy(m.under.scope)),
    m.kind !== 'staff' ||
      (m.under !== null && (m.under.validTo === null || (m.validTo !== null && m.validTo <= m.under.validTo))),
  ].every(Boolean);
}

test('mandate × moment agrees with the oracle', () => {
  let standing = 0;
  const seen = new Set<string>();
  fc.assert(
    fc.property(aMandate, aMoment, (mandate, at) => {
      const expected = oracle(mandate, at);
      if (expected) standing += 1;
      seen.add(`${mandate.kind}:${expected}`);
      assert.equal(stands(mandate, at), expected, obstacleTo(mandate, at));
    }),
    { numRuns: 6000 },
  );
  assert.ok(standing > 200, `the property met enough that stand to mean something: ${standing}`);
  for (const kind of kinds) assert.ok(seen.has(`${kind}:true`), `a ${kind} that stands was met`);
});

test('who × for whom × moment × action: nobody may do what no mandate of theirs allows then', () => {
  const world = fc.array(aMandate, { minLength: 1, maxLength: 6 });
  let yes = 0;
  fc.assert(
    fc.property(world, aMoment, anAction, (mandates, at, action) => {
      for (const who of people)
        for (const forWhom of [...people, ...organisations]) {
          const theirs = mandates.filter((m) => m.agent.id === who && m.principal.id === forWhom);
          const allowed = theirs.some((m) => stands(m, at) && covers(m.scope, action));
          const expected = theirs.some(
            (m) =>
              oracle(m, at) &&
              action.includes(':') &&
              (m.scope.includes(action) || m.scope.includes(`${action.split(':')[0]}:*`)),
          );
          if (expected) yes += 1;
          assert.equal(allowed, expected);
          if (who === forWhom) assert.equal(allowed, false, 'nobody acts for oneself by a mandate');
        }
    }),
    { numRuns: 2000 },
  );
  assert.ok(yes > 100);
});

test('once its last day is over or it has ended, nothing brings a mandate back', () => {
  fc.assert(
    fc.property(aMandate, aMoment, aMoment, (mandate, one, other) => {
      const [early, late] = one <= other ? [one, other] : [other, one];
      if (['ended', 'expired', 'agent-dead', 'principal-dead', 'grown-up'].includes(obstacleTo(mandate, early) ?? ''))
        assert.equal(stands(mandate, late), false);
    }),
    { numRuns: 3000 },
  );
});

test('staff never hold more than their representative, at any moment and for any action', () => {
  fc.assert(
    fc.property(aMandate, aMoment, anAction, (mandate, at, action) => {
      if (mandate.kind !== 'staff' || !stands(mandate, at)) return;
      assert.ok(mandate.under && stands(mandate.under, at));
      if (covers(mandate.scope, action)) assert.ok(covers(mandate.under.scope, action));
      assert.equal(isLonger(lastDay(mandate), lastDay(mandate.under)), false);
    }),
    { numRuns: 4000 },
  );
});

test('the day of majority: birthdays, leap days and years alone', () => {
  const of = (birthDate: string | null, birthYear = 2008) => dayOfMajority({ birthDate, birthYear });
  assert.equal(of('2008-06-15'), '2026-06-15');
  assert.equal(of('2008-02-29'), '2026-03-01');
  assert.equal(of('2008-12-31'), '2026-12-31');
  assert.equal(of(null), '2026-01-01');
});

test('a parent’s mandate stands to the last minute before the birthday in Vietnam, and no longer', () => {
  const parent: Facts = {
    kind: 'parent',
    principal: { kind: 'person', id: 'an', life: { birthDate: '2008-06-15', birthYear: 2008, diedOn: null } },
    agent: { id: 'binh', life: { birthDate: '1980-01-01', birthYear: 1980, diedOn: null } },
    scope: ['dossier:*'],
    validFrom: '2008-06-15',
    validTo: null,
    acceptedAt: vnInstant('2026-01-01'),
    endedAt: null,
    decided: false,
    inBirthAct: true,
    under: null,
  };
  assert.equal(stands(parent, vnInstant('2026-06-14', '23:59')), true);
  assert.equal(stands(parent, vnInstant('2026-06-15', '00:00')), false);
  assert.equal(lastDay(parent), '2026-06-14');
});

test('scopes: tidied once is tidied for ever, and tidying changes nothing that is allowed', () => {
  const anyWords = fc.array(
    fc.oneof(fc.constantFrom(...words), fc.constantFrom('', 'dossier:', 'x:*', 'dossier:a b')),
    {
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(anyWords, anAction, (given, action) => {
      const tidy = tidyScope(given);
      assert.equal(tidy === undefined, given.length === 0 || !given.every(isScopeWord));
      if (!tidy) return;
      assert.deepEqual(tidyScope(tidy), tidy);
      assert.equal(covers(tidy, action), covers(given, action));
      assert.ok(within(tidy, given) && within(given, tidy));
    }),
  );
});
