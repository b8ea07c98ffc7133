import { data, type LoaderFunctionArgs } from 'react-router';
import { trackDossier, type PublicTrack } from '#modules/counter/contract.ts';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { apiOf } from '#platform/web/api.ts';
import { errorsOf, Notice, PageFrame, SummaryList, Tag, type Locale, type Tone } from '#ui/index.ts';
import { queryText } from '../query-text.ts';
import type { PageProps } from './page-data.ts';
import { DossierRoad } from './parts/dossier-road.tsx';
import { TrackingBox } from './parts/tracking-box.tsx';
import { trackingWords } from './tracking-words.ts';
import { portalFrame } from './portal-frame.ts';

type Fault = 'empty' | 'malformed' | 'unknown' | 'slowDown';

const faults: Record<string, Fault> = {
  'counter.malformed-code': 'malformed',
  'counter.unknown-code': 'unknown',
  'platform.bad-input': 'malformed',
  'platform.too-many-requests': 'slowDown',
};

type Found = { typed: string; track: PublicTrack | undefined; fault: Fault | undefined };

// Never cached: the state of a dossier changes, and a code in a shared cache would outlive its reader.
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const frame = await portalFrame(api, request);
  const given = new URL(request.url).searchParams.get('ma');
  const typed = queryText(given);
  const nothing: Found = { typed, track: undefined, fault: undefined };
  if (given === null) return { frame, ...nothing };
  if (typed === '') return data({ frame, ...nothing, fault: 'empty' as Fault }, { status: 400 });
  const tried = await api.try(trackDossier, { query: { code: typed.slice(0, 100) } });
  if (tried.ok) return { frame, ...nothing, track: tried.answer };
  const fault = faults[tried.problem.code];
  if (fault === undefined) throw data(tried.problem, { status: tried.problem.status });
  return data({ frame, ...nothing, fault }, { status: tried.problem.status });
}

/** Where is my dossier? A code in, a picture out; no name, no paper. */
export default function TrackingPage({ loaderData }: PageProps<typeof loader>) {
  const { frame, typed, track, fault } = loaderData;
  const t = trackingWords[frame.locale];
  if (track) return <TrackFound loaderData={loaderData} track={track} />;
  const error = fault ? t[fault] : undefined;
  return (
    <PageFrame {...frame} title={t.title} errors={errorsOf({ ma: error })}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="lt-lead">{t.lead}</p>
      <TrackingBox locale={frame.locale} value={typed} error={error} />
      {fault === 'unknown' ? (
        <>
          <h2 className="govuk-heading-m">{t.unknownTitle}</h2>
          <ul className="govuk-list govuk-list--bullet">
            {t.unknownWays.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h2 className="govuk-heading-m">{t.qrTitle}</h2>
      <p>{t.qr}</p>
    </PageFrame>
  );
}

function TrackFound({ loaderData: { frame }, track }: PageProps<typeof loader> & { track: PublicTrack }) {
  const { locale } = frame;
  const t = trackingWords[locale];
  return (
    <PageFrame {...frame} title={t.titleFor(track.code)} wide>
      <p className="lt-muted lt-over">{track.procedureName[locale]}</p>
      <h1 className="govuk-heading-l lt-code">{track.code}</h1>
      <p className="lt-lead">
        <Tag tone={toneOf(track)}>{track.stateLabel[locale]}</Tag>
      </p>
      {track.waitingFor ? (
        <Notice tone="warning" title={track.waitingFor[locale]}>
          {t.waitingText}
        </Notice>
      ) : null}
      {track.isOverdue ? (
        <Notice tone="bad" title={t.overdue}>
          {t.overdueText}
        </Notice>
      ) : null}
      {track.waitingFor ? null : <p className="lt-lead">{t.advice[track.state]}</p>}
      <div className="lt-two">
        <section>
          <h2 className="govuk-heading-m">{t.road}</h2>
          <DossierRoad track={track} label={t.road} locale={locale} />
        </section>
        <section>
          <h2 className="govuk-heading-m">{t.facts}</h2>
          <SummaryList rows={factRows(track, locale)} />
          <p>
            <a className="govuk-link" href="/cua-toi/ho-so">
              {t.seeMine}
            </a>
          </p>
          <p className="lt-muted lt-small">{t.privacy}</p>
        </section>
      </div>
      <section className="lt-box">
        <h2 className="govuk-heading-m">{t.another}</h2>
        <TrackingBox locale={locale} />
      </section>
    </PageFrame>
  );
}

function factRows(track: PublicTrack, locale: Locale) {
  const t = trackingWords[locale];
  return [
    { key: t.procedure, value: track.procedureName[locale] },
    { key: isOver(track) ? t.agencyDone : t.agency, value: track.agencyName, lang: locale === 'en' ? 'vi' : undefined },
    { key: t.filed, value: <time dateTime={track.filedOn}>{formatDate(track.filedOn)}</time> },
    {
      key: t.due,
      value: track.dueAt ? (
        <time dateTime={track.dueAt}>{formatDateTime(track.dueAt)}</time>
      ) : (
        <span className="lt-muted">{t.dueUnknown}</span>
      ),
    },
  ];
}

/** Nobody holds a dossier whose road has ended. */
function isOver({ state }: PublicTrack): boolean {
  return ['returned', 'refused', 'rejected_at_reception', 'withdrawn', 'cancelled'].includes(state);
}

function toneOf(track: PublicTrack): Tone {
  if (track.waitingFor) return 'wait';
  if (track.state === 'resolved' || track.state === 'returned') return 'ok';
  if (track.state === 'refused' || track.state === 'rejected_at_reception') return 'bad';
  if (track.state === 'withdrawn' || track.state === 'cancelled') return 'plain';
  return 'now';
}
