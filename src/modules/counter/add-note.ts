import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import { requireOnDossier } from './access.ts';
import type { CounterDeps } from './deps.ts';
import { findDossierRow, on } from './dossier-row.ts';
import { keepText } from './free-text.ts';

/** A line for colleagues. It is never changed and never shown to the applicant. */
export async function addNote(
  deps: CounterDeps,
  input: { dossierId: string; text: string },
  actor: OfficerActor,
): Promise<{ noteId: string }> {
  const text = keepText(input.text);
  const database = deps.database.of<unknown>();
  const row = await findDossierRow(database, input.dossierId);
  requireOnDossier(actor, row, 'note');
  const noteId = newId();
  await sql`insert into counter.note (id, dossier_id, at, officer_id, officer_name, text)
    values (${noteId}, ${row.id}, ${deps.clock.now()}, ${actor.officerId}, ${actor.name}, ${text})`.execute(
    on(database),
  );
  return { noteId };
}
