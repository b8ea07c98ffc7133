import type { OfficerActor } from '#platform/access.ts';
import type { ProcedureVersion, TimeLimit } from '#modules/procedures/index.ts';
import { copiesWanted } from '../filing/copies-wanted.ts';
import type { DossierRow } from '../dossier-row.ts';
import type { Answers } from '../shapes.ts';
import type { Submission } from '../filing/submission.ts';
import { formHead, type FormHead } from './form-data.ts';
import { limitInWords } from './limit-words.ts';

/** Form 01: what was taken in, by whom, and when the result is due. */
export function slipData(
  row: DossierRow,
  version: ProcedureVersion,
  submission: Submission,
  acceptance: { at: Date; dueAt: Date; limit: TimeLimit; officer: OfficerActor },
): FormHead {
  return {
    ...formHead(row, version, acceptance.at, acceptance.officer),
    phone: textOf(submission.answers, 'phone'),
    email: textOf(submission.answers, 'email'),
    components: componentsOf(version, submission),
    sets: version.sets,
    limit: limitInWords(acceptance.limit),
    filedAt: row.filedAt.toISOString(),
    dueAt: acceptance.dueAt.toISOString(),
    copies: copiesWanted(submission.answers),
    resultWay: 'Trực tuyến, trong trang hồ sơ của người nộp; hoặc trực tiếp tại Bộ phận Một cửa',
  };
}

function textOf(answers: Answers, key: string): string | null {
  const value = answers[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The online form itself, then each component with the number of files handed in for it. */
function componentsOf(
  version: ProcedureVersion,
  submission: Submission,
): { name: string; copies: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const paper of submission.papers) counts.set(paper.componentName, (counts.get(paper.componentName) ?? 0) + 1);
  return [
    { name: `Tờ khai điện tử: ${version.name.vi}`, copies: 'Bản điện tử', count: 1 },
    ...[...counts].map(([name, count]) => ({ name, copies: 'Bản điện tử', count })),
  ];
}
