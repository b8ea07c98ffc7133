import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate, formatDateTime, vnTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { DataTable, frameData, NoScriptNote, Sparkline, StaffFrame, StatBar, StatFigure, Timeline } from '#ui/index.ts';
import { getBoard } from '../contract.ts';
import { happeningWords, words } from './words.ts';

export const handle = { hydrate: true };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { actor } = api;
  const officer =
    actor.kind === 'officer'
      ? { name: actor.name, position: actor.position, rights: [...actor.rights], agencyName: actor.agencyName ?? '' }
      : { name: '', position: '', rights: [], agencyName: '' };
  return { frame: frameData(api, request), officer, board: await api.call(getBoard) };
}

export default function BoardPage() {
  const { frame, officer, board } = useLoaderData<typeof loader>();
  const connected = useLive('command.board:all');
  const t = words(frame.locale);
  const said = happeningWords(frame.locale);
  const { today } = board;
  const number = (n: number): string => n.toLocaleString(frame.locale === 'en' ? 'en' : 'vi');
  return (
    <StaffFrame
      title={t.title}
      locale={frame.locale}
      path={frame.path}
      actor={officer}
      agencyName={officer.agencyName}
      aside={
        <section aria-labelledby="happenings">
          <h2 className="govuk-heading-m" id="happenings">
            {t.happenings}
          </h2>
          {board.happenings.length === 0 ? <p className="govuk-body">{t.nothing}</p> : null}
          <Timeline
            headingLevel={3}
            entries={board.happenings.map((one) => ({
              id: one.id,
              title: said[one.kind as keyof typeof said] ?? one.kind,
              when: vnTime(new Date(one.at)),
              at: one.at,
              who: one.agency,
            }))}
          />
        </section>
      }
    >
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="govuk-body lt-muted">
        {t.scope}: <strong>{board.scope.name}</strong> · {t.asOf} {formatDateTime(board.asOf)}
        {connected ? ` · ● ${t.live}` : ''}
      </p>
      <NoScriptNote />
      <h2 className="govuk-heading-m">{t.today}</h2>
      <div className="lt-figures" aria-live="off">
        <StatFigure value={number(today.filed)} label={t.filed} />
        <StatFigure value={number(today.accepted)} label={t.accepted} />
        <StatFigure value={number(board.inHand)} label={t.inHand} />
        <StatFigure value={number(today.resolved)} label={t.resolved} />
        <StatFigure value={number(today.births)} label={t.births} />
        <StatFigure value={number(today.numbers)} label={t.numbers} />
        <StatFigure value={number(today.certificates)} label={t.certificates} />
      </div>
      <StatBar
        label={t.timeliness}
        parts={[
          { label: t.onTime, value: today.onTime, tone: 'ok' },
          { label: t.late, value: today.late, tone: 'bad' },
        ]}
      />
      <h2 className="govuk-heading-m">{t.fortnight}</h2>
      <div className="lt-grid">
        <figure className="lt-card">
          <figcaption className="govuk-body">
            {t.filedByDay} ({formatDate(board.days[0]?.day ?? board.asOf)} – {formatDate(board.asOf)})
          </figcaption>
          <Sparkline label={t.filedByDay} values={board.days.map((day) => day.filed)} width={320} height={72} />
        </figure>
        <figure className="lt-card">
          <figcaption className="govuk-body">{t.resolvedByDay}</figcaption>
          <Sparkline label={t.resolvedByDay} values={board.days.map((day) => day.resolved)} width={320} height={72} />
        </figure>
        <figure className="lt-card">
          <figcaption className="govuk-body">{t.byHour}</figcaption>
          <Sparkline label={t.byHour} values={board.hours} width={320} height={72} />
        </figure>
      </div>
      <DataTable
        caption={t.agencies}
        columns={[
          { key: 'name', heading: t.agency, rowHeading: true, cell: (row) => row.name },
          { key: 'filed', heading: t.filed, numeric: true, cell: (row) => row.filed },
          { key: 'resolved', heading: t.resolved, numeric: true, cell: (row) => row.resolved },
          { key: 'births', heading: t.births, numeric: true, cell: (row) => row.births },
        ]}
        rows={board.agencies}
        rowKey={(row) => row.id}
        empty={t.noAgencies}
      />
    </StaffFrame>
  );
}
