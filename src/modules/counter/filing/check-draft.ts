import type { CitizenActor } from '#platform/access.ts';
import { isProblem, type ProblemError } from '#platform/problem.ts';
import type { Static } from 'typebox';
import type { Catalogue, FileableVersion } from './catalogue.ts';
import type { checkDraft as operation } from '../contract.ts';
import type { CounterDeps } from '../deps.ts';
import { getDraftRow, showDraft } from './drafts.ts';
import { examine } from './examine.ts';

type Checked = Static<(typeof operation)['answer']>;

/** Says what filing would say now, and changes nothing. */
export async function checkDraft(
  deps: CounterDeps,
  catalogue: Catalogue,
  draftId: string,
  actor: CitizenActor,
): Promise<Checked> {
  const row = await getDraftRow(deps.database.of<unknown>(), draftId, actor);
  const version = await catalogue.fileable(row.procedureVersionId);
  const draft = showDraft(row, version, catalogue.today());
  try {
    const { agency } = await examine(deps, catalogue, version, row.answers, actor.accountId);
    return { draft, ready: true, problem: null, agency: { id: agency.id, name: agency.name } };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { draft, ready: false, problem: describe(error, version), agency: null };
  }
}

function describe(error: ProblemError, version: FileableVersion): Checked['problem'] {
  const pageOf = (key: string) =>
    version.form.pages.find((page) => page.fields.some((field) => field.key === key))?.id ?? null;
  return {
    code: error.code,
    detail: { vi: error.say('vi'), en: error.say('en') },
    fields: (error.detail.fields ?? []).map(({ path, code, vi, en }) => ({ path, code, vi, en, pageId: pageOf(path) })),
  };
}
