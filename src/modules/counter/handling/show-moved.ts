import type { DossierRow } from '../dossier-row.ts';
import type { Moved } from '../shapes.ts';

export function showMoved(row: DossierRow): Moved {
  return {
    dossierId: row.id,
    code: row.code,
    state: row.state,
    clock: row.clock,
    dueAt: row.dueAt?.toISOString() ?? null,
  };
}
