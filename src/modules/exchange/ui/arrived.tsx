import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import { DataTable, frameData, Pagination, StaffFrame, Tag, type Column } from '#ui/index.ts';
import { businessNames } from '../business.ts';
import { listArrived } from '../contract.ts';
import { AxisNav } from './axis-nav.tsx';
import { frameOfficer, placeOf } from './officer.ts';
import { kindWord, priorityWord, words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

const path = '/can-bo/truc';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const everything = new URL(request.url).searchParams.get('xem') === 'tat-ca';
  const page = await api.call(listArrived, {
    query: { ...placeOf(request), ...(everything ? {} : { waiting: true }) },
  });
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    everything,
    isFirst: !placeOf(request).before,
    ...page,
  };
}

type Row = AnswerOf<typeof listArrived>['arrived'][number];

function columnsOf(locale: 'vi' | 'en'): Column<Row>[] {
  const t = words(locale);
  return [
    {
      key: 'notation',
      heading: t.notation,
      rowHeading: true,
      cell: (row) => (
        <a className="govuk-link lt-code" href={`${path}/van-ban/${row.consignmentId}`}>
          {row.notation}
        </a>
      ),
    },
    {
      key: 'subject',
      heading: t.subject,
      cell: (row) => (row.kind === 'new' ? row.subject : `${kindWord(t, row.kind)}: ${row.subject}`),
    },
    { key: 'sender', heading: t.sender, cell: (row) => row.from.name },
    {
      key: 'urgency',
      heading: t.urgency,
      cell: (row) => (row.priority > 0 ? <Tag tone="bad">{priorityWord(t, row.priority)}</Tag> : t.priority0),
    },
    { key: 'arrivedAt', heading: t.arrivedAt, cell: (row) => formatDateTime(row.arrivedAt) },
    {
      key: 'state',
      heading: t.state,
      cell: (row) =>
        row.asked ? (
          <Tag tone="wait">{kindWord(t, row.asked)}</Tag>
        ) : row.business ? (
          <Tag tone={row.business === '06' ? 'ok' : row.business === '02' ? 'bad' : 'now'}>
            {businessNames[row.business][locale]}
          </Tag>
        ) : (
          t.notYet
        ),
    },
  ];
}

export default function ArrivedPage() {
  const { frame, officer, everything, isFirst, arrived, waiting, next } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  useLive(`exchange.inbox:${officer.agencyId}`);
  const here = everything ? `${path}?xem=tat-ca` : path;
  return (
    <StaffFrame title={t.arrivedTitle} locale={frame.locale} path={frame.path} {...officer}>
      <h1 className="govuk-heading-l">{t.arrivedTitle}</h1>
      <AxisNav here="arrived" locale={frame.locale} rights={officer.actor.rights} />
      <p className="govuk-body">
        <a className="govuk-link" href={path} aria-current={everything ? undefined : 'true'}>
          {t.onlyWaiting} ({waiting})
        </a>
        {' · '}
        <a className="govuk-link" href={`${path}?xem=tat-ca`} aria-current={everything ? 'true' : undefined}>
          {t.everything}
        </a>
      </p>
      <DataTable
        caption={everything ? t.captionAll : t.captionWaiting}
        columns={columnsOf(frame.locale)}
        rows={arrived}
        rowKey={(row) => row.deliveryId}
        empty={everything ? t.noneArrived : t.noneWaiting}
      />
      {isFirst ? null : (
        <p className="govuk-body">
          <a className="govuk-link" href={here}>
            {t.first}
          </a>
        </p>
      )}
      <Pagination next={next ? `${here}${everything ? '&' : '?'}${say('truoc={next}', { next })}` : undefined} />
    </StaffFrame>
  );
}
