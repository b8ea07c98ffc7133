import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, frameData, Notice, PageFrame, Pagination, SummaryList, Tag } from '#ui/index.ts';
import { discardDraft, listDrafts, listMyDossiers } from '../../contract.ts';
import { toneOf } from '../parts/tone.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const search = new URL(request.url).searchParams;
  const after = search.get('sau') ?? undefined;
  const [mine, drafts] = await Promise.all([
    api.call(listMyDossiers, { query: after ? { after } : {} }),
    api.call(listDrafts, { query: {} }),
  ]);
  return {
    frame: frameData(api, request),
    ...mine,
    drafts: after ? [] : drafts.drafts,
    keptDays: drafts.keptDays,
    discarded: search.get('da-xoa') === '1',
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const draftId = String((await request.formData()).get('xoa') ?? '');
  const tried = await api.try(discardDraft, { params: { draftId } });
  // A draft that is gone already is what the person wanted.
  if (!tried.ok && tried.problem.status !== 404) return { refused: tried.problem.title };
  throw redirect('/cua-toi/ho-so?da-xoa=1', 303);
}

export default function MyDossiersPage() {
  const { frame, drafts, keptDays, dossiers, next, discarded } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { locale, actor } = frame;
  const t = words(locale);
  const whom = actor.kind === 'citizen' ? actor.actingFor : undefined;
  const title = whom ? say(t.titleFor, { whom }) : t.title;
  return (
    <PageFrame {...frame} title={title} error={refused !== undefined}>
      {refused ? <Notice tone="bad" title={refused} alert /> : null}
      {discarded ? <Notice tone="ok" title={t.discarded} /> : null}
      <h1 className="govuk-heading-l">{title}</h1>
      {drafts.length > 0 ? (
        <section aria-labelledby="nhap">
          <h2 className="govuk-heading-m" id="nhap">
            {t.drafts}
          </h2>
          <p className="govuk-body">{say(t.draftsKept, { days: keptDays })}</p>
          {drafts.map((draft) => (
            <form className="lt-card" method="post" key={draft.draftId}>
              <h3 className="govuk-heading-s">{draft.procedureName[locale]}</h3>
              <p className="lt-muted">{say(t.draftSaved, { at: formatDateTime(draft.savedAt) })}</p>
              <ButtonGroup>
                <Button href={`/nop-ho-so/${draft.draftId}`}>{t.goOn}</Button>
                <Button look="secondary" name="xoa" value={draft.draftId}>
                  {t.discard}
                  <span className="govuk-visually-hidden">
                    : {draft.procedureName[locale]}, {formatDateTime(draft.savedAt)}
                  </span>
                </Button>
              </ButtonGroup>
            </form>
          ))}
          <h2 className="govuk-heading-m">{t.filed}</h2>
        </section>
      ) : null}
      {dossiers.length === 0 ? (
        <>
          <p className="govuk-body">{whom ? say(t.noneFor, { whom }) : t.none}</p>
          <Button href="/tim" look="secondary">
            {t.findProcedure}
          </Button>
        </>
      ) : null}
      {dossiers.map((dossier) => (
        <article className="lt-card" key={dossier.id}>
          <h2 className="govuk-heading-s">
            <a className="govuk-link" href={`/cua-toi/ho-so/${dossier.id}`}>
              {dossier.procedureName[locale]}, <span className="lt-code">{dossier.code}</span>
            </a>
          </h2>
          <SummaryList
            rows={[
              {
                key: t.state,
                value: (
                  <Tag tone={toneOf(dossier.state, dossier.needsMe)}>
                    {dossier.needsMe ? t.needsYou : dossier.stateLabel[locale]}
                  </Tag>
                ),
              },
              ...(dossier.actingFor
                ? [
                    {
                      key: t.filedBy,
                      value: say(t.filedFor, { who: dossier.applicantName, whom: dossier.actingFor.name }),
                    },
                  ]
                : []),
              { key: t.agency, value: dossier.agencyName },
              { key: t.filedAt, value: formatDateTime(dossier.filedAt) },
              ...(dossier.dueAt ? [{ key: t.dueAt, value: formatDateTime(dossier.dueAt) }] : []),
            ]}
          />
        </article>
      ))}
      {whom ? null : (
        <p className="govuk-body">
          {t.otherCapacities}{' '}
          <a className="govuk-link" href="/cua-toi/thay-mat?ve=%2Fcua-toi%2Fho-so">
            {t.switchCapacity}
          </a>
        </p>
      )}
      {next ? <Pagination next={`/cua-toi/ho-so?sau=${encodeURIComponent(next)}`} label={t.older} /> : null}
    </PageFrame>
  );
}
