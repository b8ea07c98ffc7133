import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { Button, frameData, Notice, PageFrame, SummaryList, type FieldErrors } from '#ui/index.ts';
import { checkDraft, fileDossier } from '../../contract.ts';
import { paths } from './paths.ts';
import { formNames } from './read-fields.ts';
import { checkSections } from './check-sections.ts';
import { showAnswers } from './show-answers.ts';
import { leaveWith, pinnedVersion, unknownPage } from './version-of.ts';
import { words } from './words.ts';

/** In the query after filing was refused because the draft had changed. */
const CHANGED_ELSEWHERE = 'da-doi';

/** All answers on one page, each with its way back, before they are filed. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const draftId = params['id'] ?? '';
  if (!isId(draftId)) return unknownPage(api);
  const tried = await api.try(checkDraft, { params: { draftId } });
  if (!tried.ok) return leaveWith(tried.problem, draftId);
  const { draft, problem, agency } = tried.answer;
  if (problem?.code === 'counter.not-eligible') throw redirect(paths.stopped(draftId, draft.pageId ?? ''));
  const version = await pinnedVersion(api, draft.procedureVersionId);
  const sections = await showAnswers(api, version.form, draft.answers);
  return {
    frame: frameData(api, request),
    draftId,
    version: draft.version,
    back: draft.pageId ? paths.question(draftId, draft.pageId) : paths.start(version.code),
    agency: agency?.name ?? null,
    sections: checkSections(draftId, sections, api.locale),
    gaps: gapsOf(draftId, problem, api.locale),
    changedElsewhere: new URL(request.url).searchParams.has(CHANGED_ELSEWHERE),
  };
}

/** Files. Pressing twice gives one dossier, and both presses end at its confirmation. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const draftId = params['id'] ?? '';
  if (!isId(draftId)) return unknownPage(api);
  const version = Number.parseInt(String((await request.formData()).get(formNames.version) ?? ''), 10) || 1;
  const tried = await api.try(fileDossier, { body: { draftId, version } });
  if (tried.ok) throw redirect(paths.done(tried.answer.dossierId), 303);
  const { problem } = tried;
  if (problem.code === 'counter.draft-already-filed') throw redirect(paths.done(draftId), 303);
  if (problem.code === 'counter.draft-not-found') return leaveWith(problem, draftId);
  // A page of its own: a browser cannot go back to the answer of a form.
  if (problem.code === 'counter.draft-changed') throw redirect(`${paths.check(draftId)}?${CHANGED_ELSEWHERE}=1`, 303);
  return data({ message: problem.title }, { status: problem.status });
}

type Checked = {
  detail: { vi: string; en: string };
  fields: { path: string; vi: string; en: string; pageId: string | null }[];
};

/** What stands between these answers and filing, each with the page that puts it right. */
function gapsOf(draftId: string, problem: Checked | null, locale: 'vi' | 'en') {
  if (!problem) return null;
  const items = problem.fields.flatMap(({ path, pageId, ...text }) =>
    pageId === null ? [] : [{ href: `${paths.question(draftId, pageId, true)}#${path}`, text: text[locale] }],
  );
  return { detail: problem.detail[locale], items };
}

export default function CheckPage() {
  const { frame, draftId, version, back, agency, sections, gaps, changedElsewhere } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const refused = useActionData<typeof action>()?.message ?? (changedElsewhere ? t.checkAgain : undefined);
  const items = gaps?.items ?? [];
  const errors: FieldErrors = { items: refused === undefined ? [] : items, of: () => undefined };
  const firstGap = items[0];
  return (
    <PageFrame {...frame} title={t.checkPage} errors={errors} error={refused !== undefined} backLink={{ href: back }}>
      {refused === undefined ? null : <Notice tone="warning" title={refused} alert />}
      <h1 className="govuk-heading-l">{t.checkTitle}</h1>
      {gaps && refused === undefined ? (
        <Notice tone="warning" title={t.checkGaps}>
          {items.length === 0 ? (
            <p>{gaps.detail}</p>
          ) : (
            <ul className="govuk-list">
              {items.map((item) => (
                <li key={item.href}>
                  <a className="govuk-link" href={item.href}>
                    {item.text}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Notice>
      ) : null}
      {sections.map((section) => (
        <SummaryList
          key={section.key}
          {...(section.title === null ? {} : { title: section.title })}
          rows={section.rows}
        />
      ))}
      {gaps ? (
        firstGap ? (
          <Button href={firstGap.href}>{t.checkFillGap}</Button>
        ) : null
      ) : (
        <>
          {agency ? <SummaryList rows={[{ key: t.checkGoesTo, value: agency }]} /> : null}
          <h2 className="govuk-heading-m">{t.declareTitle}</h2>
          <p className="govuk-body">{t.declareText}</p>
          <form method="post" action={paths.check(draftId)} noValidate>
            <input type="hidden" name={formNames.version} value={version} />
            <Button>{t.file}</Button>
          </form>
        </>
      )}
    </PageFrame>
  );
}
