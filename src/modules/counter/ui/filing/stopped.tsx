import { redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { isId } from '#platform/id.ts';
import { stopFor } from '#modules/forms/index.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { Button, ButtonGroup, frameData, PageFrame } from '#ui/index.ts';
import { paths } from './paths.ts';
import { findFiling } from './version-of.ts';
import { whereToContinue } from './way.ts';
import { words } from './words.ts';

/** Not being eligible is no mistake of the person's: a page that says why, and what to do instead. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const id = params['id'] ?? '';
  const { version, draft } = await findFiling(api, id);
  const stop = draft ? stopFor(version.form, draft.answers) : undefined;
  if (!draft || !stop)
    throw redirect(draft && isId(id) ? whereToContinue(version.form, draft) : paths.start(version.code));
  const from = new URL(request.url).searchParams.get('tu') ?? draft.pageId ?? '';
  const page = version.form.pages.find((one) => one.id === from) ?? version.form.pages[0];
  return {
    frame: frameData(api, request),
    reason: stop.stop[api.locale],
    instead: stop.insteadProcedure ? paths.procedure(stop.insteadProcedure) : null,
    change: page ? paths.question(draft.draftId, page.id) : paths.start(version.code),
  };
}

export default function StoppedPage() {
  const { frame, reason, instead, change } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.stopTitle} backLink={{ href: change }}>
      <h1 className="govuk-heading-l">{t.stopTitle}</h1>
      <p className="govuk-body">{reason}</p>
      <p className="govuk-body lt-muted">{t.stopKept}</p>
      <ButtonGroup>
        {instead ? <Button href={instead}>{t.stopInstead}</Button> : null}
        <Button look="secondary" href={change}>
          {t.stopFix}
        </Button>
      </ButtonGroup>
    </PageFrame>
  );
}
