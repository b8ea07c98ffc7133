import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { Button, frameData, Notice, PageFrame } from '#ui/index.ts';
import { cancelRecovery, findMyRecovery } from '../../contract.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  return { frame: frameData(api, request), ...(await api.call(findMyRecovery)) };
}

export async function action({ context }: ActionFunctionArgs) {
  // One that was decided meanwhile is shown as it is now.
  await apiOf(context).try(cancelRecovery);
  throw redirect('/khoi-phuc/dang-cho');
}

export default function RecoveryWaitingPage() {
  const { frame, recovery } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.waitingTitle}>
      <h1 className="govuk-heading-l">{t.waitingTitle}</h1>
      {!recovery ? <p className="govuk-body">{t.none}</p> : null}
      {recovery?.cancelled ? <Notice tone="ok">{t.cancelled}</Notice> : null}
      {recovery && !recovery.cancelled ? (
        <>
          <p className="govuk-body">
            {t.waiting} <strong>{recovery.agencyName}</strong>
          </p>
          <p className="govuk-body">{t.waitingHint}</p>
          <form method="post">
            <Button look="warning">{t.cancel}</Button>
          </form>
        </>
      ) : null}
    </PageFrame>
  );
}
