import type { CitizenActor } from '#platform/access.ts';
import { sql } from 'kysely';
import type { CounterDeps } from '../deps.ts';
import { on } from '../dossier-row.ts';
import { getDraftRow } from './drafts.ts';

/** Throws the draft away with everything that was typed. Its files are swept by their room when nobody keeps them. */
export async function discardDraft(
  deps: CounterDeps,
  draftId: string,
  actor: CitizenActor,
): Promise<{ discarded: boolean }> {
  const database = deps.database.of<unknown>();
  await getDraftRow(database, draftId, actor);
  const { numAffectedRows } =
    await sql`delete from counter.draft where id = ${draftId} and account_id = ${actor.accountId}`.execute(
      on(database),
    );
  return { discarded: (numAffectedRows ?? 0n) > 0n };
}
