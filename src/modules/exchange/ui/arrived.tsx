import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  DataTable,
  Details,
  frameData,
  Notice,
  Pagination,
  Places,
  Tag,
  TextField,
  type Column,
} from '#ui/index.ts';
import { businessNames } from '../delivery/business.ts';
import { listArrived } from '../contract.ts';
import { actOn, typedOf, type Typed } from './act-on-delivery.ts';
import { AxisFrame } from './axis-frame.tsx';
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
    did: new URL(request.url).searchParams.has('xong'),
    isFirst: !placeOf(request).before,
    ...page,
  };
}

/** A request of the sender is answered where it is seen. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const tried = await actOn(api, form);
  if (tried.ok) throw redirect(`${path}?xong=1`, 303);
  return data({ title: tried.problem.title, typed: typedOf(form) }, { status: tried.problem.status });
}

type Row = AnswerOf<typeof listArrived>['arrived'][number];

function columnsOf(locale: 'vi' | 'en', mayAnswer: boolean, typed: Typed | undefined): Column<Row>[] {
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
          <AskedCell row={row} locale={locale} mayAnswer={mayAnswer} typed={typed} />
        ) : row.business ? (
          <Tag tone={row.business === '06' ? 'ok' : row.business === '02' ? 'bad' : 'now'}>
            {businessNames[row.business][locale]}
          </Tag>
        ) : (
          t.notYet
        ),
    },
    {
      key: 'register',
      heading: t.inRegister,
      cell: ({ incoming, kind }) =>
        incoming ? (
          <a className="govuk-link" href={`/can-bo/van-ban/den/${incoming.id}`}>
            {incoming.number === null ? t.toRegister : say(t.inRegisterNo, { number: incoming.number })}
          </a>
        ) : kind === 'new' ? (
          t.notInRegister
        ) : (
          '–'
        ),
    },
  ];
}

/** What the sender asks and why; one click agrees, declining wants a reason. */
function AskedCell({
  row,
  locale,
  mayAnswer,
  typed,
}: {
  row: Row;
  locale: 'vi' | 'en';
  mayAnswer: boolean;
  typed: Typed | undefined;
}) {
  const t = words(locale);
  const mine = typed?.deliveryId === row.deliveryId;
  return (
    <>
      <Tag tone="wait">{kindWord(t, row.asked ?? 'new')}</Tag>
      <p className="govuk-body">{row.askedReason}</p>
      {mayAnswer ? (
        <>
          <StaffForm>
            <input type="hidden" name="ban" value={row.deliveryId} />
            <Button name="viec" value="tra-loi:dong-y">
              {t.agree}
            </Button>
          </StaffForm>
          <Details summary={t.declineWhy} open={mine}>
            <StaffForm>
              <input type="hidden" name="ban" value={row.deliveryId} />
              <TextField
                name="ghi-chu"
                id={`ly-do-${row.deliveryId}`}
                label={t.reason}
                value={mine ? (typed?.note ?? '') : ''}
              />
              <Button look="secondary" name="viec" value="tra-loi:khong">
                {t.decline}
              </Button>
            </StaffForm>
          </Details>
        </>
      ) : null}
    </>
  );
}

export default function ArrivedPage() {
  const { frame, officer, everything, did, isFirst, arrived, waiting, next } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = words(frame.locale);
  useLive(`exchange.inbox:${officer.agencyId}`);
  const here = everything ? `${path}?xem=tat-ca` : path;
  return (
    <AxisFrame frame={frame} officer={officer} here="arrived" title={t.arrivedTitle} error={refused !== undefined}>
      {refused ? <Notice tone="bad" alert title={refused.title} /> : did ? <Notice tone="ok" title={t.did} /> : null}
      <Places
        label={t.filters}
        places={[
          { href: path, text: `${t.onlyWaiting} (${waiting})`, here: !everything },
          { href: `${path}?xem=tat-ca`, text: t.everything, here: everything },
        ]}
      />
      <DataTable
        caption={everything ? t.captionAll : t.captionWaiting}
        columns={columnsOf(frame.locale, officer.actor.rights.includes('exchange.receive'), refused?.typed)}
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
    </AxisFrame>
  );
}
