import { birthRegistered, certificateIssued } from '#modules/civil-status/events.ts';
import type { Actor } from '#platform/access.ts';
import { type Listener, listen } from '#platform/events.ts';
import { sql } from 'kysely';
import type { Catalogue } from './catalogue.ts';
import type { CounterDeps } from './deps.ts';
import { type DossierRow, findDossierRow, lockDossierRow, on } from './dossier-row.ts';
import { dossierFiled, dossierResolved } from './events.ts';
import { aboutDossier, moveDossier, recordEvent, type Trx } from './move-dossier.ts';
import { noticeOfFiling, noticeOfResult, tellApplicant } from './tell-applicant.ts';

const civilStatus: Actor = { kind: 'system', name: 'civil-status' };

/** What the counter does when something happens: its own filing told to people, and the results that other rooms make. */
export function counterListeners(deps: CounterDeps, catalogue: Catalogue): Listener[] {
  return [
    // Kept out of the filing transaction: it must be short, and telling people may come a moment later.
    listen(dossierFiled, 'counter.tell-filed', async ({ payload }, { trx }) => {
      const row = await findDossierRow(trx, payload.dossierId);
      if (!row) return;
      const version = await catalogue.version(row.procedureVersionId);
      await tellApplicant(trx, deps, row, noticeOfFiling(row, version, row.agencyAtFiling.name, row.intakeDueAt));
      await deps.live.tell(trx, 'counter.queue', row.agencyId);
    }),
    listen(dossierFiled, 'counter.share-papers', async ({ payload }, { trx }) => {
      const { rows } = await sql<{ fileId: string }>`select p->>'fileId' as "fileId"
        from counter.submission s, jsonb_array_elements(s.papers) p where s.dossier_id = ${payload.dossierId}`.execute(
        on(trx),
      );
      if (rows.length > 0)
        await deps.files.shareWith(
          rows.map((row) => row.fileId),
          payload.agencyId,
        );
    }),
    listen(birthRegistered, 'counter.start-processing', async ({ payload, at, actor }, { trx, log }) => {
      const row = await lockDossierRow(trx, payload.dossierId);
      if (!row)
        return log.warn({ dossierId: payload.dossierId }, 'a birth was registered on a dossier that is not here');
      const what = { actor: civilStatus, shownActor: actor, at, data: { actId: payload.actId } };
      // The certificate may have been heard first; then this is history only.
      if (row.state !== 'accepted') return recordEvent(trx, row, { ...what, kind: 'birth-registered' });
      await moveDossier(trx, deps, row, { ...what, name: 'start-processing', kind: 'birth-registered' });
    }),
    listen(certificateIssued, 'counter.resolve', async ({ payload, at, actor }, { trx, log }) => {
      const row = await lockDossierRow(trx, payload.dossierId);
      if (!row)
        return log.warn({ dossierId: payload.dossierId }, 'a certificate was issued on a dossier that is not here');
      await attachResult(trx, row, payload, at);
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
