import type { OfficerActor } from '#platform/access.ts';
import { requireOnDossier } from '../access.ts';
import type { Catalogue } from '../filing/catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { findDossierRow, lockDossierRow } from '../dossier-row.ts';
import { keepText } from '../free-text.ts';
import { issueForm } from '../issue-form.ts';
import { moveDossier } from './move-dossier.ts';
import { refusalData } from '../print/form-data.ts';
import type { Moved } from '../shapes.ts';
import { showMoved } from './show-moved.ts';
import { noticeOfEnd, tellApplicant } from './tell-applicant.ts';
import { stateLabels } from '../words.ts';

/** Does not take the dossier in: form 03, with the reason and the legal ground. */
export async function rejectAtReception(
  deps: CounterDeps,
  catalogue: Catalogue,
  input: { dossierId: string; reason: string; legalGround: string },
  actor: OfficerActor,
): Promise<Moved & { form: string }> {
  const reason = keepText(input.reason);
  const legalGround = keepText(input.legalGround);
  const seen = await findDossierRow(deps.database.of<unknown>(), input.dossierId);
  requireOnDossier(actor, seen, 'reject');
  const version = await catalogue.version(seen.procedureVersionId);
  return deps.database.transaction<unknown, Moved & { form: string }>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'reject');
    const at = deps.clock.now();
    const moved = await moveDossier(trx, deps, row, {
      name: 'reject-at-reception',
      kind: 'rejected-at-reception',
      actor,
      at,
      legalBasis: legalGround,
      data: { note: reason, legalGround },
    });
    const formId = await issueForm(
      trx,
      row.id,
      '03',
      at,
      refusalData(row, version, { at, reason, legalGround, officer: actor }),
    );
    await tellApplicant(trx, deps, row, noticeOfEnd(row, stateLabels.rejected_at_reception, reason));
    return { ...showMoved(moved), form: `/api/counter/dossiers/${row.id}/forms/${formId}` };
  });
}
