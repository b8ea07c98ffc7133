import type { CitizenActor } from '#platform/access.ts';
import type { FieldProblem } from '#platform/problem.ts';
import { sql } from 'kysely';
import type { Catalogue, FileableVersion } from './catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { on } from '../dossier-row.ts';
import { type Draft, type DraftRow, draftColumns, getDraftRow, showDraft } from './drafts.ts';
import { counterProblem } from '../errors.ts';
import { type PageSaved, readDraftPage, sameAnswers } from './read-draft-page.ts';
import type { Answers } from '../shapes.ts';

/** Saves one page. The version that the person saw must be the one stored, else 409 with the fields that differ. */
export async function saveAnswers(
  deps: CounterDeps,
  catalogue: Catalogue,
  input: { draftId: string; pageId: string; version: number; answers: Answers },
  actor: CitizenActor,
): Promise<Draft> {
  const database = deps.database.of<unknown>();
  const today = catalogue.today();
  const row = await getDraftRow(database, input.draftId, actor);
  const version = await catalogue.fileable(row.procedureVersionId);
  const page = readDraftPage(version, input.pageId, input.answers, row.answers, today);
  if (row.version === input.version) {
    const { rows } = await sql<DraftRow>`update counter.draft set answers = ${JSON.stringify(page.all)}::jsonb,
        version = version + 1, page_id = ${input.pageId}, saved_at = ${deps.clock.now()}
      where id = ${row.id} and account_id = ${actor.accountId} and version = ${input.version}
      returning ${draftColumns}`.execute(on(database));
    if (rows[0]) return showDraft(rows[0], version, today);
  }
  // Somebody was quicker: another window, or the second click on the same button.
  const stored = await getDraftRow(database, input.draftId, actor);
  if (sameAnswers(page.keys, stored.answers, page.own) && stored.pageId === input.pageId) {
    return showDraft(stored, version, today);
  }
  throw counterProblem('draft-changed', { fields: differences(version, page, stored.answers) });
}

/** The fields that are stored otherwise than this person just typed; the stored values are read with `get-draft`. */
function differences(version: FileableVersion, page: PageSaved, stored: Answers): FieldProblem[] {
  const labels = new Map(
    version.form.pages.flatMap((one) => one.fields.map((field) => [field.key, field.label] as const)),
  );
  return page.keys
    .filter((key) => !sameAnswers([key], stored, page.own))
    .map((key) => ({
      path: key,
      code: 'changed-elsewhere',
      vi: `Mục “${labels.get(key)?.vi ?? key}” đã được lưu với nội dung khác`,
      en: `“${labels.get(key)?.en ?? key}” is stored with another value`,
    }));
}
