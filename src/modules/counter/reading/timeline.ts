import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import { sql } from 'kysely';
import { type DossierRow, on } from '../dossier-row.ts';
import type { EventLine } from '../shapes.ts';
import { isState } from '../states.ts';
import { eventTitles, type Said } from '../words.ts';

interface EventRow {
  id: string;
  at: Date;
  kind: string;
  from: string | null;
  to: string | null;
  actor: Record<string, string | undefined>;
  data: { note?: string; officerName?: string; channel?: string; receivedBy?: string };
}

/** The history, oldest first: colleagues see names, applicants see which office acted. */
export async function readTimeline(executor: Executor, row: DossierRow, reader: Actor): Promise<EventLine[]> {
  const forOfficer = reader.kind === 'officer';
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
      by: whoActed(event.actor, row, reader),
      note: noteOf(event),
    }));
}

function whoActed(actor: EventRow['actor'], row: DossierRow, reader: Actor): Said {
  const forOfficer = reader.kind === 'officer';
  if (actor['kind'] === 'citizen') return whichCitizen(actor, row, reader);
  const agency = row.agencyAtFiling.name;
  if (actor['kind'] !== 'officer') return { vi: 'Hệ thống', en: 'The system' };
  if (!forOfficer || !actor['name']) return { vi: agency, en: agency };
  const shown = actor['position'] ? `${actor['name']}, ${actor['position']}` : actor['name'];
  return { vi: shown, en: shown };
}

/** The reader, or by name: who filed it, for whom, or the one whom it is for. */
function whichCitizen(actor: EventRow['actor'], row: DossierRow, reader: Actor): Said {
  if (reader.kind === 'citizen' && actor['accountId'] === reader.accountId) return { vi: 'Ông/bà', en: 'You' };
  const { applicantName, actingFor } = row;
  if (!actingFor) return { vi: applicantName, en: applicantName };
  if (!actor['actingFor']) return { vi: actingFor.name, en: actingFor.name };
  // Of several whom an organisation sends, only the one who filed is known by name here.
  const agent = actor['accountId'] === row.applicantAccountId ? applicantName : '';
  return agent
    ? { vi: `${agent}, thay mặt cho ${actingFor.name}`, en: `${agent}, for ${actingFor.name}` }
    : { vi: `Người được giao, thay mặt cho ${actingFor.name}`, en: `Somebody acting for ${actingFor.name}` };
}

function noteOf({ data }: EventRow): string | null {
  return data.note ?? data.officerName ?? data.receivedBy ?? null;
}
