import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import { requireOnDossier } from '../access.ts';
import type { CounterDeps } from '../deps.ts';
import { lockDossierRow, on } from '../dossier-row.ts';
import { keepText } from '../free-text.ts';
import { tellDossier } from './move-dossier.ts';

/** The same words of the same officer again within this time are a second click, not a second note. */
const doubleMs = 60_000;

/** A line for colleagues. It is never changed and never shown to the applicant. */
export async function addNote(
  deps: CounterDeps,
  input: { dossierId: string; text: string },
  actor: OfficerActor,
): Promise<{ noteId: string }> {
  const text = keepText(input.text);
  return deps.database.transaction<unknown, { noteId: string }>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'note');
    const at = deps.clock.now();
    const { rows } = await sql<{ id: string }>`select id from counter.note where dossier_id = ${row.id}
      and officer_id = ${actor.officerId} and text = ${text} and at > ${new Date(at.getTime() - doubleMs)} limit 1`.execute(
      on(trx),
    );
    if (rows[0]) return { noteId: rows[0].id };
    const noteId = newId();
    await sql`insert into counter.note (id, dossier_id, at, officer_id, officer_name, text)
      values (${noteId}, ${row.id}, ${at}, ${actor.officerId}, ${actor.name}, ${text})`.execute(on(trx));
    await tellDossier(trx, deps, row);
    return { noteId };
  });
}
