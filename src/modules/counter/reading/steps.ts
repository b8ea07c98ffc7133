import type { Executor } from '#platform/database/database.ts';
import { sql } from 'kysely';
import { type DossierRow, on } from '../dossier-row.ts';
import type { PublicTrack } from '../shapes.ts';
import { type DossierState, isTerminal } from '../states.ts';
import { stateLabels } from '../words.ts';

const road = ['submitted', 'accepted', 'processing', 'resolved', 'returned'] as const;

/** The journey as a picture: the steps behind with their times, the one it is at, and those ahead. */
export async function readSteps(executor: Executor, row: DossierRow): Promise<PublicTrack['steps']> {
  const { rows } = await sql<{ to: string; at: Date }>`select to_state as "to", at from counter.dossier_event
    where dossier_id = ${row.id} and to_state is not null order by id`.execute(on(executor));
  return stepsOf(row.state, new Map(rows.map((event) => [event.to, event.at])));
}

function stepsOf(state: DossierState, times: ReadonlyMap<string, Date>): PublicTrack['steps'] {
  const at = (step: string) => times.get(step)?.toISOString() ?? null;
  const endedEarly = isTerminal(state) && state !== 'returned';
  const here = endedEarly ? road.length : road.findIndex((step) => step === state);
  const walked = road
    .filter((step) => !endedEarly || times.has(step))
    .map((step, index) => ({ key: step, label: labels[step], at: at(step), status: statusOf(index, here, state) }));
  if (!endedEarly) return walked;
  return [...walked, { key: 'ended' as const, label: stateLabels[state], at: at(state), status: 'current' as const }];
}

function statusOf(index: number, here: number, state: DossierState): 'done' | 'current' | 'ahead' {
  if (index < here || state === 'returned') return 'done';
  return index === here ? 'current' : 'ahead';
}

/** A step is named for what happens there, whether it lies behind or ahead. */
const labels = {
  submitted: { vi: 'Nộp hồ sơ', en: 'Filed' },
  accepted: { vi: 'Tiếp nhận', en: 'Accepted' },
  processing: { vi: 'Giải quyết', en: 'Processed' },
  resolved: { vi: 'Có kết quả', en: 'Result ready' },
  returned: { vi: 'Trả kết quả', en: 'Returned' },
};
