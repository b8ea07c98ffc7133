import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { Button, frameData, PageFrame } from '#ui/index.ts';
import { signOut } from '../contract.ts';
import { endedCookie } from './session-cookie.ts';
import { words } from './words.ts';

export function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  if (api.actor.kind === 'anonymous') throw redirect('/');
  return { frame: frameData(api, request) };
}

export async function action({ context }: ActionFunctionArgs) {
  const api = apiOf(context);
  await api.try(signOut);
  api.setCookie(endedCookie);
  throw redirect('/');
}

export default function SignOutPage() {
  const { frame } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.signOutTitle}>
      <h1 className="govuk-heading-l">{t.signOutAsk}</h1>
      <p className="govuk-body">{t.signOutHint}</p>
      <form method="post">
        <Button>{t.signOutTitle}</Button>
      </form>
    </PageFrame>
  );
}
