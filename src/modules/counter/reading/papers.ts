import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { Download } from '#platform/operation.ts';
import { sql } from 'kysely';
import { requireOnDossier } from '../access.ts';
import type { Catalogue } from '../filing/catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, findDossierRow, lockDossierRow, on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import type { FormNumber } from '../issue-form.ts';
import { disclosureBasis } from '../legal.ts';
import { printPaper } from '../print/print-paper.ts';
import { deliverResult } from '../handling/return-result.ts';
import { findSubmission } from '../filing/submission.ts';
import { formTitles } from '../words.ts';

const shownInline: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

const pdf = (bytes: Buffer, name: string): Download => ({ bytes, type: 'application/pdf', name });

/** The receipt of the filing: always of what was filed first, with each file's hash, size and pages. */
export async function getReceipt(
  deps: CounterDeps,
  catalogue: Catalogue,
  dossierId: string,
  actor: Actor,
): Promise<Download> {
  const database = deps.database.of<unknown>();
  const row = await findDossierRow(database, dossierId);
  requireOnDossier(actor, row, 'read');
  const [version, submission] = await Promise.all([
    catalogue.version(row.procedureVersionId),
    findSubmission(database, row.id, 1),
  ]);
  const { name, parentName, address, phone } = row.agencyAtFiling;
  const bytes = await printPaper('receipt', {
    title: 'Biên nhận nộp hồ sơ',
    code: row.code,
    at: row.filedAt,
    publicUrl: deps.config.publicUrl,
    data: {
      agency: { name, parent: parentName, address, phone },
      code: row.code,
      procedure: version.name.vi,
      applicant: row.applicantName,
      actingFor: row.actingFor?.name ?? null,
      filedAt: row.filedAt.toISOString(),
      intakeDueAt: row.firstIntakeDueAt?.toISOString() ?? null,
      files: submission.papers.map((paper) => ({
        component: paper.label,
        name: paper.name,
        hash: paper.sha256,
        pages: paper.pages ?? '–',
        size: sizeInWords(paper.bytes),
      })),
    },
  });
  return pdf(bytes, `bien-nhan-${row.code}.pdf`);
}

/** 1 234 567 → '1,2 MB', as written in Vietnamese. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${value.toFixed(1).replace('.', ',')} ${unit}`;
}

/** A form of the circular that was issued on the dossier, printed from what was kept then. */
export async function getIssuedForm(
  deps: CounterDeps,
  input: { dossierId: string; formId: string },
  actor: Actor,
): Promise<Download> {
  const database = deps.database.of<unknown>();
  const row = await findDossierRow(database, input.dossierId);
  requireOnDossier(actor, row, 'read');
  const { rows } = await sql<{ form: FormNumber; issuedAt: Date; data: Record<string, unknown> }>`
    select form, issued_at as "issuedAt", data from counter.issued_form
    where id = ${input.formId} and dossier_id = ${row.id}`.execute(on(database));
  const [issued] = rows;
  if (!issued) throw counterProblem('form-not-found');
  const { form, issuedAt, data } = issued;
  const title = formTitles[form].vi;
  const bytes = await printPaper(form, { title, code: row.code, at: issuedAt, publicUrl: deps.config.publicUrl, data });
  return pdf(bytes, `mau-${form}-${row.code}.pdf`);
}

/** A paper of the dossier, of any revision. The office's reading is recorded; nobody is shown an infected file. */
export async function readPaper(
  deps: CounterDeps,
  input: { dossierId: string; fileId: string },
  actor: Actor,
): Promise<Download> {
  const database = deps.database.of<unknown>();
  const row = await findDossierRow(database, input.dossierId);
  requireOnDossier(actor, row, 'read');
  const { rows } = await sql<{ found: number }>`select 1 as found from counter.submission
    where dossier_id = ${row.id} and papers @> ${JSON.stringify([{ fileId: input.fileId }])}::jsonb limit 1`.execute(
    on(database),
  );
  const [file] = rows.length > 0 ? await deps.files.getMany([input.fileId]) : [];
  if (!file) throw counterProblem('paper-not-found');
  if (file.scan === 'infected') throw counterProblem('paper-infected');
  if (file.scan === 'pending' && actor.kind === 'officer')
    throw counterProblem('paper-not-scanned', { retryAfter: 30 });
  const bytes = await deps.files.read(file.id);
  await deps.database.transaction<unknown, void>((trx) => recordReading(deps, trx, row, actor, { fileId: file.id }));
  // Downloads are served in a sandbox, in which a browser shows pictures but cannot open its PDF reader: others are saved.
  return { bytes, type: file.type, name: file.name, inline: shownInline.includes(file.type) };
}

/**
 * A result paper. The first time the applicant opens one the result counts as returned: the law asks when the person got it,
 * and this is the moment that can be proved. An officer's reading changes nothing.
 */
export async function readResult(
  deps: CounterDeps,
  input: { dossierId: string; fileId: string },
  actor: Actor,
): Promise<Download> {
  const database = deps.database.of<unknown>();
  const seen = await findDossierRow(database, input.dossierId);
  requireOnDossier(actor, seen, 'read');
  const { rows } = await sql<{ name: string }>`select name from counter.result_paper
    where dossier_id = ${seen.id} and file_id = ${input.fileId}`.execute(on(database));
  const [paper] = rows;
  const [file] = paper ? await deps.files.getMany([input.fileId]) : [];
  if (!paper || !file) throw counterProblem('paper-not-found');
  const bytes = await deps.files.read(file.id);
  await deps.database.transaction<unknown, void>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'read');
    await recordReading(deps, trx, row, actor, { fileId: file.id, result: true });
    if (actor.kind === 'citizen' && row.state === 'resolved')
      await deliverResult(trx, deps, row, { actor, channel: 'online' });
  });
  return { bytes, type: file.type, name: paper.name };
}

/** A page that shows itself again within this time, or is opened twice, is one reading. */
const readingMs = 15 * 60_000;

/** Remembers the reading, and answers whether it is another one. Two at the same moment come one after the other. */
async function isNewReading(
  deps: CounterDeps,
  trx: Executor,
  dossierId: string,
  officerId: string,
  paper: string,
): Promise<boolean> {
  const now = deps.clock.now();
  const { rows } = await sql<{
    found: number;
  }>`insert into counter.reading as r (dossier_id, officer_id, paper, recorded_at)
    values (${dossierId}, ${officerId}, ${paper}, ${now})
    on conflict (dossier_id, officer_id, paper) do update set recorded_at = excluded.recorded_at
    where r.recorded_at <= ${new Date(now.getTime() - readingMs)} returning 1 as found`.execute(on(trx));
  return rows.length > 0;
}

/** Who looked at what, why and on which ground. An officer's readings within a quarter of an hour are one record. A person's reading of his own papers is no disclosure, except of a result. */
export async function recordReading(
  deps: CounterDeps,
  trx: Executor,
  row: DossierRow,
  actor: Actor,
  data: { fileId?: string; result?: boolean },
): Promise<void> {
  if (actor.kind !== 'officer' && !data.result) return;
  if (actor.kind === 'officer' && !(await isNewReading(deps, trx, row.id, actor.officerId, data.fileId ?? ''))) return;
  await deps.evidence.record(trx, {
    kind: 'counter.dossier-read',
    subject: `dossier:${row.id}`,
    actor,
    purpose: 'Giải quyết thủ tục hành chính',
    legalBasis: disclosureBasis,
    data: { code: row.code, ...data },
  });
}
