import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { problemResponse, apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, frameData, PageFrame } from '#ui/index.ts';
import { listMyClients, withdrawConsent } from '../../contract/people.ts';
import { signOnProblem } from '../../errors.ts';
import { words } from './words.ts';

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const { clients } = await api.call(listMyClients);
  const client = clients.find(({ clientId, allowed }) => allowed && clientId === params['clientId']);
  if (!client) return problemResponse(signOnProblem('nothing-allowed'), api.locale, api.requestId);
  return { frame: frameData(api, request), name: client.name };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  await api.call(withdrawConsent, { params: { clientId: params['clientId'] ?? '' } });
  throw redirect('/cua-toi/ung-dung');
}

/** One question: no longer allow this application anything? */
export default function WithdrawPage() {
  const { frame, name } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const question = say(t.question, { name: name[frame.locale] });
  return (
    <PageFrame {...frame} title={question} backLink={{ href: '/cua-toi/ung-dung', text: t.back }}>
      <h1 className="govuk-heading-l">{question}</h1>
      <p className="govuk-body">{t.questionLead}</p>
      <p className="govuk-body">{t.questionNote}</p>
      <form method="post">
        <ButtonGroup>
          <Button look="warning">{t.yes}</Button>
          <Button look="secondary" href="/cua-toi/ung-dung">
            {t.no}
          </Button>
        </ButtonGroup>
      </form>
    </PageFrame>
  );
}
