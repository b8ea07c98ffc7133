import type { LoaderFunctionArgs } from 'react-router';
import { listLifeEvents, listProcedures, searchProcedures } from '#modules/procedures/contract.ts';
import { apiOf } from '#platform/web/api.ts';
import { Notice, PageFrame, SearchBox } from '#ui/index.ts';
import { queryText } from '../query-text.ts';
import { suggest } from '../suggest.ts';
import type { PageProps } from './page-data.ts';
import { ProcedureList } from './parts/procedure-list.tsx';
import { searchWords } from './search-words.ts';
import { said } from './parts/said.tsx';
import { portalFrame } from './portal-frame.ts';

/** Two letters, digits and a date between dashes: nobody searches for a procedure that way. */
const looksLikeDossierCode = /^[0-9A-Z.]{3,35}\s*[-–—]\s*\d{6,8}\s*[-–—]\s*\d{4,7}$/i;

// Not cached: what people type may be anything, and so many addresses would push real pages out.
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const q = queryText(new URL(request.url).searchParams.get('q'));
  const frame = await portalFrame(api, request);
  const { procedures } = await api.call(listProcedures);
  if (q === '') return { frame, q, results: procedures, suggestion: undefined, lifeEvents: [], isDossierCode: false };
  const found = await api.call(searchProcedures, { query: { q } });
  const results = found.procedures;
  const suggestion =
    results.length === 0
      ? suggest(
          q,
          procedures.flatMap((procedure) => [procedure.name.vi, procedure.description.vi]),
        )
      : undefined;
  const lifeEvents =
    results.length === 0 ? (await api.call(listLifeEvents, { query: { kind: 'citizen' } })).lifeEvents : [];
  return { frame, q, results, suggestion, lifeEvents, isDossierCode: looksLikeDossierCode.test(q) };
}

/** What was found, or what to try where nothing was. */
export default function SearchPage({ loaderData }: PageProps<typeof loader>) {
  const { frame, q, results, suggestion, isDossierCode } = loaderData;
  const t = searchWords[frame.locale];
  return (
    <PageFrame {...frame} title={q === '' ? t.title : t.titleFor(q)}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <SearchBox action="/tim" label={t.label} hint={t.hint} value={q} />
      {isDossierCode ? (
        <Notice title={t.isCode}>
          <a className="govuk-link" href={`/tra-cuu?ma=${encodeURIComponent(q)}`}>
            {t.trackIt}
          </a>
        </Notice>
      ) : null}
      {suggestion ? (
        <p className="lt-lead">
          {t.did}{' '}
          <a className="govuk-link" href={`/tim?q=${encodeURIComponent(suggestion)}`} lang="vi">
            <strong>{suggestion}</strong>
          </a>
        </p>
      ) : null}
      {results.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">{q === '' ? t.all : t.found(results.length)}</h2>
          <ProcedureList procedures={results} locale={frame.locale} />
        </>
      ) : (
        <NothingFound loaderData={loaderData} />
      )}
    </PageFrame>
  );
}

function NothingFound({ loaderData: { frame, q, lifeEvents } }: PageProps<typeof loader>) {
  const t = searchWords[frame.locale];
  return (
    <>
      <h2 className="govuk-heading-m">{t.none(q)}</h2>
      <p>{t.noneHelp}</p>
      <ul className="govuk-list govuk-list--bullet">
        {t.ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      <h2 className="govuk-heading-m">{t.byEvent}</h2>
      <ul className="lt-links">
        {lifeEvents.map((event) => (
          <li key={event.code}>
            <a className="govuk-link" href={`/su-kien/${event.code}`}>
              {said(event.name, frame.locale)}
            </a>
          </li>
        ))}
      </ul>
      <p>{t.askPeople}</p>
    </>
  );
}
