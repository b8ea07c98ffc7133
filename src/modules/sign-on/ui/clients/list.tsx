import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { focusAlong, useKeys } from '#platform/web/use-keys.ts';
import { Button, DataTable, frameData, Pagination, Places, StaffFrame, Tag, type Column } from '#ui/index.ts';
import type { ClientRow } from '../../contract/client-shapes.ts';
import { listClients } from '../../contract/clients.ts';
import { frameOfficer } from './staff.ts';
import { words, type ClientWords } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

const filters = ['own', 'waiting', 'all'] as const;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const search = new URL(request.url).searchParams;
  const of = filters.find((one) => one === search.get('loc')) ?? 'own';
  const after = search.get('sau');
  const list = await api.call(listClients, { query: { of, ...(after ? { after } : {}) } });
  return { frame: frameData(api, request), officer: frameOfficer(api), list, of };
}

const keys = {
  j: () => focusAlong('[data-row]', 1),
  k: () => focusAlong('[data-row]', -1),
  n: () => document.querySelector<HTMLAnchorElement>('a[href="/can-bo/ung-dung/moi"]')?.click(),
};

/** The applications of the agency, and those that wait for the reader's decision. */
export default function ClientsPage() {
  const { frame, officer, list, of } = useLoaderData<typeof loader>();
  const { locale } = frame;
  const t = words(locale);
  useKeys(keys);
  const shown = filters.filter((one) => one === 'own' || list.may.all || (one === 'waiting' && list.may.oversee));
  return (
    <StaffFrame
      title={t.menu}
      locale={locale}
      path={frame.path}
      {...officer}
      keys={[
        { keys: 'J', does: t.keyDown },
        { keys: 'K', does: t.keyUp },
        { keys: 'Enter', does: t.keyEnter },
        ...(list.may.register ? [{ keys: 'N', does: t.keyNew }] : []),
      ]}
    >
      <h1 className="govuk-heading-l">{t.menu}</h1>
      {list.may.register ? (
        <Button href="/can-bo/ung-dung/moi">{t.register}</Button>
      ) : (
        <Button unavailable={t.cannotRegister}>{t.register}</Button>
      )}
      {shown.length > 1 ? (
        <Places
          label={t.filters}
          places={shown.map((filter) => ({
            href: `/can-bo/ung-dung?loc=${filter}`,
            text: filter === 'waiting' ? `${t[filter]} (${list.waiting})` : t[filter],
            here: filter === of,
          }))}
        />
      ) : null}
      <DataTable
        caption={t[of]}
        columns={columnsOf(t, locale, of !== 'own')}
        rows={list.clients}
        rowKey={(row) => row.id}
        empty={t.empty}
      />
      {list.next ? <Pagination next={`/can-bo/ung-dung?loc=${of}&sau=${list.next}`} label={t.menu} /> : null}
    </StaffFrame>
  );
}

function columnsOf(t: ClientWords, locale: 'vi' | 'en', withAgency: boolean): Column<ClientRow>[] {
  return [
    {
      key: 'name',
      heading: t.name,
      rowHeading: true,
      cell: (row) => (
        <a className="govuk-link" href={`/can-bo/ung-dung/${row.id}`} data-row>
          {row.name[locale]}
        </a>
      ),
    },
    ...(withAgency ? [{ key: 'agency', heading: t.agency, cell: (row: ClientRow) => row.agencyName }] : []),
    { key: 'kind', heading: t.kind, cell: (row) => t[row.kind] },
    { key: 'state', heading: t.state, cell: (row) => <StateTags row={row} t={t} /> },
    {
      key: 'used',
      heading: t.lastUse,
      cell: (row) =>
        row.lastUsedAt ? <time dateTime={row.lastUsedAt}>{formatDateTime(row.lastUsedAt)}</time> : t.never,
    },
    {
      key: 'changed',
      heading: t.changed,
      cell: (row) => <time dateTime={row.changedAt}>{formatDateTime(row.changedAt)}</time>,
    },
  ];
}

export function StateTags({ row, t }: { row: Pick<ClientRow, 'mode' | 'suspended' | 'waiting'>; t: ClientWords }) {
  return (
    <>
      <Tag tone={row.mode === 'live' ? 'ok' : 'plain'}>{t[row.mode]}</Tag>{' '}
      {row.suspended ? <Tag tone="bad">{t.suspended}</Tag> : null}{' '}
      {row.waiting ? <Tag tone="wait">{t.isWaiting}</Tag> : null}
    </>
  );
}
