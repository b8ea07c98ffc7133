import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, frameData, Inset, Notice, PageFrame, pick, Tag } from '#ui/index.ts';
import { decideConsent, readConsentQuestion } from '../../contract.ts';
import { words } from './words.ts';

const ticketOf = (request: Request): string => new URL(request.url).searchParams.get('phieu') || '-';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const question = await api.call(readConsentQuestion, { body: { ticket: ticketOf(request) } });
  // The form's answer leads back through the sign-on to the system that asked.
  api.allowFormTo(question.redirectUri);
  return { frame: frameData(api, request), question };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const allow = (await request.formData()).get('dong-y') === 'co';
  const { next } = await api.call(decideConsent, { body: { ticket: ticketOf(request), allow } });
  throw redirect(next, 303);
}

export default function AskConsentPage() {
  const { frame, question } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const { client, items, stopped, actingFor } = question;
  const name = pick(client.name, frame.locale);
  const capacityHref = `/cua-toi/thay-mat?ve=${encodeURIComponent(question.again)}`;
  if (stopped) {
    const reason = say(t[stopped], { level: question.level ?? 1, name: actingFor ?? '' });
    return (
      <PageFrame {...frame} title={t.title}>
        <h1 className="govuk-heading-l">{say(t.notAllowed, { name })}</h1>
        <p className="govuk-body">{reason}</p>
        {stopped === 'level' ? (
          <p className="govuk-body">
            <a className="govuk-link" href="/cua-toi/bao-mat">
              {t.security}
            </a>
          </p>
        ) : null}
        {stopped === 'capacity' ? (
          <p className="govuk-body">
            <a className="govuk-link" href={capacityHref}>
              {t.toSelf}
            </a>
          </p>
        ) : null}
        <form method="post">
          <Button look="secondary" name="dong-y" value="khong">
            {say(t.back, { name })}
          </Button>
        </form>
      </PageFrame>
    );
  }
  return (
    <PageFrame {...frame} title={t.title}>
      <h1 className="govuk-heading-l">
        {say(t.ask, { name })} {client.mode === 'test' ? <Tag tone="wait">{t.test}</Tag> : null}
      </h1>
      <p className="govuk-body">
        {say(t.of, { agency: client.agencyName })} {pick(client.about, frame.locale)}
      </p>
      {client.mode === 'test' ? <Inset>{t.testHint}</Inset> : null}
      <h2 className="govuk-heading-m">{t.purpose}</h2>
      <p className="govuk-body">{pick(client.purpose, frame.locale)}</p>
      {items.length === 0 ? (
        <p className="govuk-body">{t.nothing}</p>
      ) : (
        <>
          <p className="govuk-body">{t.will}</p>
          <ul className="govuk-list govuk-list--bullet">
            {items.map(({ what, why }) => (
              <li key={what.vi}>
                {pick(what, frame.locale)}
                {why ? <span className="lt-muted"> — {say(t.why, { why })}</span> : null}
              </li>
            ))}
          </ul>
          <p className="govuk-body">{t.also}</p>
        </>
      )}
      {question.lasting ? <p className="govuk-body">{t.lasting}</p> : null}
      {actingFor ? <Notice title={say(t.acting, { name: actingFor })} /> : <p className="govuk-body">{t.self}</p>}
      {question.mayActFor ? (
        <p className="govuk-body">
          <a className="govuk-link" href={capacityHref}>
            {t.change}
          </a>
        </p>
      ) : null}
      <form method="post">
        <ButtonGroup>
          <Button name="dong-y" value="co">
            {t.allow}
          </Button>
          <Button look="secondary" name="dong-y" value="khong">
            {t.refuse}
          </Button>
        </ButtonGroup>
      </form>
      <p className="govuk-hint">{t.later}</p>
    </PageFrame>
  );
}
