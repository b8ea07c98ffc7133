import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import { requireOnDossier } from '../access.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, lockDossierRow, on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { actorInHistory, moveDossier, refuseState } from './move-dossier.ts';

const MINUTE_MS = 60_000;

/** How long the room that does the work may take until what it writes is committed. */
const writeWithinMs = 2 * MINUTE_MS;

/** How long the counter keeps a dossier for an attempt of which it has heard nothing, neither its act nor its refusal. */
const keptForMs = 30 * MINUTE_MS;

/** Permission to write what cannot be unwritten. */
export interface Handling {
  /** After this moment nothing may be written any more: begin again. */
  until: Date;
  /** To be called when it is certain that nothing was written; then the dossier can be ended again. */
  release(): Promise<void>;
}

/**
 * The last gate before an act is written: committed on its own, so that from then on the applicant can no longer withdraw and
 * the office can no longer refuse or stop the dossier. Takes `accepted` to `processing`; repeating it changes nothing more.
 * Throws `counter.dossier-not-found`, `counter.not-in-this-state`, `counter.supplement-open`.
 */
export async function beginHandling(deps: CounterDeps, dossierId: string, officer: OfficerActor): Promise<Handling> {
  const id = newId();
  const at = deps.clock.now();
  await deps.database.transaction<unknown, void>(async (trx) => {
    const row = await lockDossierRow(trx, dossierId);
    requireOnDossier(officer, row, 'handle');
    if (row.state !== 'accepted' && row.state !== 'processing') throw refuseState(row);
    if (row.pausedFor === 'supplement') throw counterProblem('supplement-open');
    if (row.pausedFor) throw refuseState(row);
    if (row.state === 'accepted') {
      await moveDossier(trx, deps, row, { name: 'start-processing', kind: 'processing-started', actor: officer, at });
    }
    await sql`insert into counter.handling (id, dossier_id, officer, begun_at)
      values (${id}, ${row.id}, ${JSON.stringify(actorInHistory(officer))}::jsonb, ${at})`.execute(on(trx));
  });
  return {
    until: new Date(at.getTime() + writeWithinMs),
    async release() {
      const database = deps.database.of<unknown>();
      await sql`update counter.handling set released_at = ${deps.clock.now()} where id = ${id}`.execute(on(database));
    },
  };
}

/** Pure. Whether the act stands in the book already, or may be on its way there. */
export function isBeingEntered(row: Pick<DossierRow, 'actHeard' | 'handlingSince'>, now: Date): boolean {
  return row.actHeard || (row.handlingSince !== null && now.getTime() - row.handlingSince.getTime() < keptForMs);
}
