import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/time.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, frameData, Notice, PageFrame, Pagination, SummaryList, Tag } from '#ui/index.ts';
import { listMyMandates, listUses } from '../contract.ts';
import type { MandateView } from '../contract/shapes.ts';
import { sayUse, toneOf, when } from './say-mandate.ts';
import { words, type MandateWords } from './words.ts';
import { isId } from '#platform/id.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const search = new URL(request.url).searchParams;
  const after = search.get('sau') ?? '';
  const [mine, uses] = await Promise.all([
    api.call(listMyMandates),
    api.call(listUses, { query: isId(after) ? { after } : {} }),
  ]);
  return { frame: frameData(api, request), ...mine, ...uses, did: search.get('xong') ?? '' };
}

export default function MyMandatesPage() {
  const { frame, asAgent, asPrincipal, organisations, uses, next, did } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const open = asPrincipal.filter((one) => one.state !== 'ended');
  const over = asPrincipal.filter((one) => one.state === 'ended');
  return (
    <PageFrame {...frame} title={t.title}>
      {did === 'giao' ? <Notice tone="ok" title={t.didDelegate} /> : null}
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="govuk-body">{t.lead}</p>
      <h2 className="govuk-heading-m">{t.asAgent}</h2>
      {asAgent.length === 0 ? <p className="govuk-body">{t.noneAsAgent}</p> : null}
      {asAgent.map((one) => (
        <Card key={one.id} mandate={one} name={one.principal.name} t={t} mine />
      ))}
      {asAgent.some((one) => one.state === 'standing') ? (
        <Button href="/cua-toi/thay-mat" look="secondary">
          {t.actNow}
        </Button>
      ) : null}
      {organisations.map(({ organisation, staff }) => (
        <section key={organisation.id} aria-labelledby={organisation.id}>
          <h2 className="govuk-heading-m" id={organisation.id}>
            {say(t.staffOf, { organisation: organisation.name })}
          </h2>
          {staff.length === 0 ? <p className="govuk-body">{t.noStaff}</p> : null}
          {staff.map((one) => (
            <Card key={one.id} mandate={one} name={one.agent.name} t={t} />
          ))}
          <Button href={`/cua-toi/uy-quyen/moi?to-chuc=${organisation.id}`} look="secondary">
            {t.giveStaff}
          </Button>
        </section>
      ))}
      <h2 className="govuk-heading-m">{t.asPrincipal}</h2>
      {open.length === 0 ? <p className="govuk-body">{t.noneAsPrincipal}</p> : null}
      {open.map((one) => (
        <Card key={one.id} mandate={one} name={one.agent.name} t={t} />
      ))}
      <ButtonGroup>
        <Button href="/cua-toi/uy-quyen/moi">{t.give}</Button>
      </ButtonGroup>
      {over.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">{t.ended}</h3>
          {over.map((one) => (
            <Card key={one.id} mandate={one} name={one.agent.name} t={t} />
          ))}
        </>
      ) : null}
      <h2 className="govuk-heading-m">{t.uses}</h2>
      {uses.length === 0 ? <p className="govuk-body">{t.noUses}</p> : null}
      {uses.length > 0 ? (
        <SummaryList
          rows={uses.map((use) => ({
            key: when(use.at),
            value: (
              <>
                {sayUse(use, t)}
                {use.subject.startsWith('dossier:') ? (
                  <>
                    {'. '}
                    <a className="govuk-link" href={`/cua-toi/ho-so/${use.subject.slice('dossier:'.length)}`}>
                      {t.openDossier}
                      <span className="govuk-visually-hidden"> {use.label}</span>
                    </a>
                  </>
                ) : null}
              </>
            ),
          }))}
        />
      ) : null}
      {next ? <Pagination next={`/cua-toi/uy-quyen?sau=${next}`} label={t.older} /> : null}
    </PageFrame>
  );
}

function Card({ mandate, name, t, mine }: { mandate: MandateView; name: string; t: MandateWords; mine?: boolean }) {
  const { state } = mandate;
  const label = state === 'waiting' && mine ? t.waitingForMe : t[state];
  return (
    <article className="lt-card">
      <h3 className="govuk-heading-s">
        <a className="govuk-link" href={`/cua-toi/uy-quyen/${mandate.id}`}>
          {name}
        </a>
      </h3>
      <p className="govuk-body">
        {t[mandate.kind]} <Tag tone={toneOf(state)}>{label}</Tag>
      </p>
      <p className="lt-muted">
        {t.to}: {mandate.validTo ? formatDate(mandate.validTo) : t.noEnd}
      </p>
    </article>
  );
}
