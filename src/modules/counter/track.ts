import { vnDate } from '#platform/time.ts';
import { sql } from 'kysely';
import type { Catalogue } from './catalogue.ts';
import type { CounterDeps } from './deps.ts';
import { parseDossierCode } from './dossier-code.ts';
import { nationalCodeOfRow } from './dossier-page.ts';
import { type DossierRow, findDossierRowByCode, on } from './dossier-row.ts';
import { counterProblem } from './errors.ts';
import type { PublicTrack } from './shapes.ts';
import { type DossierState, isTerminal } from './states.ts';
import { labelOf, pauseLabels, stateLabels } from './words.ts';

const road = ['submitted', 'accepted', 'processing', 'resolved', 'returned'] as const;

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
  const [version, reached] = await Promise.all([
    catalogue.version(row.procedureVersionId),
    sql<{ to: string; at: Date }>`select to_state as "to", at from counter.dossier_event
      where dossier_id = ${row.id} and to_state is not null order by id`.execute(on(database)),
  ]);
  const times = new Map(reached.rows.map((event) => [event.to, event.at]));
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
    steps: stepsOf(row, times),
  };
}

function stepsOf(row: DossierRow, times: ReadonlyMap<string, Date>): PublicTrack['steps'] {
  const at = (state: string) => times.get(state)?.toISOString() ?? null;
  const endedEarly = isTerminal(row.state) && row.state !== 'returned';
  const here = road.indexOf(row.state as (typeof road)[number]);
  const walked = road
    .filter((state) => !endedEarly || times.has(state))
    .map((state, index) => ({
      key: state,
      label: stepLabel(state),
      at: at(state),
      status: statusOf(index, endedEarly ? road.length : here, row.state),
    }));
  if (!endedEarly) return walked;
  return [
    ...walked,
    { key: 'ended' as const, label: stateLabels[row.state], at: at(row.state), status: 'current' as const },
  ];
}

function statusOf(index: number, here: number, state: DossierState): 'done' | 'current' | 'ahead' {
  if (index < here || state === 'returned') return 'done';
  return index === here ? 'current' : 'ahead';
}

/** A step is named for what happens there, whether it lies behind or ahead. */
function stepLabel(state: (typeof road)[number]) {
  const labels = {
    submitted: { vi: 'Nộp hồ sơ', en: 'Filed' },
    accepted: { vi: 'Tiếp nhận', en: 'Accepted' },
    processing: { vi: 'Giải quyết', en: 'Processed' },
    resolved: { vi: 'Có kết quả', en: 'Result ready' },
    returned: { vi: 'Trả kết quả', en: 'Returned' },
  };
  return labels[state];
}
