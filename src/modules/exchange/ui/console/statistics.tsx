import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { isId } from '#platform/id.ts';
import { addDays, formatDateTime, vnDate } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import {
  Button,
  ButtonGroup,
  DataTable,
  DateField,
  frameData,
  Notice,
  readDate,
  SelectField,
  TimePlot,
  type Column,
} from '#ui/index.ts';
import { businessNames } from '../../delivery/business.ts';
import { getStatistics, type Figures, type StatisticsQuery } from '../../contract.ts';
import { AxisFrame } from '../axis-frame.tsx';
import { frameOfficer } from '../officer.ts';
import { words } from '../words.ts';
import { lengthWords } from './copy-words.ts';
import { consoleWords, type ConsoleWords } from './words.ts';

export const handle = { look: 'staff' };

const path = '/can-bo/truc/thong-ke';
const steps = ['month', 'quarter', 'year'] as const;

/** What the address asks for; unless told, the last twelve months by the month. */
function queryOf(request: Request): { query: StatisticsQuery; wrong: boolean } {
  const search = new URL(request.url).searchParams;
  const form = new FormData();
  for (const [name, value] of search) form.append(name, value);
  const today = vnDate(new Date());
  const [from, to] = [readDate(form, 'tu'), readDate(form, 'den')];
  const co = search.get('co') ?? '';
  return {
    wrong: (!from.empty && !from.iso) || (!to.empty && !to.iso),
    query: {
      from: from.iso ?? `${addDays(`${today.slice(0, 7)}-01`, -334).slice(0, 7)}-01`,
      to: to.iso ?? today,
      step: steps.find((one) => one === search.get('theo')) ?? 'month',
      side: search.get('chieu') === 'recipient' ? 'recipient' : 'sender',
      ...(isId(co) ? { agencyId: co } : {}),
    },
  };
}

const addressOf = ({ from, to, step, side }: StatisticsQuery, agencyId?: string): string => {
  const parts = (name: string, date: string): Record<string, string> => ({
    [`${name}-day`]: date.slice(8),
    [`${name}-month`]: date.slice(5, 7),
    [`${name}-year`]: date.slice(0, 4),
  });
  const asked = { ...parts('tu', from), ...parts('den', to), theo: step, chieu: side };
  return `${path}?${new URLSearchParams({ ...asked, ...(agencyId ? { co: agencyId } : {}) }).toString()}`;
};

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { query, wrong } = queryOf(request);
  const backwards = query.from > query.to;
  const found = await api.call(getStatistics, { query: backwards ? { ...query, to: query.from } : query });
  return { frame: frameData(api, request), officer: frameOfficer(api), query, wrong: wrong || backwards, found };
}

export default function StatisticsPage() {
  const { frame, officer, query, wrong, found } = useLoaderData<typeof loader>();
  const { locale } = frame;
  const t = consoleWords(locale);
  const place = found.agency?.name ?? t.everybody;
  const sheet = new URLSearchParams({
    from: query.from,
    to: query.to,
    step: query.step,
    side: query.side,
    ...(query.agencyId ? { agencyId: query.agencyId } : {}),
  });
  const series = (tone: 'plain' | 'ok' | 'bad', label: string, of: (one: Figures) => number) => ({
    label,
    tone,
    values: found.periods.map(({ figures }) => of(figures)),
  });
  return (
    <AxisFrame frame={frame} officer={officer} here="statistics" title={t.statistics} error={wrong}>
      {wrong ? <Notice tone="bad" alert title={t.wrongDates} /> : null}
      <form method="get" action={path} className="lt-not-printed">
        {query.agencyId ? <input type="hidden" name="co" value={query.agencyId} /> : null}
        <div className="lt-grid">
          <DateField name="tu" label={t.from} value={query.from} />
          <DateField name="den" label={t.to} value={query.to} />
          <SelectField
            name="theo"
            label={t.step}
            value={query.step}
            placeholder={null}
            options={steps.map((value) => ({ value, label: t[value] }))}
          />
          <SelectField
            name="chieu"
            label={t.side}
            value={query.side}
            placeholder={null}
            options={[
              { value: 'sender', label: t.sent },
              { value: 'recipient', label: t.received },
            ]}
          />
        </div>
        <ButtonGroup>
          <Button look="secondary">{t.show}</Button>
          <Button look="link" href={`/api/exchange/statistics/sheet?${sheet.toString()}`}>
            {t.excel}
          </Button>
        </ButtonGroup>
      </form>
      <h2 className="govuk-heading-m">
        {`${place}: ${query.side === 'sender' ? t.sent : t.received}`.replace(/: (.)/u, (text) =>
          text.toLocaleLowerCase(locale),
        )}
      </h2>
      {found.parent ? (
        <p className="govuk-body">
          <a className="govuk-link" href={addressOf(query, found.parent.id)}>
            {say(t.upTo, { name: found.parent.name })}
          </a>
        </p>
      ) : null}
      <p className="govuk-body lt-muted">{t.whatCounts}</p>
      {found.periods.length > 0 ? (
        <TimePlot
          label={t.plot}
          series={[
            series('plain', t.sentCopies, (one) => one.copies),
            series('ok', t.finished, (one) => one.codes['06']),
            series('bad', t.refused, (one) => one.codes['02']),
          ]}
          marks={found.periods
            .map(({ period }, index): [number, string] => [index, periodWords(period, t)])
            .filter((_mark, index) => index % Math.ceil(found.periods.length / 6) === 0)}
        />
      ) : null}
      <DataTable
        caption={t.byPeriod}
        rows={[...found.periods, ...(found.periods.length > 1 ? [{ period: '', figures: found.total }] : [])]}
        rowKey={(row) => row.period || 'total'}
        empty={t.noData}
        columns={[
          {
            key: 'period',
            heading: t.period,
            rowHeading: true,
            cell: (row) => (row.period ? periodWords(row.period, t) : t.total),
          },
          ...figureColumns<{ figures: Figures }>(t, locale),
        ]}
      />
      <DataTable
        caption={t.times}
        rows={(['01', '03', '06'] as const).map((code) => ({ code, took: found.total.minutesTo[code] }))}
        rowKey={(row) => row.code}
        columns={[
          {
            key: 'code',
            heading: t.milestone,
            rowHeading: true,
            cell: (row) => `${businessNames[row.code][locale]} (${row.code})`,
          },
          {
            key: 'median',
            heading: t.median,
            cell: (row) => (row.took ? lengthWords(row.took.median, locale) : '–'),
          },
          { key: 'p90', heading: t.p90, cell: (row) => (row.took ? lengthWords(row.took.p90, locale) : '–') },
        ]}
      />
      <DataTable
        caption={t.byAgency}
        rows={found.agencies}
        rowKey={(row) => `${row.agency.id} ${row.itself}`}
        empty={t.noData}
        columns={[agencyColumn(t, query), ...figureColumns<{ figures: Figures }>(t, locale)]}
      />
      <p className="govuk-body lt-muted">
        {found.countedAt ? say(t.countedAt, { at: formatDateTime(found.countedAt) }) : t.neverCounted}{' '}
        {found.uncounted > 0 ? say(t.yetToCount, { n: found.uncounted.toLocaleString(locale) }) : null}{' '}
        {words(locale).statisticsNote}
      </p>
    </AxisFrame>
  );
}

/** '2026-11' → '11/2026', '2026-Q4' → 'Quý 4/2026', '2026' as it is. */
function periodWords(period: string, t: ConsoleWords): string {
  const [year = '', part] = period.split('-');
  if (!part) return year;
  return part.startsWith('Q') ? `${t.quarter} ${part.slice(1)}/${year}` : `${part}/${year}`;
}

function figureColumns<Row extends { figures: Figures }>(t: ConsoleWords, locale: 'vi' | 'en'): Column<Row>[] {
  const column = (key: string, heading: string, of: (one: Figures) => number): Column<Row> => ({
    key,
    heading,
    numeric: true,
    cell: ({ figures }) => of(figures).toLocaleString(locale),
  });
  return [
    column('documents', t.documents, (one) => one.documents),
    column('copies', t.sentCopies, (one) => one.copies),
    column('01', t.arrived, (one) => one.codes['01']),
    column('02', t.refused, (one) => one.codes['02']),
    column('03', t.registered, (one) => one.codes['03']),
    column('04', t.assigned, (one) => one.codes['04']),
    column('05', t.inProgress, (one) => one.codes['05']),
    column('06', t.finished, (one) => one.codes['06']),
    column('stuck', t.stuck, (one) => one.rejected + one.expired + one.failed),
    column('due', t.due, (one) => one.withDue),
    column('on-time', t.onTime, (one) => one.onTime),
    column('late', t.late, (one) => one.late),
    column('taken', t.taken, (one) => one.takenBack),
  ];
}

type AgencyLine = AnswerOf<typeof getStatistics>['agencies'][number];

/** An agency's name leads to its own figures. */
function agencyColumn(t: ConsoleWords, query: StatisticsQuery): Column<AgencyLine> {
  return {
    key: 'agency',
    heading: t.agency,
    rowHeading: true,
    cell: (row) =>
      row.itself ? (
        t.itself
      ) : (
        <>
          <a className="govuk-link" href={addressOf(query, row.agency.id)}>
            {row.agency.name}
          </a>{' '}
          {row.below > 0 ? <span className="lt-muted">{say(t.below, { n: row.below })}</span> : null}
        </>
      ),
  };
}
