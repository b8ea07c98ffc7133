import { sql } from 'kysely';
import type { CounterDeps } from '../deps.ts';
import { on } from '../dossier-row.ts';
import { draftDays } from '../legal.ts';

/** Removes drafts that nobody has saved for a long time. What was filed is never touched: a filed draft is a draft no more. */
export async function sweepDrafts(deps: Pick<CounterDeps, 'database' | 'clock' | 'log'>): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - draftDays * 86_400_000);
  const { numAffectedRows } = await sql`delete from counter.draft where saved_at < ${before}`.execute(
    on(deps.database.of<unknown>()),
  );
  if (numAffectedRows) deps.log.info({ drafts: Number(numAffectedRows) }, 'old drafts were removed');
}
