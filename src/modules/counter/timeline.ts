import type { Executor } from '#platform/database/database.ts';
import { sql } from 'kysely';
import { type DossierRow, on } from './dossier-row.ts';
import type { EventLine } from './shapes.ts';
import { isState } from './states.ts';
import { eventTitles, type Said } from './words.ts';

interface EventRow {
  id: string;
  at: Date;
  kind: string;
  from: string | null;
  to: string | null;
  actor: Record<string, string | undefined>;
  data: { note?: string; officerName?: string; channel?: string; receivedBy?: string };
}

/** The history, oldest first. `forOfficer`: colleagues see names, applicants see which office acted. */
export async function readTimeline(executor: Executor, row: DossierRow, forOfficer: boolean): Promise<EventLine[]> {
  const { rows } = await sql<EventRow>`select id, at, kind, from_state as "from", to_state as "to", actor, data
    from counter.dossier_event where dossier_id = ${row.id} order by id`.execute(on(executor));
  return rows
    .filter((event) => forOfficer || event.kind !== 'assigned')
    .map((event) => ({
      id: event.id,
      at: event.at.toISOString(),
      kind: event.kind,
      title: eventTitles[event.kind] ?? { vi: event.kind, en: event.kind },
      from: event.from && isState(event.from) ? event.from : null,
      to: event.to && isState(event.to) ? event.to : null,
      by: whoActed(event.actor, row, forOfficer),
      note: noteOf(event),
    }));
}

function whoActed(actor: EventRow['actor'], row: DossierRow, forOfficer: boolean): Said {
  if (actor['kind'] === 'citizen') {
    return forOfficer ? { vi: row.applicantName, en: row.applicantName } : { vi: 'Ông/bà', en: 'You' };
  }
  const agency = row.agencyAtFiling.name;
  if (actor['kind'] !== 'officer') return { vi: 'Hệ thống', en: 'The system' };
  if (!forOfficer || !actor['name']) return { vi: agency, en: agency };
  const shown = actor['position'] ? `${actor['name']}, ${actor['position']}` : actor['name'];
  return { vi: shown, en: shown };
}

function noteOf({ data }: EventRow): string | null {
  return data.note ?? data.officerName ?? data.receivedBy ?? null;
}
