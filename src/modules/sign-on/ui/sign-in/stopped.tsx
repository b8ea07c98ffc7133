import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { frameData, PageFrame } from '#ui/index.ts';
import { words } from './words.ts';

/** The codes of the protocol that a person can do something about. */
const sentences = {
  invalid_client: 'stoppedUnknown',
  unauthorized_client: 'stoppedUnknown',
  invalid_redirect_uri: 'stoppedAddress',
  session_not_found: 'stoppedSession',
  invalid_request_uri: 'stoppedSession',
  temporarily_unavailable: 'stoppedAway',
  server_error: 'stoppedAway',
} as const;

export function loader({ context, request }: LoaderFunctionArgs) {
  const code = new URL(request.url).searchParams.get('ma') ?? '';
  return {
    frame: { ...frameData(apiOf(context), request), path: '/' },
    sentence: Object.hasOwn(sentences, code) ? sentences[code as keyof typeof sentences] : ('stoppedOther' as const),
  };
}

export default function StoppedPage() {
  const { frame, sentence } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.stoppedTitle}>
      <h1 className="govuk-heading-l">{t.stoppedTitle}</h1>
      <p className="govuk-body">{t[sentence]}</p>
      <p className="govuk-body">
        <a className="govuk-link" href="/">
          {t.home}
        </a>
      </p>
    </PageFrame>
  );
}
