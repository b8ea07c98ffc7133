import { redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { useLive } from '#platform/web/use-live.ts';
import {
  DataTable,
  errorsOf,
  frameData,
  NoScriptNote,
  Pagination,
  Places,
  SearchBox,
  StaffFrame,
  Tag,
  type Column,
} from '#ui/index.ts';
import { findDossierByCode, listQueue } from '../../contract.ts';
import { queueFilters, type QueueFilter } from '../../reading/queue-filters.ts';
import type { QueueRow } from '../../shapes.ts';
import { labelOf } from '../../words.ts';
import { toneOf } from '../parts/tone.ts';
import { frameOfficer } from './officer.ts';
import { focusAlong, useKeys } from '#platform/web/use-keys.ts';
import { useNewRows } from './use-new-rows.ts';
import { words, type StaffWords } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const search = new URL(request.url).searchParams;
  const typed = (search.get('ma') ?? '').trim().slice(0, 100);
  const found = typed ? await api.try(findDossierByCode, { query: { code: typed } }) : undefined;
  if (found?.ok) throw redirect(`/can-bo/ho-so/${found.answer.dossierId}`);
  const wanted = search.get('loc');
  const filter: QueueFilter = queueFilters.find((one) => one === wanted) ?? 'open';
  const after = search.get('sau') ?? undefined;
  const queue = await api.call(listQueue, { query: { filter, ...(after ? { after } : {}) } });
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    queue,
    typed,
    wrong: found && !found.ok ? found.problem.title : undefined,
  };
}

const keys = {
  j: () => focusAlong('[data-row]', 1),
  k: () => focusAlong('[data-row]', -1),
};

/** The officers' list. It follows changes by itself; without JavaScript it is the same list, as of when it was loaded. */
export default function QueuePage() {
  const { frame, officer, queue, typed, wrong } = useLoaderData<typeof loader>();
  const { locale } = frame;
  const t = words(locale);
  const connected = useLive(`counter.queue:${queue.agencyId}`);
  const fresh = useNewRows(
    queue.rows.map((row) => row.dossierId),
    queue.filter,
  );
  useKeys(keys);
  const errors = errorsOf({ ma: wrong });
  return (
    <StaffFrame
      title={t.queue}
      locale={locale}
      path={frame.path}
      {...officer}
      errors={errors}
      keys={[
        { keys: 'J', does: t.keyDown },
        { keys: 'K', does: t.keyUp },
        { keys: 'Enter', does: t.keyEnter },
      ]}
    >
      <h1 className="govuk-heading-l">{t.queue}</h1>
      <SearchBox action="/can-bo" name="ma" label={t.byCode} value={typed} error={errors.of('ma')} />
      <Filters current={queue.filter} counts={queue.counts} t={t} />
      <output className="lt-muted">{connected ? t.liveOn : ''}</output>
      <NoScriptNote>{t.noScript}</NoScriptNote>
      <DataTable
        caption={t[queue.filter]}
        columns={columnsOf(t, locale, fresh)}
        rows={queue.rows}
        rowKey={(row) => row.dossierId}
        empty={t.empty}
      />
      {queue.next ? (
        <Pagination next={`/can-bo?loc=${queue.filter}&sau=${encodeURIComponent(queue.next)}`} label={t.queue} />
      ) : null}
    </StaffFrame>
  );
}

function Filters({ current, counts, t }: { current: QueueFilter; counts: Record<string, number>; t: StaffWords }) {
  return (
    <Places
      label={t.filters}
      places={queueFilters.map((filter) => {
        const count = counts[filter];
        const waiting = count === undefined ? '' : ` (${count >= 1000 ? t.atLeast : count})`;
        return { href: `/can-bo?loc=${filter}`, text: `${t[filter]}${waiting}`, here: filter === current };
      })}
    />
  );
}

function columnsOf(t: StaffWords, locale: 'vi' | 'en', fresh: ReadonlySet<string>): Column<QueueRow>[] {
  return [
    {
      key: 'code',
      heading: t.code,
      rowHeading: true,
      cell: (row) => (
        <span className={fresh.has(row.dossierId) ? 'lt-live' : undefined}>
          <a className="govuk-link lt-code" href={`/can-bo/ho-so/${row.dossierId}`} data-row>
            {row.code}
          </a>{' '}
          {fresh.has(row.dossierId) ? <Tag tone="now">{t.isNew}</Tag> : null}
        </span>
      ),
    },
    { key: 'applicant', heading: t.applicant, cell: (row) => row.applicantName },
    { key: 'procedure', heading: t.procedure, cell: (row) => row.procedureName[locale] },
    {
      key: 'state',
      heading: t.state,
      cell: (row) => {
        const waits = row.stage === 'waiting';
        return <Tag tone={toneOf(row.state, waits)}>{labelOf(row.state, waits ? 'supplement' : null)[locale]}</Tag>;
      },
    },
    {
      key: 'filed',
      heading: t.filedAt,
      cell: (row) => <time dateTime={row.filedAt}>{formatDateTime(row.filedAt)}</time>,
    },
    {
      key: 'due',
      heading: t.dueAt,
      cell: (row) => (
        <>
          {row.answerBy ? (
            say(t.answerUntil, { day: formatDate(row.answerBy) })
          ) : row.dueAt ? (
            <time dateTime={row.dueAt}>{formatDateTime(row.dueAt)}</time>
          ) : (
            '–'
          )}{' '}
          {row.isAnswerLate ? <Tag tone="bad">{t.answerLate}</Tag> : null}
          {row.isOverdue ? <Tag tone="bad">{t.overdue}</Tag> : null}
          {row.isDueToday ? <Tag tone="wait">{t['due-today']}</Tag> : null}
        </>
      ),
    },
  ];
}
