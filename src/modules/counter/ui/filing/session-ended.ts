import { requireCitizen, type PageApi } from '#platform/web/api.ts';
import { isId } from '#platform/id.ts';
import { isChanging } from './paths.ts';
import { formNames, readTyped } from './read-fields.ts';
import { readPlace } from './places.ts';
import { readPlainForm } from './receive-page.ts';
import { findFiling, pinnedVersion } from './version-of.ts';
import { viewQuestion, type QuestionView } from './view.ts';

/**
 * The session ended while the person was typing. The draft cannot be read, but the page says which version it shows, and
 * forms are public: so the same page comes back with everything typed, and is sent again after signing in elsewhere.
 */
export async function keepTyped(api: PageApi, request: Request, id: string, pageId: string): Promise<QuestionView> {
  const fields = await readPlainForm(request, api);
  const versionId = fields?.[formNames.versionId] ?? '';
  if (fields === undefined || (isId(id) && versionId === '')) return signIn(api, request);
  const version = isId(id) ? await pinnedVersion(api, versionId) : (await findFiling(api, id)).version;
  const page = version.form.pages.find((one) => one.id === pageId);
  if (!page) return signIn(api, request);
  const view = await viewQuestion(api, {
    filing: { version, draft: null },
    page,
    changing: isChanging(request),
    typed: readTyped(page, fields),
    places: Object.fromEntries(page.fields.map(({ key }) => [key, readPlace(key, fields)])),
    signedOut: true,
  });
  return {
    ...view,
    id,
    draftId: isId(id) ? id : null,
    version: Number.parseInt(fields[formNames.version] ?? '', 10) || null,
    seen: fields[formNames.seen] ?? view.seen,
  };
}

function signIn(api: PageApi, request: Request): never {
  requireCitizen(api, request);
  throw new Error('Only for readers who are not signed in');
}
