import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, DataTable, frameData, StaffFrame, Tag, type Column } from '#ui/index.ts';
import { listSystems } from '../contract.ts';
import { frameOfficer } from './parts/desk.tsx';
import { rightWord, stateTones, words } from './words.ts';

export const handle = { look: 'staff' };

type Line = AnswerOf<typeof listSystems>['systems'][number];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  return { frame: frameData(api, request), officer: frameOfficer(api), ...(await api.call(listSystems)) };
}

function columnsOf(locale: 'vi' | 'en', own: boolean): Column<Line>[] {
  const t = words(locale);
  const columns: Column<Line>[] = [
    {
      key: 'name',
      heading: t.system,
      rowHeading: true,
      cell: (row) =>
        own ? (
          <a className="govuk-link" href={`/can-bo/he-thong/${row.systemId}`}>
            {row.name}
          </a>
        ) : (
          row.name
        ),
    },
    { key: 'state', heading: t.state, cell: (row) => <Tag tone={stateTones[row.state]}>{t[row.state]}</Tag> },
    {
      key: 'rights',
      heading: t.rights,
      cell: (row) => row.rights.map((right) => rightWord(t, right)).join('; ') || t.noRights,
    },
    {
      key: 'keys',
      heading: t.proof,
      cell: (row) =>
        `${row.keysInForce > 0 ? say(t.keysInForce, { n: row.keysInForce }) : t.noKeys}${row.hasSecret ? `; ${t.withSecret}` : ''}`,
    },
    {
      key: 'seen',
      heading: t.lastSeen,
      cell: (row) => (row.lastSeen ? formatDateTime(row.lastSeen.at) : t.neverSeen),
    },
  ];
  if (!own) columns.splice(1, 0, { key: 'agency', heading: t.ofAgency, cell: (row) => row.agency.name });
  return columns;
}

/** The programs that speak for this agency: its own, and those of others. */
export default function SystemsPage() {
  const { frame, officer, systems, speakForUs } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <StaffFrame title={t.title} locale={frame.locale} path={frame.path} {...officer}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="govuk-body">{t.lead}</p>
      <Button href="/can-bo/he-thong/moi">{t.registerNew}</Button>
      <DataTable
        caption={t.ours}
        columns={columnsOf(frame.locale, true)}
        rows={systems}
        rowKey={(row) => row.systemId}
        empty={t.noneOurs}
      />
      {speakForUs.length > 0 ? (
        <>
          <DataTable
            caption={t.forUs}
            columns={columnsOf(frame.locale, false)}
            rows={speakForUs}
            rowKey={(row) => row.systemId}
          />
          <p className="govuk-body">{t.forUsNote}</p>
        </>
      ) : null}
      <p className="govuk-body">
        <a className="govuk-link" href="/can-bo/he-thong/kiem-tra-chu-ky">
          {t.toCheck}
        </a>
      </p>
    </StaffFrame>
  );
}
