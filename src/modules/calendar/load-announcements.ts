import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { insertDays } from './announce-day.ts';
import { CHANGED } from './kept-calendars.ts';
import { announcedDays, yearChoices } from './queries.ts';
import type { Tables } from './tables.ts';
import type { Override, YearChoice } from './types.ts';

export interface Announcements {
  days: readonly Override[];
  choices: readonly YearChoice[];
}

const loader: Actor = { kind: 'system', name: 'calendar.load-announcements' };

/**
 * Takes over the yearly announcements for the whole country. Only dates and years that have no announcement yet are
 * written, so it may run at every start and never undoes what an officer has recorded. Answers what was new.
 */
export async function loadAnnouncements(
  deps: PlatformDeps,
  given: Announcements,
): Promise<{ days: number; choices: number }> {
  return deps.database.transaction<Tables, { days: number; choices: number }>(async (trx) => {
    const known = new Set((await announcedDays(trx, null)).map((day) => day.date));
    const withdrawn = await trx
      .selectFrom('calendar.announced_day')
      .select('on_date')
      .where('agency_id', 'is', null)
      .distinct()
      .execute();
    for (const row of withdrawn) known.add(row.on_date);
    const days = given.days.filter((day) => !known.has(day.date));
    await insertDays(
      deps,
      trx,
      days.map((day) => ({ ...day, agencyId: null })),
      loader,
    );
    const years = await yearChoices(trx);
    const choices = given.choices.filter((choice) => !years.has(choice.year));
    if (choices.length > 0) {
      await trx
        .insertInto('calendar.year_choice')
        .values(
          choices.map((choice) => ({
            id: newId(),
            year: choice.year,
            tet_days_before: choice.tetDaysBefore ?? null,
            national_day_extra: choice.nationalDayExtra ?? null,
            decision_no: choice.decisionNo,
            recorded_at: deps.clock.now(),
            recorded_by: JSON.stringify(actorReference(loader)),
          })),
        )
        .execute();
      await deps.live.tell(trx, CHANGED.topic, CHANGED.key);
    }
    return { days: days.length, choices: choices.length };
  });
}
