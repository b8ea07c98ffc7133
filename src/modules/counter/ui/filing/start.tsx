import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, Details, frameData, Notice, PageFrame } from '#ui/index.ts';
import { discardDraft, listDrafts } from '../../contract.ts';
import { StartFacts } from './parts/start-facts.tsx';
import { paths } from './paths.ts';
import { viewStart } from './view-start.ts';
import { currentVersion, findFiling } from './version-of.ts';
import { whereToContinue } from './way.ts';
import { words } from './words.ts';

/** What filing is about, and the drafts that the person has already. Opening it makes nothing. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const id = params['id'] ?? '';
  if (isId(id)) {
    const { version, draft } = await findFiling(api, id);
    throw redirect(draft ? whereToContinue(version.form, draft) : paths.start(version.code));
  }
  const version = await currentVersion(api, id);
  const { drafts } = await api.call(listDrafts, { query: { procedureCode: version.code } });
  return {
    frame: frameData(api, request),
    start: viewStart(version, api.locale),
    drafts: drafts.map(({ draftId, answered, savedAt }) => ({ draftId, answered, savedAt: formatDateTime(savedAt) })),
  };
}

/** Throws a draft away. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const draftId = (await request.formData()).get('xoa');
  if (typeof draftId !== 'string' || !isId(draftId)) return { discarded: false };
  const tried = await api.try(discardDraft, { params: { draftId } });
  if (!tried.ok && tried.problem.status >= 500) return data({ discarded: false }, { status: tried.problem.status });
  return { discarded: true };
}

export default function StartPage() {
  const { frame, start, drafts } = useLoaderData<typeof loader>();
  const discarded = useActionData<typeof action>()?.discarded === true;
  const t = words(frame.locale);
  const title = say(t.startTitle, { procedure: start.name });
  if (start.firstPageId === null) {
    return (
      <PageFrame {...frame} title={t.notOnlineTitle} backLink={{ href: paths.procedure(start.code) }}>
        <h1 className="govuk-heading-l">{t.notOnlineTitle}</h1>
        <p className="govuk-body">{t.notOnline}</p>
        <Button href={paths.procedure(start.code)}>{t.readGuide}</Button>
      </PageFrame>
    );
  }
  const first = paths.question(start.code, start.firstPageId);
  return (
    <PageFrame {...frame} title={title} backLink={{ href: paths.procedure(start.code) }}>
      <h1 className="govuk-heading-l">{title}</h1>
      {discarded ? <Notice tone="ok" title={t.draftDiscarded} alert /> : null}
      {drafts.map((draft, index) => (
        <Notice key={draft.draftId} tone="info" title={index === 0 ? t.draftTitle : t.draftOther}>
          <p>{say(t.draftLine, { at: draft.savedAt, count: draft.answered })}</p>
          <Button href={`/nop-ho-so/${draft.draftId}`}>{t.draftContinue}</Button>
          <Details summary={t.draftDiscard}>
            <p>{t.draftDiscardSure}</p>
            <form method="post">
              <Button look="warning" name="xoa" value={draft.draftId}>
                {t.draftDiscardYes}
              </Button>
            </form>
          </Details>
        </Notice>
      ))}
      <p className="govuk-body">{t.startLead}</p>
      <StartFacts start={start} t={t} />
      {drafts.length > 0 ? (
        <>
          <p className="govuk-body">{t.startAnother}</p>
          <Button look="secondary" href={first}>
            {t.startAnotherButton}
          </Button>
        </>
      ) : (
        <Button start href={first}>
          {t.startButton}
        </Button>
      )}
    </PageFrame>
  );
}
