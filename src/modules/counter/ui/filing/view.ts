import { evaluate, fieldsToRender, type Field, type FormPage } from '#modules/forms/index.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { Answers } from '../../shapes.ts';
import { paths } from './paths.ts';
import { viewPapers, type PaperFile } from './papers.ts';
import { viewPlace, type PlaceInput, type PlaceView } from './places.ts';
import { seenOf, type Typed, type TypedValue } from './read-fields.ts';
import type { Filing } from './version-of.ts';
import { pageBefore, placeOf } from './way.ts';
import { savedTime } from './when.ts';

export interface ChoiceView {
  value: string;
  label: string;
  hint: string | undefined;
}

/** One control of a question, in the reader's language. */
export interface FieldView {
  key: string;
  kind: Field['kind'];
  label: string;
  hint: string | undefined;
  optional: boolean;
  autocomplete: string | undefined;
  value: TypedValue;
  /** The account's own data stands in the box; the person has not saved it yet. */
  prefilled: boolean;
  choices: ChoiceView[];
  place: PlaceView | null;
  paper: { files: PaperFile[]; gone: boolean; max: number } | null;
  /** Only asked after some answers to another choice of the same page; always there where JavaScript is off. */
  shownFor: { key: string; values: string[] } | null;
}

/** One line of an error summary with its control. */
export interface PageError {
  path: string;
  message: string;
}

export interface ConflictView {
  rows: { key: string; label: string; typed: string; stored: string }[];
}

/** Everything that a question page shows. */
export interface QuestionView {
  id: string;
  draftId: string | null;
  procedureCode: string;
  procedureName: string;
  pageId: string;
  heading: string;
  hint: string | undefined;
  why: string | undefined;
  number: number;
  total: number;
  backHref: string;
  changing: boolean;
  fields: FieldView[];
  version: number | null;
  versionId: string;
  seen: string;
  savedAt: string | null;
  errors: PageError[];
  /** A refusal that belongs to no control. */
  refusal: { text: string; startHref: string | null } | null;
  conflict: ConflictView | null;
  signedOut: boolean;
}

export interface ViewInput {
  filing: Filing;
  page: FormPage;
  changing: boolean;
  typed: Typed;
  places: Record<string, PlaceInput>;
  /** Keys of boxes that hold the account's data. */
  prefilled?: readonly string[];
  errors?: PageError[];
  refusal?: QuestionView['refusal'];
  conflict?: ConflictView | null;
  signedOut?: boolean;
}

export async function viewQuestion(api: PageApi, input: ViewInput): Promise<QuestionView> {
  const { filing, page, changing } = input;
  const { version, draft } = filing;
  const { locale } = api;
  const answers = draft?.answers ?? {};
  const id = draft?.draftId ?? version.code;
  const before = pageBefore(version.form, page.id, answers);
  const way =
    changing && draft ? paths.check(draft.draftId) : before ? paths.question(id, before.id) : paths.start(version.code);
  const fields = await Promise.all(
    fieldsToRender(page, answers).map(({ field, conditional }) => viewField(api, input, field, conditional, answers)),
  );
  return {
    id,
    draftId: draft?.draftId ?? null,
    procedureCode: version.code,
    procedureName: version.name[locale],
    pageId: page.id,
    heading: page.question[locale],
    hint: page.hint?.[locale],
    why: page.why?.[locale],
    ...placeOf(version.form, page.id, answers),
    backHref: way,
    changing,
    fields,
    version: draft?.version ?? null,
    versionId: version.id,
    seen: seenOf(page, answers),
    savedAt: draft && page.fields.some((field) => answers[field.key] !== undefined) ? savedTime(draft.savedAt) : null,
    errors: input.errors ?? [],
    refusal: input.refusal ?? null,
    conflict: input.conflict ?? null,
    signedOut: input.signedOut ?? false,
  };
}

async function viewField(
  api: PageApi,
  { page, typed, places, prefilled }: ViewInput,
  field: Field,
  conditional: boolean,
  answers: Answers,
): Promise<FieldView> {
  const { locale } = api;
  const value = typed[field.key] ?? '';
  return {
    key: field.key,
    kind: field.kind,
    label: field.label[locale],
    hint: field.hint?.[locale],
    optional: field.optional === true,
    autocomplete: field.autocomplete,
    value,
    prefilled: prefilled?.includes(field.key) ?? false,
    choices: (field.options ?? []).map((option) => ({
      value: option.value,
      label: option.label[locale],
      hint: option.hint?.[locale],
    })),
    place:
      field.kind === 'area'
        ? await viewPlace(
            api,
            field,
            places[field.key] ?? { code: String(value), province: '', searched: undefined },
            answers,
          )
        : null,
    paper:
      field.kind === 'paper'
        ? { ...(await viewPapers(api, Array.isArray(value) ? value : [])), max: field.paper?.max ?? 1 }
        : null,
    shownFor: conditional ? shownFor(page, field, answers) : null,
  };
}

/** The answers to one choice of the page that make this field asked, where its rule looks at nothing else on the page. */
export function shownFor(page: FormPage, field: Field, answers: Answers): { key: string; values: string[] } | null {
  const { when } = field;
  if (when === undefined) return null;
  const ownKeys = new Set(page.fields.map((one) => one.key));
  const others = Object.fromEntries(Object.entries(answers).filter(([key]) => !ownKeys.has(key)));
  for (const choice of page.fields) {
    if (choice.kind !== 'choice' || choice.key === field.key) continue;
    const outcomes = (choice.options ?? []).map(({ value }) => ({
      value,
      outcome: evaluate(when, { ...others, [choice.key]: value }, {}),
    }));
    if (outcomes.some(({ outcome }) => outcome !== true && outcome !== false)) continue;
    return { key: choice.key, values: outcomes.filter(({ outcome }) => outcome === true).map(({ value }) => value) };
  }
  return null;
}
