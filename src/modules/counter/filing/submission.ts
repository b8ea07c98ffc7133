import type { Executor } from '#platform/database/database.ts';
import { sql } from 'kysely';
import { on } from '../dossier-row.ts';
import type { Answers, Paper } from '../shapes.ts';

export interface Submission {
  revision: number;
  answers: Answers;
  papers: Paper[];
  submittedAt: Date;
}

/** What was handed in, as of one revision. */
export async function findSubmission(executor: Executor, dossierId: string, revision: number): Promise<Submission> {
  const { rows } = await sql<Submission>`select revision, answers, papers, submitted_at as "submittedAt"
    from counter.submission where dossier_id = ${dossierId} and revision = ${revision}`.execute(on(executor));
  const [found] = rows;
  if (!found) throw new Error(`Dossier ${dossierId} has no revision ${revision}`);
  return found;
}
