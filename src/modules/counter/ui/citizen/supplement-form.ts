import type { FormPage } from '#modules/forms/index.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { DossierPage, Supplement } from '../../shapes.ts';
import { readPlace } from '../filing/places.ts';
import { typedFromAnswers, type Typed } from '../filing/read-fields.ts';
import { readPlainForm, receivePage, type PageForm } from '../filing/receive-page.ts';
import { pinnedVersion, type Filing } from '../filing/version-of.ts';
import { viewQuestion, type PageError, type QuestionView } from '../filing/view.ts';

/** The marked fields of a dossier as one page of its form, with what was answered at filing. */
export interface SupplementForm {
  filing: Filing;
  page: FormPage;
  open: Supplement;
}

export async function findSupplementForm(api: PageApi, dossier: DossierPage): Promise<SupplementForm | undefined> {
  const open = dossier.supplements.find((one) => one.isOpen);
  if (!open) return undefined;
  const version = await pinnedVersion(api, dossier.procedureVersionId);
  const marked = new Set(open.marks.map((mark) => mark.key));
  const fields = version.form.pages
    .flatMap((page) => page.fields)
    .filter((field) => marked.has(field.key))
    // The mark itself says that the field is asked, whatever its own rule says of the answers that are to change.
    .map(({ when: _when, ...field }) => field);
  const page: FormPage = { id: 'bo-sung', question: { vi: 'Bổ sung hồ sơ', en: 'Supplement' }, fields };
  // The question page's parts read stored answers from a draft; here they come from the dossier.
  const draft = {
    draftId: dossier.id,
    version: dossier.revision,
    procedureCode: dossier.procedureCode,
    procedureName: dossier.procedureName,
    procedureVersionId: dossier.procedureVersionId,
    pageId: null,
    actingFor: null,
    nextPageId: null,
    answers: dossier.answers,
    startedAt: dossier.filedAt,
    savedAt: dossier.filedAt,
  };
  return { filing: { version, draft }, page, open };
}

export async function viewSupplement(
  api: PageApi,
  { filing, page }: SupplementForm,
  shown: { typed?: Typed; form?: PageForm; chosen?: { key: string; code: string }; errors?: PageError[] } = {},
): Promise<Pick<QuestionView, 'fields' | 'errors'>> {
  const typed = shown.typed ?? shown.form?.typed ?? typedFromAnswers(page, filing.draft?.answers ?? {});
  const areas = shown.form ? page.fields.filter((field) => field.kind === 'area') : [];
  const places = Object.fromEntries(areas.map(({ key }) => [key, readPlace(key, shown.form?.fields ?? {})]));
  if (shown.chosen) places[shown.chosen.key] = { code: shown.chosen.code, province: '', searched: undefined };
  const { fields, errors } = await viewQuestion(api, {
    filing,
    page,
    changing: true,
    typed,
    places,
    errors: shown.errors ?? [],
  });
  return { fields, errors };
}

export async function receiveSupplement(
  api: PageApi,
  request: Request,
  { filing, page }: SupplementForm,
): Promise<PageForm> {
  const plain = await readPlainForm(request, api);
  return receivePage(request, api, { page, stored: filing.draft?.answers ?? {}, plain });
}
