/**
 * What is known of a person, as facts with two times: when it was true (`validFrom`, `validTo`) and when we learnt it
 * (`recordedAt`). A correction is a new fact that names the wrong one; nothing is ever overwritten, so the register can
 * always say what it believed on the day a decision was taken.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const AreaCode = Type.String({
  pattern: '^([0-9]{2}|[0-9]{5})$',
  description: 'Province (2 digits) or commune (5 digits)',
});
const DateOnly = Type.String({ format: 'date' });

/** The value that each kind of fact carries. */
export const factValues = {
  name: Type.Object({ fullName: Type.String({ minLength: 1, maxLength: 200 }) }),
  sex: Type.Object({ sex: Type.Union([Type.Literal('male'), Type.Literal('female')]) }),
  /** `date` is null where only the year is known. */
  birth: Type.Object({
    year: Type.Integer({ minimum: 1800, maximum: 2399 }),
    date: Type.Union([DateOnly, Type.Null()]),
  }),
  birthPlace: Type.Object({ name: Type.String({ maxLength: 300 }), areaCode: Type.Union([AreaCode, Type.Null()]) }),
  ethnicGroup: Type.Object({ code: Type.String({ maxLength: 10 }) }),
  nationality: Type.Object({ code: Type.String({ maxLength: 10 }) }),
  homeTown: Type.Object({ areaCode: AreaCode }),
  residence: Type.Object({ areaCode: AreaCode, detail: Type.String({ maxLength: 300 }) }),
  death: Type.Object({ date: DateOnly }),
} as const;

export type FactKind = keyof typeof factValues;
export type FactValue<K extends FactKind> = Static<(typeof factValues)[K]>;

/** A fact to add: kind and value belong together. */
export type NewFact = {
  [K in FactKind]: { kind: K; value: FactValue<K>; validFrom: string; validTo?: string | null };
}[FactKind];

export type Fact = NewFact & { id: string; recordedAt: Date; corrects: string | null };

export function isFactValue<K extends FactKind>(kind: K, value: unknown): value is FactValue<K> {
  return Value.Check(factValues[kind], value);
}

/**
 * The fact of a kind that held on a day, as far as was known at an instant.
 *
 * Among the facts known by `knownAt` and not corrected by then, those whose time holds `validOn`; of several, the one
 * that began last, then the one learnt last (moving house ends the old residence without anyone closing it).
 * @param validOn 'YYYY-MM-DD'
 */
export function factAt<K extends FactKind>(
  facts: readonly Fact[],
  kind: K,
  validOn: string,
  knownAt: Date,
): Extract<Fact, { kind: K }> | undefined {
  const known = facts.filter((fact) => fact.recordedAt.getTime() <= knownAt.getTime());
  const corrected = new Set(known.map((fact) => fact.corrects));
  return known
    .filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind && !corrected.has(fact.id))
    .filter((fact) => fact.validFrom <= validOn && (!fact.validTo || validOn < fact.validTo))
    .toSorted(
      (a, b) =>
        b.validFrom.localeCompare(a.validFrom) ||
        b.recordedAt.getTime() - a.recordedAt.getTime() ||
        b.id.localeCompare(a.id),
    )[0];
}

/** All kinds at once. */
export type PersonState = { [K in FactKind]: FactValue<K> | null };

export function stateAt(facts: readonly Fact[], validOn: string, knownAt: Date): PersonState {
  const value = <K extends FactKind>(kind: K): FactValue<K> | null =>
    (factAt(facts, kind, validOn, knownAt)?.value as FactValue<K> | undefined) ?? null;
  return {
    name: value('name'),
    sex: value('sex'),
    birth: value('birth'),
    birthPlace: value('birthPlace'),
    ethnicGroup: value('ethnicGroup'),
    nationality: value('nationality'),
    homeTown: value('homeTown'),
    residence: value('residence'),
    death: value('death'),
  };
}
