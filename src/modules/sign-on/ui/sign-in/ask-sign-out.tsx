import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, frameData, PageFrame, pick } from '#ui/index.ts';
import { readSignOutQuestion } from '../../contract.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const ticket = new URL(request.url).searchParams.get('phieu') || '-';
  const question = await api.call(readSignOutQuestion, { body: { ticket } });
  if (question.backTo) api.allowFormTo(question.backTo);
  return { frame: frameData(api, request), question };
}

export default function AskSignOutPage() {
  const { frame, question } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.signOutTitle}>
      <h1 className="govuk-heading-l">{t.signOutAsk}</h1>
      <p className="govuk-body">
        {question.client ? say(t.signOutFrom, { name: pick(question.client, frame.locale) }) : t.signOutHint}
      </p>
      <form method="post" action="/oidc/logout/confirm">
        <input type="hidden" name="xsrf" value={question.proof} />
        <ButtonGroup>
          <Button name="logout" value="yes">
            {t.signOutTitle}
          </Button>
          <a className="govuk-link" href="/">
            {t.stay}
          </a>
        </ButtonGroup>
      </form>
    </PageFrame>
  );
}
