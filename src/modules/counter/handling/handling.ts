import type { Actor } from '#platform/access.ts';
import { requireOnDossier } from '../access.ts';
import { copiesWanted } from '../filing/copies-wanted.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, findDossierRow } from '../dossier-row.ts';
import { recordReading } from '../reading/papers.ts';
import type { Answers, Paper } from '../shapes.ts';
import { findSubmission } from '../filing/submission.ts';

/** A dossier as the room that does the work on it reads it. */
export interface DossierForHandling {
  id: string;
  code: string;
  state: DossierRow['state'];
  pausedFor: DossierRow['pausedFor'];
  procedureCode: string;
  procedureVersionId: string;
  agencyId: string;
  areaCode: string;
  applicantAccountId: string;
  applicantPersonId: string;
  applicantName: string;
  filedAt: Date;
  dueAt: Date | null;
  answers: Answers;
  /** certified extracts that the applicant asks for */
  copies: number;
  papers: Paper[];
}

/** Throws `counter.dossier-not-found` where the officer may not handle it. The reading is recorded. */
export async function getDossierForHandling(
  deps: CounterDeps,
  dossierId: string,
  officer: Actor,
): Promise<DossierForHandling> {
  const database = deps.database.of<unknown>();
  const row = await findDossierRow(database, dossierId);
  requireOnDossier(officer, row, 'handle');
  const submission = await findSubmission(database, row.id, row.revision);
  await deps.database.transaction<unknown, void>((trx) => recordReading(deps, trx, row, officer, {}));
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    pausedFor: row.pausedFor,
    procedureCode: row.procedureCode,
    procedureVersionId: row.procedureVersionId,
    agencyId: row.agencyId,
    areaCode: row.areaCode,
    applicantAccountId: row.applicantAccountId,
    applicantPersonId: row.applicantPersonId,
    applicantName: row.applicantName,
    filedAt: row.filedAt,
    dueAt: row.dueAt,
    answers: submission.answers,
    copies: copiesWanted(submission.answers),
    papers: submission.papers,
  };
}
