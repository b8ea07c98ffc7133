import type { BusinessKind } from '#modules/edxml/index.ts';

/** An earlier consignment of the sender, by which recipients got the document that the packet is about. */
export interface Earlier {
  consignmentId: string;
  /** By agency. */
  recipientIds: ReadonlySet<string>;
}

export interface Receiver {
  code: string;
  agencyId: string;
}

/** One consignment that a packet becomes. */
export interface Step {
  kind: BusinessKind;
  about?: string;
  to: string[];
}

export interface Asked {
  kind: BusinessKind;
  to: readonly Receiver[];
  /** Each document that the packet names as recalled, updated or replaced, with whom it is replaced for (empty: for all of `to`). */
  about: readonly { earlier: readonly Earlier[]; forIds: ReadonlySet<string> }[];
  /** Of an update: who no longer gets the document. */
  removed: readonly Receiver[];
}

/**
 * Pure. One packet of the older axis may be several consignments of this one: a change is asked of who has the document, whoever is new gets
 * it as a new one, who is taken off the list is asked to give it back, and where several documents are replaced by one, each recipient gets the
 * replacement once and is asked to give back the others. The step that the packet is known by comes last: a packet that is
 * said again after a crash finds the others done and does that one.
 */
export function stepsOf(asked: Asked): Step[] {
  const { kind, to } = asked;
  if (kind === 'new') return [{ kind, to: to.map(({ code }) => code) }];
  const main: Step[] = [];
  const beside: Step[] = [];
  const served = new Set<string>();
  for (const { earlier, forIds } of asked.about) {
    const meant = to.filter(({ agencyId }) => forIds.size === 0 || forIds.has(agencyId));
    const seen = new Set<string>();
    for (const { consignmentId, recipientIds } of earlier) {
      const has = meant.filter(({ agencyId }) => recipientIds.has(agencyId) && !seen.has(agencyId));
      for (const { agencyId } of has) seen.add(agencyId);
      const first = has.filter(({ agencyId }) => !served.has(agencyId));
      const again = has.filter(({ agencyId }) => served.has(agencyId));
      add(main, { kind, about: consignmentId }, first);
      // Of a second document that the same packet replaces, nothing but its end is new.
      if (kind === 'replace') add(beside, { kind: 'recall', about: consignmentId }, again);
    }
    for (const agencyId of seen) served.add(agencyId);
  }
  for (const { earlier } of asked.about)
    for (const { consignmentId, recipientIds } of earlier)
      add(
        beside,
        { kind: 'recall', about: consignmentId },
        asked.removed.filter(({ agencyId }) => recipientIds.has(agencyId)),
      );
  const rest = to.filter(({ agencyId }) => !served.has(agencyId));
  // A recall of what somebody never got is refused by the axis with the name of who that is.
  if (kind === 'recall') add(main, { kind, ...aboutFirst(asked) }, rest);
  else add(beside, { kind: 'new' }, rest);
  return [...beside, ...main];
}

function add(steps: Step[], step: Omit<Step, 'to'>, receivers: readonly Receiver[]): void {
  if (receivers.length > 0) steps.push({ ...step, to: receivers.map(({ code }) => code) });
}

function aboutFirst({ about }: Asked): { about?: string } {
  const first = about[0]?.earlier[0]?.consignmentId;
  return first ? { about: first } : {};
}
