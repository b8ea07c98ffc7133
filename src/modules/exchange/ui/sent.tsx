import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import { DataTable, frameData, Pagination, SearchBox, StatBar, Tag, type Column } from '#ui/index.ts';
import { listSent } from '../contract.ts';
import { AxisFrame } from './axis-frame.tsx';
import { frameOfficer, placeOf } from './officer.ts';
import { kindWord, priorityWord, words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

const path = '/can-bo/truc/di';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const q = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 200);
  const page = await api.call(listSent, { query: { ...placeOf(request), ...(q ? { q } : {}) } });
  return { frame: frameData(api, request), officer: frameOfficer(api), q, isFirst: !placeOf(request).before, ...page };
}

type Row = AnswerOf<typeof listSent>['consignments'][number];

function columnsOf(locale: 'vi' | 'en'): Column<Row>[] {
  const t = words(locale);
  return [
    {
      key: 'notation',
      heading: t.notation,
      rowHeading: true,
      cell: (row) => (
        <a className="govuk-link lt-code" href={`/can-bo/truc/van-ban/${row.consignmentId}`}>
          {row.notation}
        </a>
      ),
    },
    {
      key: 'subject',
      heading: t.subject,
      cell: (row) => (row.kind === 'new' ? row.subject : `${kindWord(t, row.kind)}: ${row.subject}`),
    },
    {
      key: 'urgency',
      heading: t.urgency,
      cell: (row) => (row.priority > 0 ? <Tag tone="bad">{priorityWord(t, row.priority)}</Tag> : t.priority0),
    },
    { key: 'sentAt', heading: t.sentAt, cell: (row) => formatDateTime(row.acceptedAt) },
    {
      key: 'reached',
      heading: t.reached,
      cell: (row) => (
        <>
          {say(t.reachedOf, { delivered: row.delivered, recipients: row.recipients })}
          {row.stuck > 0 ? (
            <>
              {' '}
              <Tag tone="bad">{say(t.stuckOf, { stuck: row.stuck })}</Tag>
            </>
          ) : null}
        </>
      ),
    },
  ];
}

export default function SentPage() {
  const { frame, officer, q, isFirst, consignments, next } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  useLive(`exchange.inbox:${officer.agencyId}`);
  const sum = (what: 'recipients' | 'delivered' | 'stuck'): number =>
    consignments.reduce((total, row) => total + row[what], 0);
  const here = q ? `${path}?q=${encodeURIComponent(q)}` : path;
  return (
    <AxisFrame frame={frame} officer={officer} here="sent" title={t.sentTitle}>
      <SearchBox action={path} label={t.find} value={q} />
      {consignments.length > 0 ? (
        <StatBar
          label={t.copies}
          parts={[
            { label: t.delivered, value: sum('delivered'), tone: 'ok' },
            { label: t.queued, value: sum('recipients') - sum('delivered') - sum('stuck'), tone: 'wait' },
            { label: t.failed, value: sum('stuck'), tone: 'bad' },
          ]}
        />
      ) : null}
      <DataTable
        caption={q ? say(t.captionFound, { q }) : t.captionSent}
        columns={columnsOf(frame.locale)}
        rows={consignments}
        rowKey={(row) => row.consignmentId}
        empty={q ? t.noneFound : t.noneSent}
      />
      {q || !isFirst ? (
        <p className="govuk-body">
          <a className="govuk-link" href={path}>
            {t.first}
          </a>
        </p>
      ) : null}
      <Pagination next={next ? `${here}${q ? '&' : '?'}truoc=${next}` : undefined} />
    </AxisFrame>
  );
}
