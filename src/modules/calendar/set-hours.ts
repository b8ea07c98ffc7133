import { actorReference } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { vnDate } from '#platform/time.ts';
import { mayChange } from './access.ts';
import type { SetHours } from './contract.ts';
import { spanFaults } from './day.ts';
import { calendarProblem } from './errors.ts';
import { CHANGED } from './kept-calendars.ts';
import type { Tables } from './tables.ts';
import type { Span, Weekday } from './types.ts';

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/**
 * Sets the hours of an agency from a date on. A version with the same first day takes its place; both stay on record.
 * Due times already given are not counted again: each was stored with its reasons.
 */
export async function setHours(
  deps: PlatformDeps,
  agencyId: string,
  { decisionNo, ...version }: SetHours,
  { actor }: Pick<Context, 'actor'>,
): Promise<void> {
  const decision = mayChange(actor, agencyId);
  if (decision !== 'allowed') throw calendarProblem(decision);
  if (actor.kind !== 'system' && version.validFrom < vnDate(deps.clock.now())) throw calendarProblem('past-day');
  const fields = WEEKDAYS.flatMap((weekday) => faultsOf(`/week/${weekday}`, version.week[weekday]));
  if (fields.length > 0) throw calendarProblem('hours-unclear', { fields });
  if (WEEKDAYS.every((weekday) => version.week[weekday].length === 0)) throw calendarProblem('no-working-time');
  await deps.database.transaction<Tables, void>(async (trx) => {
    await trx
      .insertInto('calendar.agency_version')
      .values({
        id: newId(),
        agency_id: agencyId,
        valid_from: version.validFrom,
        week: JSON.stringify(version.week),
        same_day_cutoff: version.sameDayCutoff,
        working_day_rule: version.workingDayRule,
        decision_no: decisionNo,
        recorded_at: deps.clock.now(),
        recorded_by: JSON.stringify(actorReference(actor)),
      })
      .execute();
    await deps.live.tell(trx, CHANGED.topic, CHANGED.key);
  });
}

export function faultsOf(path: string, spans: readonly Span[]) {
  return spanFaults(spans).map((fault) => ({ path, code: 'spans', ...fault }));
}
