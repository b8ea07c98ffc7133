import type { CounterDeps } from '../deps.ts';
import { intakeAnswerHours } from '../legal.ts';
import { remember } from '../memo.ts';

type Ask = (agencyId: string, minute: string) => Promise<Date>;
const asked = new WeakMap<CounterDeps['calendar'], Ask>();

/**
 * By when an online dossier must be answered. Everybody who files at one agency in the same minute has the same due time,
 * so the calendar is asked once for them all. Counted from the begin of that minute.
 */
export async function intakeDue(deps: CounterDeps, agencyId: string, filedAt: Date): Promise<Date> {
  let ask = asked.get(deps.calendar);
  if (!ask) {
    ask = remember({ forMs: 60_000, most: 5000 }, async (agency: string, minute: string) => {
      const limit = { amount: intakeAnswerHours, unit: 'working-hour' } as const;
      return (await deps.calendar.dueAt({ agencyId: agency, receivedAt: new Date(minute), limit })).dueAt;
    });
    asked.set(deps.calendar, ask);
  }
  return ask(agencyId, `${filedAt.toISOString().slice(0, 16)}:00.000Z`);
}
