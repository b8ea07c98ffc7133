import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { frameData, PageFrame } from '#ui/index.ts';
import { words } from './words.ts';

export function loader({ context, request }: LoaderFunctionArgs) {
  return { frame: frameData(apiOf(context), request) };
}

export default function SignedOutPage() {
  const { frame } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.signedOut}>
      <h1 className="govuk-heading-l">{t.signedOut}</h1>
      <p className="govuk-body">{t.signedOutHint}</p>
      <p className="govuk-body">
        <a className="govuk-link" href="/">
          {t.home}
        </a>
      </p>
    </PageFrame>
  );
}
