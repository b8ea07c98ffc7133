import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { frameData, Inset, PageFrame } from '#ui/index.ts';
import { words } from './words.ts';

export function loader({ context, request }: LoaderFunctionArgs) {
  return { frame: frameData(apiOf(context), request) };
}

export default function RecoverPage() {
  const { frame } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const cases = [
    [t.phone, t.phoneText],
    [t.everything, t.everythingText],
  ] as const;
  return (
    <PageFrame {...frame} title={t.title} backLink={{ href: '/dang-nhap' }}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="govuk-body">{t.lead}</p>
      <section>
        <h2 className="govuk-heading-m">{t.forgot}</h2>
        <ol className="govuk-list govuk-list--number">
          {[t.forgotEnter, t.forgotReturn, t.forgotSet].map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
        <p className="govuk-body">{t.forgotOnlyPhone}</p>
      </section>
      {cases.map(([heading, text]) => (
        <section key={heading}>
          <h2 className="govuk-heading-m">{heading}</h2>
          <p className="govuk-body">{text}</p>
        </section>
      ))}
      <Inset>{t.stolen}</Inset>
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href="/khoi-phuc/mat-khau">
            {t.setNew}
          </a>
        </li>
        <li>
          <a className="govuk-link" href="/kich-hoat">
            {t.paper}
          </a>
        </li>
        <li>
          <a className="govuk-link" href="/dang-nhap">
            {t.signIn}
          </a>
        </li>
      </ul>
    </PageFrame>
  );
}
