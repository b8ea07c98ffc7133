import { sqlState } from '#platform/database/database.ts';
import type { Actor } from '#platform/access.ts';
import { mayRemove } from './access.ts';
import { filesProblem } from './errors.ts';
import { findFiles } from './queries.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/** The owner takes back a file that nothing needs yet. Throws `files.not-found`, `files.already-kept`. */
export async function removeFile(tools: Tools, id: string, actor: Actor): Promise<void> {
  const [file] = await findFiles(tools.database, [id]);
  if (!file || !mayRemove(actor, file)) throw filesProblem('not-found');
  try {
    await tools.database.of<Tables>().deleteFrom('files.file').where('id', '=', file.id).execute();
  } catch (error) {
    // The reference from files.keeping refuses; asking before deleting would leave a moment between.
    if (sqlState(error) === '23503' || sqlState(error) === '23001') throw filesProblem('already-kept');
    throw error;
  }
}
