import type { FormPage } from '#modules/forms/index.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import type { PageApi } from '#platform/web/api.ts';
import { getDraft, saveAnswers, startDraft } from '../../contract.ts';
import type { Draft } from '../../filing/drafts.ts';
import type { Answers } from '../../shapes.ts';
import { seenOf } from './read-fields.ts';
import type { Filing } from './version-of.ts';

/** What the reader's page said of the draft when it was opened. */
export interface Sent {
  version: number | null;
  seen: string | undefined;
}

export type Saved =
  | { saved: Draft }
  /** This page's answers were changed elsewhere after the reader opened it. */
  | { conflict: Draft; problem: ProblemDocument }
  | { refused: ProblemDocument };

/**
 * Saves one page. A draft counts its versions as a whole, so a change of another page in another window would look like
 * a conflict: where this page's stored answers are still those that the reader saw, they are saved over the newer version.
 */
export async function savePage(
  api: PageApi,
  { filing, page, answers, sent }: { filing: Filing; page: FormPage; answers: Answers; sent: Sent },
): Promise<Saved> {
  const { draft, version } = filing;
  const pageId = page.id;
  if (draft === null) {
    const tried = await api.try(startDraft, { body: { procedureCode: version.code, pageId, answers } });
    return tried.ok ? { saved: tried.answer } : { refused: tried.problem };
  }
  const params = { draftId: draft.draftId, pageId };
  let tried = await api.try(saveAnswers, { params, body: { version: sent.version ?? draft.version, answers } });
  for (let attempt = 0; attempt < 2 && !tried.ok && tried.problem.code === 'counter.draft-changed'; attempt += 1) {
    const fresh = await api.call(getDraft, { params: { draftId: draft.draftId } });
    if (seenOf(page, fresh.answers) !== sent.seen) return { conflict: fresh, problem: tried.problem };
    tried = await api.try(saveAnswers, { params, body: { version: fresh.version, answers } });
  }
  return tried.ok ? { saved: tried.answer } : { refused: tried.problem };
}
