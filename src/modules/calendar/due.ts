import { measureOf, type Measure } from './limits.ts';
import * as say from './trace.ts';
import type { Due, DueInput, Pause, TraceStep, WorkCalendar } from './types.ts';

/**
 * When a dossier is due, and why. Counting starts at receipt; each pause that begins before the due time takes its time
 * out ('continue') or starts the whole limit again ('reset'). A pause counts in the unit of the limit: minutes of working
 * time, or the days from the day it began to the day it ended. A same-day limit always starts again after a pause.
 * The result always lies on a working day, not after it closes.
 *
 * @throws RangeError for a limit that is not a sensible whole number, or a calendar without working time
 */
export function dueAt(calendar: WorkCalendar, input: DueInput): Due {
  const measure = measureOf(calendar, input.limit, input.receivedAt);
  const trace: TraceStep[] = [
    say.received(input.receivedAt),
    say.limit(calendar, input.limit, measure, input.receivedAt),
  ];
  let start = input.receivedAt;
  let left = measure.whole;
  let due = measure.dueFrom(start, left);
  let open = false;
  for (const pause of inOrder(input.pauses ?? [])) {
    const from = later(pause.from, start);
    if (from >= due) break;
    const to = later(pause.to ?? input.asOf ?? from, from);
    trace.push(...say.running(calendar, measure, start, from, input.limit), say.paused(from));
    left = pause.resume === 'reset' ? measure.whole : leftAfter(measure, start, from, left);
    open = pause.to === undefined;
    trace.push(...say.resumed(measure, to, left, pause.resume, open));
    start = to;
    due = measure.dueFrom(start, left);
    if (open) break;
  }
  trace.push(...say.running(calendar, measure, start, due, input.limit), ...say.moved(calendar, measure, start, left));
  trace.push(say.due(due));
  return { dueAt: due, paused: open, trace };
}

const leftAfter = (measure: Measure, start: Date, until: Date, left: number): number =>
  Math.max(0, left - measure.used(start, until));

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/**
 * In order of time, with pauses that touch or overlap taken as one: the second must not be lost because the time
 * between them, none, would have been enough to become due.
 */
function inOrder(pauses: readonly Pause[]): Pause[] {
  const joined: Pause[] = [];
  for (const pause of pauses.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const before = joined.at(-1);
    const touches =
      before && before.resume === 'continue' && pause.resume === 'continue' && (!before.to || pause.from <= before.to);
    if (!touches) joined.push(pause);
    else if (before.to) joined[joined.length - 1] = { ...before, to: pause.to && later(before.to, pause.to) };
  }
  return joined;
}
