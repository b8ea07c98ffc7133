import { birthRegistered, certificateIssued } from '#modules/civil-status/events.ts';
import type { Actor } from '#platform/access.ts';
import { type Listener, listen } from '#platform/events.ts';
import { sql } from 'kysely';
import type { Catalogue } from './filing/catalogue.ts';
import type { CounterDeps } from './deps.ts';
import { type DossierRow, findDossierRow, lockDossierRow, on } from './dossier-row.ts';
import { dossierFiled, dossierResolved, dossierResumed } from './events.ts';
import { aboutDossier, moveDossier, recordEvent, tellOffice, type Trx } from './handling/move-dossier.ts';
import { raiseAlarm } from './handling/raise-alarm.ts';
import type { Paper } from './shapes.ts';
import { findSubmission } from './filing/submission.ts';
import { noticeOfFiling, noticeOfResult, tellApplicant } from './handling/tell-applicant.ts';

const civilStatus: Actor = { kind: 'system', name: 'civil-status' };

/** What the counter does when something happens: its own filing told to people, and the results that other rooms make. */
export function counterListeners(deps: CounterDeps, catalogue: Catalogue): Listener[] {
  return [
    // Kept out of the filing transaction: it must be short, and telling people may come a moment later. One listener for all
    // of it, because each costs a job per dossier.
    listen(dossierFiled, 'counter.tell-filed', async ({ payload }, { trx }) => {
      const row = await findDossierRow(trx, payload.dossierId);
      if (!row) return;
      const { papers } = await findSubmission(trx, row.id, 1);
      await letOfficeOpen(deps, papers, row.agencyId);
      const version = await catalogue.version(row.procedureVersionId);
      // The principal hears of the filing as of a use of the mandate, with the name of who did it.
      await tellApplicant(trx, deps, row, noticeOfFiling(row, version, row.agencyAtFiling.name, row.intakeDueAt), {
        principalToo: false,
      });
      await tellOffice(trx, deps, row);
    }),
    listen(dossierResumed, 'counter.share-supplement', async ({ payload }, { trx }) => {
      const row = await findDossierRow(trx, payload.dossierId);
      if (!row) return;
      await letOfficeOpen(deps, (await findSubmission(trx, row.id, row.revision)).papers, row.agencyId);
    }),
    listen(birthRegistered, 'counter.start-processing', async ({ payload, at, actor }, { trx, log }) => {
      const row = await lockDossierRow(trx, payload.dossierId);
      if (!row)
        return log.warn({ dossierId: payload.dossierId }, 'a birth was registered on a dossier that is not here');
      const what = { actor: civilStatus, shownActor: actor, at, data: { actId: payload.actId } };
      // Usually `processing` since the work began; the certificate may even have been heard first. Then this is history only.
      if (row.state !== 'accepted') {
        await recordEvent(trx, row, { ...what, kind: 'birth-registered' });
        await tellOffice(trx, deps, row);
        if (!hasRoomForAct(row))
          await raiseAlarm(trx, deps, row, {
            actor: civilStatus,
            at,
            actId: payload.actId,
            happened: 'birth-registered',
            log,
          });
        return;
      }
      await moveDossier(trx, deps, row, { ...what, name: 'start-processing', kind: 'birth-registered' });
    }),
    listen(certificateIssued, 'counter.resolve', async ({ payload, at, actor }, { trx, log }) => {
      const row = await lockDossierRow(trx, payload.dossierId);
      if (!row)
        return log.warn({ dossierId: payload.dossierId }, 'a certificate was issued on a dossier that is not here');
      await attachResult(trx, row, payload, at);
      if (!hasRoomForAct(row)) {
        await raiseAlarm(trx, deps, row, {
          actor: civilStatus,
          at,
          actId: payload.actId,
          happened: 'certificate-issued',
          log,
        });
        return;
      }
      const processing =
        row.state === 'accepted'
          ? await moveDossier(trx, deps, row, {
              name: 'start-processing',
              kind: 'processing-started',
              actor: civilStatus,
              at,
            })
          : row;
      if (processing.state !== 'processing') return;
      await resolve(trx, deps, processing, { at, shownActor: actor, result: payload.result });
    }),
  ];
}

/** Whether the dossier is on the road on which an act is written; else something went past its gate. */
function hasRoomForAct(row: DossierRow): boolean {
  return row.state === 'accepted' || row.state === 'processing' || row.state === 'resolved' || row.state === 'returned';
}

/** The officers of the agency may look at the papers; a repetition changes nothing. */
async function letOfficeOpen(deps: CounterDeps, papers: readonly Paper[], agencyId: string): Promise<void> {
  if (papers.length === 0) return;
  await deps.files.shareWith(
    papers.map((paper) => paper.fileId),
    agencyId,
  );
}

async function attachResult(
  trx: Trx,
  row: DossierRow,
  paper: { fileId: string; fileName: string; result: { vi: string; en: string } },
  at: Date,
): Promise<void> {
  await sql`insert into counter.result_paper (dossier_id, file_id, name, title, issued_at)
    values (${row.id}, ${paper.fileId}, ${paper.fileName}, ${JSON.stringify(paper.result)}::jsonb, ${at})
    on conflict do nothing`.execute(on(trx));
}

async function resolve(
  trx: Trx,
  deps: CounterDeps,
  row: DossierRow,
  how: { at: Date; shownActor: Record<string, string>; result: { vi: string; en: string } },
): Promise<void> {
  const onTime = row.dueAt === null || how.at <= row.dueAt;
  await moveDossier(trx, deps, row, {
    name: 'resolve',
    kind: 'resolved',
    actor: civilStatus,
    shownActor: how.shownActor,
    at: how.at,
    data: { onTime },
  });
  await deps.publish(
    trx,
    dossierResolved,
    {
      ...aboutDossier(row),
      filedAt: row.filedAt.toISOString(),
      resolvedAt: how.at.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      onTime,
    },
    { actor: civilStatus },
  );
  await tellApplicant(trx, deps, row, noticeOfResult(row, how.result));
}
