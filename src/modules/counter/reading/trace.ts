import type { TraceStep as CalendarStep } from '#modules/calendar/index.ts';
import type { TraceStep } from '../shapes.ts';

/** The calendar's reasons as they are stored and shown. */
export function showTrace(steps: readonly CalendarStep[]): TraceStep[] {
  return steps.map(({ code, at, vi, en }) => ({ code, at, vi, en }));
}
