import { versionKey, type AreaVersion, type Succession, type SuccessionKind } from './model.ts';
import { spellingKey } from './names.ts';

interface Ends {
  from: Pick<AreaVersion, 'name' | 'kind' | 'provinceCode'>;
  to: Pick<AreaVersion, 'name' | 'kind' | 'provinceCode'>;
}

/** How one unit became another, from how many successors the old one and how many predecessors the new one has. */
export function kindOf(ends: Ends, successors: number, predecessors: number, sameProvince: boolean): SuccessionKind {
  if (successors > 1) return 'split';
  if (predecessors > 1) return 'merge';
  const sameName = spellingKey(ends.from.name) === spellingKey(ends.to.name);
  if (!sameName) return 'rename';
  if (ends.from.kind !== ends.to.kind) return 'type-change';
  return sameProvince ? 'carried-over' : 'transfer';
}

const bump = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/**
 * Gives every link its kind again. `sameProvince(from, to)` tells whether the two provinces are one: a province that
 * only changed its code (Lào Cai 10 → 15) did not hand its communes to another.
 * Answers the links whose kind changed.
 */
export function regrade(
  links: Iterable<Succession>,
  find: (code: string, since: string) => AreaVersion | undefined,
  sameProvince: (fromCode: string, toCode: string) => boolean,
): Succession[] {
  const all = [...links];
  const outgoing = new Map<string, number>();
  const incoming = new Map<string, number>();
  for (const link of all) {
    bump(outgoing, versionKey(link.fromCode, link.fromSince));
    bump(incoming, versionKey(link.toCode, link.toSince));
  }
  const changed: Succession[] = [];
  for (const link of all) {
    const from = find(link.fromCode, link.fromSince);
    const to = find(link.toCode, link.toSince);
    if (!from || !to) continue;
    const successors = outgoing.get(versionKey(link.fromCode, link.fromSince)) ?? 1;
    const predecessors = incoming.get(versionKey(link.toCode, link.toSince)) ?? 1;
    const kind = kindOf({ from, to }, successors, predecessors, sameProvince(from.provinceCode, to.provinceCode));
    if (kind === link.kind) continue;
    link.kind = kind;
    changed.push(link);
  }
  return changed;
}

/** The versions on a cycle, empty when there is none. A unit can never become, through others, what it was. */
export function cycleIn(links: Iterable<Succession>): string[] {
  const next = new Map<string, string[]>();
  for (const link of links) {
    const from = versionKey(link.fromCode, link.fromSince);
    next.set(from, [...(next.get(from) ?? []), versionKey(link.toCode, link.toSince)]);
  }
  const done = new Set<string>();
  const onPath = new Set<string>();
  const visit = (key: string): string[] => {
    if (onPath.has(key)) return [...onPath].slice([...onPath].indexOf(key));
    if (done.has(key)) return [];
    onPath.add(key);
    for (const to of next.get(key) ?? []) {
      const cycle = visit(to);
      if (cycle.length) return cycle;
    }
    onPath.delete(key);
    done.add(key);
    return [];
  };
  for (const key of next.keys()) {
    const cycle = visit(key);
    if (cycle.length) return cycle;
  }
  return [];
}
