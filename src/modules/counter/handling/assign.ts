import type { Actor, OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import { requireOnDossier } from '../access.ts';
import type { Catalogue } from '../filing/catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { lockDossierRow, on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { keepText } from '../free-text.ts';
import { actorInHistory, recordEvent, refuseState, tellOffice, type Trx } from './move-dossier.ts';
import type { Moved } from '../shapes.ts';
import { showMoved } from './show-moved.ts';
import { isTerminal } from '../states.ts';

/** Gives the dossier to an officer of the same agency. */
export async function assignDossier(
  deps: CounterDeps,
  catalogue: Catalogue,
  input: { dossierId: string; officerId: string; reason?: string },
  actor: OfficerActor,
): Promise<Moved> {
  const reason = input.reason ? keepText(input.reason) : undefined;
  const colleagues = await deps.directory.listOfficers(actor.agencyId, catalogue.today());
  const officer = colleagues.find((one) => one.id === input.officerId);
  return deps.database.transaction<unknown, Moved>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'assign');
    if (!officer) throw counterProblem('officer-not-here');
    if (isTerminal(row.state)) throw refuseState(row);
    // A second click, or a colleague who had the same thought: nothing is written twice.
    if (await isAssigned(trx, row.id, officer.id, reason)) return showMoved(row);
    const at = deps.clock.now();
    await assignTo(trx, row.id, { officerId: officer.id, name: officer.name }, actor, at, reason);
    await recordEvent(trx, row, {
      kind: 'assigned',
      actor,
      at,
      data: { officerId: officer.id, officerName: officer.name, ...(reason ? { note: reason } : {}) },
    });
    await tellOffice(trx, deps, row);
    return showMoved(row);
  });
}

async function isAssigned(trx: Trx, dossierId: string, officerId: string, reason?: string): Promise<boolean> {
  const { rows } = await sql<{ officerId: string; reason: string | null }>`
    select officer_id as "officerId", reason from counter.assignment where dossier_id = ${dossierId} order by id desc limit 1`.execute(
    on(trx),
  );
  return rows[0]?.officerId === officerId && rows[0].reason === (reason ?? null);
}

export async function assignTo(
  trx: Trx,
  dossierId: string,
  officer: { officerId: string; name: string },
  by: Actor,
  at: Date,
  reason?: string,
): Promise<void> {
  await sql`with history as (insert into counter.assignment (id, dossier_id, officer_id, officer_name, at, assigned_by, reason)
      values (${newId()}, ${dossierId}, ${officer.officerId}, ${officer.name}, ${at}, ${JSON.stringify(actorInHistory(by))}::jsonb, ${reason ?? null}))
    update counter.queue_entry set assignee_id = ${officer.officerId} where dossier_id = ${dossierId}`.execute(on(trx));
}
