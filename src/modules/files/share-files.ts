import { findFiles } from './queries.ts';
import { filesProblem } from './errors.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/**
 * Lets the officers of an agency open the files, e.g. those of a dossier that was filed there. Doing it twice changes
 * nothing. Throws `files.not-found`.
 */
export async function shareFiles(tools: Tools, ids: readonly string[], agencyId: string): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const files = await findFiles(tools.database, wanted);
  if (files.length !== wanted.length) throw filesProblem('not-found');
  await tools.database
    .of<Tables>()
    .insertInto('files.share')
    .values(files.map(({ id }) => ({ file_id: id, agency_id: agencyId, shared_at: tools.clock.now() })))
    .onConflict((already) => already.doNothing())
    .execute();
}
