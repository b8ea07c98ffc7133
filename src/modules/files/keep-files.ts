import { filesProblem } from './errors.ts';
import { findFiles } from './queries.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/**
 * Marks files as needed for good, so that the sweep leaves them. Doing it twice changes nothing.
 *
 * @param owner account that the files must belong to: a forged id of another person's file is `files.not-found`
 * @param reference what needs them: 'dossier:<id>'
 * @throws files.not-found, files.virus-found
 */
export async function keepFiles(tools: Tools, ids: readonly string[], owner: string, reference: string): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const files = await findFiles(tools.database, wanted);
  if (files.length !== wanted.length || files.some((file) => file.owner !== owner)) throw filesProblem('not-found');
  if (files.some((file) => file.scan === 'infected')) throw filesProblem('virus-found');
  await tools.database
    .of<Tables>()
    .insertInto('files.keeping')
    .values(files.map(({ id }) => ({ file_id: id, reference, kept_at: tools.clock.now() })))
    .onConflict((already) => already.doNothing())
    .execute();
}
