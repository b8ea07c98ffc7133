import { actorReference, type Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { vnDate } from '#platform/time.ts';
import type { Transaction } from 'kysely';
import { mayChange } from './access.ts';
import type { AnnounceDay } from './contract.ts';
import { calendarProblem } from './errors.ts';
import { CHANGED } from './kept-calendars.ts';
import { faultsOf } from './set-hours.ts';
import type { Tables } from './tables.ts';

/** Records one announced day. It wins over what is computed; an agency's own day wins over the country's. */
export async function announceDay(
  deps: PlatformDeps,
  day: AnnounceDay,
  { actor }: Pick<Context, 'actor'>,
): Promise<void> {
  const decision = mayChange(actor, day.agencyId);
  if (decision !== 'allowed') throw calendarProblem(decision);
  if (actor.kind !== 'system' && day.date < vnDate(deps.clock.now())) throw calendarProblem('past-day');
  const fields = faultsOf('/spans', day.spans ?? []);
  if (fields.length > 0 || day.spans?.length === 0) throw calendarProblem('hours-unclear', { fields });
  await deps.database.transaction<Tables, void>(async (trx) => {
    await insertDays(deps, trx, [day], actor);
  });
}

export async function insertDays(
  deps: PlatformDeps,
  trx: Transaction<Tables> & Executor,
  days: readonly AnnounceDay[],
  actor: Actor,
): Promise<void> {
  if (days.length === 0) return;
  await trx
    .insertInto('calendar.announced_day')
    .values(
      days.map((day) => ({
        id: newId(),
        agency_id: day.agencyId,
        on_date: day.date,
        kind: day.kind,
        name_vi: day.name.vi,
        name_en: day.name.en,
        spans: day.spans === undefined ? null : JSON.stringify(day.spans),
        decision_no: day.decisionNo,
        recorded_at: deps.clock.now(),
        recorded_by: JSON.stringify(actorReference(actor)),
      })),
    )
    .execute();
  await deps.live.tell(trx, CHANGED.topic, CHANGED.key);
}
