import type { Executor } from '#platform/database/database.ts';
import { sql } from 'kysely';
import { type DossierRow, on } from '../dossier-row.ts';
import type { FormNumber } from '../issue-form.ts';
import type { DueTime, IssuedForm, Mark, OfficerDossierPage, ResultPaper, Supplement, TraceStep } from '../shapes.ts';
import { formTitles, type Said } from '../words.ts';

export interface SideTables {
  due: DueTime[];
  results: ResultPaper[];
  supplements: (Omit<Supplement, 'marks' | 'isLate'> & { marks: Mark[] })[];
  forms: IssuedForm[];
}

const dueCauses: Record<string, Said> = {
  accepted: { vi: 'Tính khi tiếp nhận hồ sơ', en: 'Counted at acceptance' },
  resumed: { vi: 'Tính lại sau khi người nộp bổ sung', en: 'Counted again after the supplement' },
};

/** What hangs on a dossier beside its state. */
export async function readSideTables(executor: Executor, row: DossierRow): Promise<SideTables> {
  const [due, results, supplements, forms] = await Promise.all([
    sql<{ dueAt: Date; computedAt: Date; cause: string; trace: TraceStep[] }>`select due_at as "dueAt",
      computed_at as "computedAt", cause, trace from counter.due_time where dossier_id = ${row.id} order by id desc`.execute(
      on(executor),
    ),
    sql<{ fileId: string; name: string; title: Said; issuedAt: Date }>`select file_id as "fileId", name, title,
      issued_at as "issuedAt" from counter.result_paper where dossier_id = ${row.id} order by issued_at`.execute(
      on(executor),
    ),
    sql<
      Omit<SideTables['supplements'][number], 'requestedAt' | 'answeredAt'> & {
        requestedAt: Date;
        answeredAt: Date | null;
      }
    >`
      select id, round, requested_at as "requestedAt", answer_by as "answerBy", message, legal_ground as "legalGround", marks,
        answered_at as "answeredAt", closed_at is null as "isOpen" from counter.supplement_request where dossier_id = ${row.id} order by round desc`.execute(
      on(executor),
    ),
    sql<{ id: string; form: FormNumber; issuedAt: Date }>`select id, form, issued_at as "issuedAt"
      from counter.issued_form where dossier_id = ${row.id} order by id`.execute(on(executor)),
  ]);
  return {
    due: due.rows.map(({ cause, trace, ...times }) => ({
      dueAt: times.dueAt.toISOString(),
      computedAt: times.computedAt.toISOString(),
      why: dueCauses[cause] ?? { vi: cause, en: cause },
      trace,
    })),
    results: results.rows.map((one) => ({ ...one, issuedAt: one.issuedAt.toISOString() })),
    supplements: supplements.rows.map((one) => ({
      ...one,
      requestedAt: one.requestedAt.toISOString(),
      answeredAt: one.answeredAt?.toISOString() ?? null,
    })),
    forms: forms.rows.map((one) => ({ ...one, title: formTitles[one.form], issuedAt: one.issuedAt.toISOString() })),
  };
}

/** What only the office sees. */
export async function readForColleagues(
  executor: Executor,
  dossierId: string,
): Promise<Pick<OfficerDossierPage, 'assignee' | 'notes' | 'alarms'>> {
  const [assignments, notes] = await Promise.all([
    sql<{
      officerId: string;
      name: string;
    }>`select officer_id as "officerId", officer_name as name from counter.assignment
      where dossier_id = ${dossierId} order by id desc limit 1`.execute(on(executor)),
    sql<{ id: string; at: Date; by: string; text: string; isAlarm: boolean }>`
      select id, at, officer_name as by, text, officer_id is null as "isAlarm" from counter.note
      where dossier_id = ${dossierId} order by id desc limit 200`.execute(on(executor)),
  ]);
  return {
    assignee: assignments.rows[0] ?? null,
    notes: shown(notes.rows.filter((note) => !note.isAlarm)),
    alarms: shown(notes.rows.filter((note) => note.isAlarm)),
  };
}

function shown(notes: { id: string; at: Date; by: string; text: string }[]): OfficerDossierPage['notes'] {
  return notes.map(({ id, at, by, text }) => ({ id, at: at.toISOString(), by, text }));
}
