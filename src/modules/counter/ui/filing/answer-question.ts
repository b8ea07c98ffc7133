import { areaError, readPage, type Field, type FormPage } from '#modules/forms/index.ts';
import { isId } from '#platform/id.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { Draft } from '../../filing/drafts.ts';
import type { Answers } from '../../shapes.ts';
import { isChanging, paths } from './paths.ts';
import { dropPaper, viewPapers } from './papers.ts';
import { faultOf, isBetweenSteps, readPlace, type PlaceInput } from './places.ts';
import { answersOf, typedFromAnswers, type Typed } from './read-fields.ts';
import { readPlainForm, receivePage, type PageForm } from './receive-page.ts';
import { savePage } from './save-page.ts';
import { showPage } from './show-answers.ts';
import { findFiling, leaveWith, unknownPage, type Filing } from './version-of.ts';
import { viewQuestion, type ConflictView, type PageError, type QuestionView, type ViewInput } from './view.ts';
import { afterSaving, findPage } from './way.ts';
import { words } from './words.ts';

/** What the page does with a submitted question: goes on, or shows itself again. */
export type Outcome = { go: string } | { view: QuestionView; status: number };

/** Reads, saves and decides. Whatever is wrong, what was typed comes back with the page. */
export async function answerQuestion(api: PageApi, request: Request, id: string, pageId: string): Promise<Outcome> {
  const plain = await readPlainForm(request, api);
  const filing = await findFiling(api, id);
  const answers = filing.draft?.answers ?? {};
  const page = findPage(filing.version.form, pageId, answers);
  if (!page) return unknownPage(api);
  const form = await receivePage(request, api, { page, stored: answers, plain });
  const changing = isChanging(request);
  const show = async (status: number, more: Partial<ViewInput> = {}): Promise<Outcome> => ({
    status,
    view: await viewQuestion(api, {
      filing,
      page,
      changing,
      typed: form.typed,
      places: readPlaces(page, form, answers),
      ...more,
    }),
  });

  const { act, key, value } = form.act;
  if (act === 'liet-ke' || act === 'tim' || (act === '' && wantsSearch(page, form))) return show(200);
  if (act === 'chon') {
    form.typed[key] = value;
    return show(200, {
      places: { ...readPlaces(page, form, answers), [key]: { code: value, province: '', searched: undefined } },
    });
  }
  if (act === 'bo' && isId(value)) {
    form.typed[key] = listOf(form.typed, key).filter((fileId) => fileId !== value);
    await dropPaper(api, value);
  }
  const between = page.fields.find((field) => field.kind === 'area' && isBetweenSteps(field, form.fields));
  if (between && act !== 'giu') return show(200);

  const staysHere = form.sentFiles || act === 'gui' || act === 'bo' || act === 'giu';
  const placeErrors = await wrongPlaces(api, page, form);
  const errors = [...form.fileErrors, ...placeErrors, ...(await leaveOutGone(api, page, form))];
  if (act === 'gui' && !form.sentFiles) errors.push({ path: key, message: words(api.locale).chooseNone });
  if (placeErrors.length > 0)
    return show(422, { errors: [...ownErrors(api, filing, page, form, placeErrors), ...errors] });

  const saved = await savePage(api, { filing, page, answers: answersOf(page, form.typed), sent: form });
  if ('conflict' in saved) {
    const conflict = await compare(api, filing, page, form, saved.conflict);
    return show(409, { filing: { ...filing, draft: saved.conflict }, conflict });
  }
  if ('refused' in saved) return refused(saved.refused);
  const draft = saved.saved;
  if (!staysHere && errors.length === 0) return { go: afterSaving(filing.version.form, draft, pageId, changing) };
  return show(errors.length > 0 ? 422 : 200, {
    filing: { ...filing, draft },
    typed: typedFromAnswers(page, draft.answers),
    errors,
  });

  async function refused(problem: ProblemDocument): Promise<Outcome> {
    if (problem.code === 'platform.not-signed-in') return show(401, { signedOut: true });
    if (problem.code === 'counter.too-many-drafts') {
      return show(409, { refusal: { text: problem.title, startHref: paths.start(filing.version.code) } });
    }
    const fields = problemErrors(problem, page?.fields ?? []);
    // A file was taken back or refused and nothing is left: that is told when the person wants to go on.
    if (staysHere && fields.length > 0) return show(errors.length > 0 ? 422 : 200, { errors });
    if (fields.length > 0) return show(422, { errors: merge(errors, fields) });
    if (problem.status >= 500) return show(problem.status, { refusal: { text: problem.title, startHref: null } });
    return leaveWith(problem, id);
  }
}

/** A stored place that is no more has no box to be sent in; it stays on the page until another is chosen. */
function readPlaces(page: FormPage, form: PageForm, answers: Answers): Record<string, PlaceInput> {
  return Object.fromEntries(
    page.fields.flatMap(({ key, kind }) => {
      if (kind !== 'area') return [];
      const input = readPlace(key, form.fields);
      const stored = answers[key];
      const isUntouched = input.code === '' && input.province === '' && typeof stored === 'string';
      return [[key, isUntouched ? { ...input, code: stored } : input]];
    }),
  );
}

/** Enter in the search box presses the form's first button, which goes on; with no place chosen a search is meant. */
function wantsSearch(page: FormPage, form: PageForm): boolean {
  return page.fields.some((field) => {
    if (field.kind !== 'area') return false;
    const { code, province, searched } = readPlace(field.key, form.fields);
    return code === '' && province === '' && searched !== undefined;
  });
}

function listOf(typed: Typed, key: string): string[] {
  const value = typed[key];
  return Array.isArray(value) ? value : [];
}

/** Files that are not there, or not this person's, are left out of the answer and told. */
async function leaveOutGone(api: PageApi, page: FormPage, form: PageForm): Promise<PageError[]> {
  const errors: PageError[] = [];
  for (const { key, kind } of page.fields) {
    if (kind !== 'paper') continue;
    const { files, gone } = await viewPapers(api, listOf(form.typed, key));
    if (!gone) continue;
    form.typed[key] = files.map((file) => file.id);
    errors.push({ path: key, message: words(api.locale).fileGone });
  }
  return errors;
}

/** Codes that name nothing, or a unit that is no more. The form's own reading knows only their shape. */
async function wrongPlaces(api: PageApi, page: FormPage, form: PageForm): Promise<PageError[]> {
  const checked = await Promise.all(
    page.fields.map(async (field) => {
      const code = form.typed[field.key];
      if (field.kind !== 'area' || typeof code !== 'string') return [];
      const fault = await faultOf(api, code.trim());
      if (fault === undefined) return [];
      const error = areaError({ field, pageId: page.id, code, level: field.areaLevel ?? 'any' }, fault);
      return [{ path: field.key, message: error[api.locale] }];
    }),
  );
  return checked.flat();
}

/** What the form itself finds wrong on the page besides `others`, so that everything is told at once. */
function ownErrors(api: PageApi, filing: Filing, page: FormPage, form: PageForm, others: PageError[]): PageError[] {
  const { errors } = readPage(filing.version.form, page.id, answersOf(page, form.typed), {
    answers: filing.draft?.answers ?? {},
  });
  const told = new Set(others.map((error) => error.path));
  return errors
    .filter((error) => !told.has(error.path))
    .map((error) => ({ path: error.path, message: error[api.locale] }));
}

/** The fields of a refusal that this page has controls for. The platform's paths are JSON pointers. */
function problemErrors(problem: ProblemDocument, fields: readonly Field[]): PageError[] {
  const keys = new Set(fields.map((field) => field.key));
  return (problem.errors ?? []).flatMap(({ path, message }) => {
    const key = path.split('/').find((part) => keys.has(part));
    return key === undefined ? [] : [{ path: key, message }];
  });
}

function merge(first: PageError[], second: PageError[]): PageError[] {
  const told = new Set(first.map((error) => error.path));
  return [...first, ...second.filter((error) => !told.has(error.path))];
}

/** Both values of what differs, side by side. */
async function compare(
  api: PageApi,
  { version }: Filing,
  page: FormPage,
  form: PageForm,
  stored: Draft,
): Promise<ConflictView> {
  const own = readPage(version.form, page.id, answersOf(page, form.typed), { answers: stored.answers }).answers;
  const others = Object.entries(stored.answers).filter(([key]) => !page.fields.some((field) => field.key === key));
  const mine = Object.fromEntries([...others, ...Object.entries(own).filter((entry) => entry[1] !== undefined)]);
  const [theirs, ours] = await Promise.all([
    showPage(api, version.form, stored.answers, page.id),
    showPage(api, version.form, mine as Draft['answers'], page.id),
  ]);
  const rows = page.fields.flatMap(({ key, label }) => {
    const [typed, kept] = [ours.get(key)?.value ?? '', theirs.get(key)?.value ?? ''];
    return typed === kept ? [] : [{ key, label: label[api.locale], typed, stored: kept }];
  });
  return { rows };
}
