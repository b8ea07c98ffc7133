import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { frameData, PageFrame } from '#ui/index.ts';
import { words } from './words.ts';

export function loader({ context, request }: LoaderFunctionArgs) {
  return { frame: frameData(apiOf(context), request) };
}

export default function NoPhonePage() {
  const { frame } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.noPhoneTitle} backLink={{ href: '/dang-ky' }}>
      <h1 className="govuk-heading-l">{t.noPhoneTitle}</h1>
      <p className="govuk-body">{t.noPhoneText}</p>
      <p className="govuk-body">{t.noPhoneFree}</p>
      <p className="govuk-body">
        <a className="govuk-link" href="/kich-hoat">
          {t.paper}
        </a>
      </p>
    </PageFrame>
  );
}
