import type { LoaderFunctionArgs } from 'react-router';
import { listLifeEvents, listProcedures } from '#modules/procedures/contract.ts';
import { apiOf } from '#platform/web/api.ts';
import { PageFrame, SearchBox } from '#ui/index.ts';
import { homeWords } from './home-words.ts';
import type { PageProps } from './page-data.ts';
import { LifeEventIcon } from './parts/life-event-icon.tsx';
import { ProcedureList } from './parts/procedure-list.tsx';
import { TrackingBox } from './parts/tracking-box.tsx';
import { said } from './parts/said.tsx';
import { portalFrame } from './portal-frame.ts';

export const handle = { cache: { tags: ['procedures'] } };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const [{ procedures }, citizen, business] = await Promise.all([
    api.call(listProcedures),
    api.call(listLifeEvents, { query: { kind: 'citizen' } }),
    api.call(listLifeEvents, { query: { kind: 'business' } }),
  ]);
  return {
    frame: await portalFrame(api, request),
    fileable: procedures.filter((procedure) => procedure.fileable),
    citizenEvents: citizen.lifeEvents,
    businessEvents: business.lifeEvents,
  };
}

/** The front page: a box to search, what can be filed, life events, tracking, and a few facts worth knowing. */
export default function HomePage({ loaderData }: PageProps<typeof loader>) {
  const { frame, fileable, citizenEvents, businessEvents } = loaderData;
  const { locale } = frame;
  const t = homeWords[locale];
  const hero = (
    <div className="govuk-width-container">
      <h1>{t.heading}</h1>
      <SearchBox action="/tim" label={t.searchLabel} labelHidden hint={t.searchHint} big />
    </div>
  );
  return (
    <PageFrame {...frame} title={t.title} description={t.description} hero={hero} wide>
      <div className="lt-two">
        <section>
          <h2 className="govuk-heading-l">{t.online}</h2>
          <ProcedureList procedures={fileable} locale={locale} />
        </section>
        <section className="lt-box">
          <h2 className="govuk-heading-m">{t.track}</h2>
          <TrackingBox locale={locale} />
        </section>
      </div>

      <section>
        <h2 className="govuk-heading-l">{t.life}</h2>
        <ul className="lt-grid lt-cards">
          {citizenEvents.map((event) => (
            <li key={event.code} className="lt-card lt-card--icon">
              <LifeEventIcon code={event.code} />
              <div>
                <a className="lt-card__link" href={`/su-kien/${event.code}`}>
                  {said(event.name, locale)}
                </a>
                <p className="lt-card__text">{said(event.description, locale)}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>

      <section>
        <h2 className="govuk-heading-l">{t.business}</h2>
        <ul className="lt-links">
          {businessEvents.map((event) => (
            <li key={event.code}>
              <a className="govuk-link" href={`/su-kien/${event.code}`}>
                {said(event.name, locale)}
              </a>
            </li>
          ))}
        </ul>
      </section>

      <section>
        <h2 className="govuk-heading-l">{t.know}</h2>
        <ul className="lt-facts">
          {t.facts.map((fact) => (
            <li key={fact.title}>
              <h3 className="govuk-heading-s">{fact.title}</h3>
              <p>{fact.text}</p>
              <p className="lt-muted lt-small">{fact.source}</p>
            </li>
          ))}
        </ul>
      </section>
    </PageFrame>
  );
}
