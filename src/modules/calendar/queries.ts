import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import type { CalendarVersion, Override, Span, WorkCalendar, WorkingWeek, YearChoice } from './types.ts';

interface DayRow {
  on_date: string;
  kind: Override['kind'] | 'withdrawn';
  name_vi: string;
  name_en: string;
  spans: Span[] | null;
  decision_no: string;
}

/** The announced days in force for one agency, or for the whole country (null), by date. */
export async function announcedDays(db: Kysely<Tables>, agencyId: string | null): Promise<Override[]> {
  const { rows } = await sql<DayRow>`
    select distinct on (on_date) on_date, kind, name_vi, name_en, spans, decision_no
    from calendar.announced_day
    where agency_id is not distinct from ${agencyId}
    order by on_date, id desc`.execute(db);
  return rows.flatMap((row) => {
    if (row.kind === 'withdrawn') return [];
    return [
      {
        date: row.on_date,
        kind: row.kind,
        name: { vi: row.name_vi, en: row.name_en },
        decisionNo: row.decision_no,
        ...(row.spans === null ? {} : { spans: row.spans }),
      },
    ];
  });
}

/** The versions of an agency's hours in force, by date; empty when it keeps the standard hours. */
export async function versionsOf(db: Kysely<Tables>, agencyId: string): Promise<CalendarVersion[]> {
  const { rows } = await sql<{
    valid_from: string;
    week: WorkingWeek;
    same_day_cutoff: string;
    working_day_rule: CalendarVersion['workingDayRule'];
  }>`
    select distinct on (valid_from) valid_from, week, same_day_cutoff, working_day_rule
    from calendar.agency_version
    where agency_id = ${agencyId}
    order by valid_from, id desc`.execute(db);
  return rows.map((row) => ({
    validFrom: row.valid_from,
    week: row.week,
    sameDayCutoff: row.same_day_cutoff,
    workingDayRule: row.working_day_rule,
  }));
}

export async function yearChoices(db: Kysely<Tables>): Promise<WorkCalendar['choices']> {
  const { rows } = await sql<{
    year: number;
    tet_days_before: number | null;
    national_day_extra: YearChoice['nationalDayExtra'] | null;
    decision_no: string;
  }>`
    select distinct on (year) year, tet_days_before, national_day_extra, decision_no
    from calendar.year_choice order by year, id desc`.execute(db);
  return new Map(
    rows.map((row) => [
      row.year,
      {
        year: row.year,
        ...(row.tet_days_before === null ? {} : { tetDaysBefore: row.tet_days_before }),
        ...(row.national_day_extra === null ? {} : { nationalDayExtra: row.national_day_extra }),
        decisionNo: row.decision_no,
      },
    ]),
  );
}
