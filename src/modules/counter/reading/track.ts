import { vnDate } from '#platform/time.ts';
import type { Catalogue } from '../filing/catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { parseDossierCode } from '../dossier-code.ts';
import { nationalCodeOfRow } from './dossier-page.ts';
import { findDossierRowByCode } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import type { PublicTrack } from '../shapes.ts';
import { readSteps } from './steps.ts';
import { labelOf, pauseLabels } from '../words.ts';

/**
 * What anyone may know of a dossier by its code: stage, dates and agency. A code can be guessed, so nothing here says whose
 * it is or what it is about beyond the procedure. Throws `counter.malformed-code`, `counter.unknown-code`.
 */
export async function trackDossier(deps: CounterDeps, catalogue: Catalogue, typed: string): Promise<PublicTrack> {
  const code = parseDossierCode(typed);
  if (!code) throw counterProblem('malformed-code');
  const database = deps.database.of<unknown>();
  const row = await findDossierRowByCode(database, code.text);
  if (!row) throw counterProblem('unknown-code');
  const [version, steps] = await Promise.all([catalogue.version(row.procedureVersionId), readSteps(database, row)]);
  const now = deps.clock.now();
  return {
    code: row.code,
    state: row.state,
    stateLabel: labelOf(row.state, row.pausedFor),
    nationalCode: nationalCodeOfRow(row),
    procedureCode: row.procedureCode,
    procedureName: version.name,
    agencyName: row.agencyAtFiling.name,
    filedOn: vnDate(row.filedAt),
    dueAt: row.dueAt?.toISOString() ?? null,
    isOverdue: row.clock === 'running' && row.dueAt !== null && row.dueAt < now,
    waitingFor: row.pausedFor ? pauseLabels[row.pausedFor] : null,
    steps,
  };
}
