import type { Field } from '#modules/forms/index.ts';
import type { ProcedureRecord } from './types.ts';

/**
 * 'wording': only what people read changed. 'extends': more is allowed than before; answers given stay good. 'breaks':
 * a draft begun under the old version may no longer be complete, or the law of the dossier (limit, fee, papers) is another.
 */
export type ChangeClass = 'wording' | 'extends' | 'breaks';

export interface Change {
  path: string;
  class: ChangeClass;
}

const STRENGTH: { [name in ChangeClass]: number } = { wording: 0, extends: 1, breaks: 2 };

export function strongest(changes: readonly Change[]): ChangeClass {
  return changes.reduce<ChangeClass>((top, { class: one }) => (STRENGTH[one] > STRENGTH[top] ? one : top), 'wording');
}

/** How `after` differs from `before`, part by part. Empty when they say the same. Pure. */
export function compareRecords(before: ProcedureRecord, after: ProcedureRecord): Change[] {
  return [
    ...WORDED.filter((part) => differ(before[part], after[part])).map((part) => worded(`/${part}`)),
    ...LAW.filter((part) => differ(before[part], after[part])).map((part) => broken(`/${part}`)),
    ...compareWays(before, after),
    ...compareComponents(before, after),
    ...compareForms(before.form, after.form),
  ];
}

const WORDED = [
  'name',
  'sector',
  'decision',
  'audiences',
  'subjects',
  'description',
  'keywords',
  'steps',
  'conditions',
  'results',
  'legalGrounds',
  'executingBodies',
  'competentBody',
  'coordinatingBodies',
  'intakeAddress',
  'checked',
] as const;

const LAW = ['code', 'level', 'executingLevel', 'sets', 'sameDayCutoff', 'handlerPath'] as const;

const worded = (path: string): Change => ({ path, class: 'wording' });
const extended = (path: string): Change => ({ path, class: 'extends' });
const broken = (path: string): Change => ({ path, class: 'breaks' });
const differ = (a: unknown, b: unknown): boolean => canonical(a) !== canonical(b);

function compareWays(before: ProcedureRecord, after: ProcedureRecord): Change[] {
  return pairs(before.filingWays, after.filingWays, (way) => way.channel).flatMap(([channel, old, now]) => {
    const path = `/filingWays/${channel}`;
    if (old === undefined) return [extended(path)];
    if (now === undefined) return [broken(path)];
    const amounts = (way: typeof now) => [way.limit, way.fees.map((fee) => fee.amount)];
    if (differ(amounts(old), amounts(now))) return [broken(path)];
    return differ(old, now) ? [worded(path)] : [];
  });
}

function compareComponents(before: ProcedureRecord, after: ProcedureRecord): Change[] {
  return pairs(before.components, after.components, (one) => one.code).flatMap(([code, old, now]) => {
    const path = `/components/${code}`;
    if (now === undefined) return [extended(path)];
    if (old === undefined) return [now.required ? broken(path) : extended(path)];
    if (!differ(old, now)) return [];
    const same = (key: keyof typeof now) => !differ(old[key], now[key]);
    if (same('originals') && same('copies') && same('required') && same('kind') && same('when')) {
      return [now.electronic === old.electronic ? worded(path) : now.electronic ? extended(path) : broken(path)];
    }
    return [old.required && !now.required && same('kind') ? extended(path) : broken(path)];
  });
}

function compareForms(before: ProcedureRecord['form'], after: ProcedureRecord['form']): Change[] {
  if (before === null || after === null) return before === after ? [] : [broken('/form')];
  const changes: Change[] = [];
  for (const part of ['eligibility', 'checks', 'derived'] as const) {
    if (differ(before[part], after[part])) changes.push(broken(`/form/${part}`));
  }
  if (
    differ(
      before.pages.map((page) => [page.id, page.when]),
      after.pages.map((page) => [page.id, page.when]),
    )
  ) {
    changes.push(broken('/form/pages'));
  }
  for (const [id, old, now] of pairs(before.pages, after.pages, (page) => page.id)) {
    if (old === undefined || now === undefined) continue;
    if (differ({ ...old, fields: [], when: null }, { ...now, fields: [], when: null }))
      changes.push(worded(`/form/${id}`));
    for (const [key, one, other] of pairs(old.fields, now.fields, (field) => field.key)) {
      changes.push(...compareFields(`/form/${id}/${key}`, one, other));
    }
  }
  return changes;
}

function compareFields(path: string, old: Field | undefined, now: Field | undefined): Change[] {
  if (old === undefined) return [now?.optional === true ? extended(path) : broken(path)];
  if (now === undefined) return [broken(path)];
  if (!differ(old, now)) return [];
  const values = (field: Field) => (field.options ?? []).map((option) => option.value);
  if (values(old).some((value) => !values(now).includes(value))) return [broken(path)];
  const bare = ({ key, kind, schema, when, paper, areaLevel }: Field) => [key, kind, schema, when, paper, areaLevel];
  if (differ(bare(old), bare(now)) || (old.optional === true && now.optional !== true)) return [broken(path)];
  const more = values(now).length > values(old).length || (old.optional !== true && now.optional === true);
  return [more ? extended(path) : worded(path)];
}

/** Both lists side by side by key, in the order of the new one, then what is gone. */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
): [key: string, before: T | undefined, after: T | undefined][] {
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const now = new Map(after.map((one) => [keyOf(one), one]));
  return [...new Set([...now.keys(), ...old.keys()])].map((key) => [key, old.get(key), now.get(key)]);
}

/** JSON with sorted keys: two values that mean the same have the same text. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'null'
  );
}
