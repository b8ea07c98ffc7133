import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { Button, frameData, Notice, PageFrame } from '#ui/index.ts';
import { confirmMailAddress } from '../contract.ts';
import { words } from './words.ts';

export function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  return { frame: frameData(api, request), code: new URL(request.url).searchParams.get('ma') ?? '' };
}

/** Mail programs open links to look at them; so the link only shows a button, and the button confirms. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const code = String((await request.formData()).get('ma') ?? '').slice(0, 100);
  const tried = await api.try(confirmMailAddress, { body: { code } });
  if (tried.ok) throw redirect('/cua-toi/thong-bao#thu-dien-tu');
  return data({ problem: tried.problem.title }, { status: tried.problem.status });
}

export default function ConfirmAddressPage() {
  const { frame, code } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const t = words(frame.locale);
  return (
    <PageFrame
      {...frame}
      title={t.confirmTitle}
      error={failed !== undefined}
      backLink={{ href: '/cua-toi/thong-bao', text: t.backToInbox }}
    >
      <h1 className="govuk-heading-l">{t.confirmTitle}</h1>
      {failed ? (
        <>
          <Notice tone="bad" alert title={failed.problem} />
          <Button href="/cua-toi/thong-bao/thu-dien-tu">{t.giveAgain}</Button>
        </>
      ) : (
        <form method="post">
          <p>{t.confirmText}</p>
          <input type="hidden" name="ma" value={code} />
          <Button>{t.confirm}</Button>
        </form>
      )}
    </PageFrame>
  );
}
