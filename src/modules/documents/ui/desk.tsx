import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { Notice } from '#ui/index.ts';
import { useLive } from '#platform/web/use-live.ts';
import { listIncoming, listOutgoing } from '../contract.ts';
import { deskData, DeskFrame } from './parts/desk-frame.tsx';
import { IncomingTable, OutgoingTable } from './parts/tables.tsx';
import { focusAlong, useKeys } from './parts/use-keys.ts';
import { words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

/** What waits for whom: a shelf and the right that makes it somebody's work. */
const incomingWork = [
  ['to-register', 'documents.clerk'],
  ['to-assign', 'documents.assign'],
  ['mine', ''],
  // Whoever assigns sees what nobody can work on.
  ['vacant', 'documents.assign'],
  // Whoever assigns also sees what is late elsewhere in the agency.
  ['overdue', 'documents.assign'],
] as const;
const outgoingWork = [
  ['to-sign', 'documents.sign'],
  ['to-approve', 'documents.approve'],
  ['to-number', 'documents.clerk'],
  ['to-issue', 'documents.clerk'],
  ['mine', 'documents.draft'],
] as const;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const desk = deskData(api, request);
  const may = (right: string): boolean => right === '' || desk.officer.rights.includes(right);
  const [incoming, outgoing] = await Promise.all([
    Promise.all(
      incomingWork
        .filter(([, right]) => may(right))
        .map(async ([shelf]) => ({
          shelf,
          rows: (await api.call(listIncoming, { query: { shelf, limit: 10 } })).rows,
        })),
    ),
    Promise.all(
      outgoingWork
        .filter(([, right]) => may(right))
        .map(async ([shelf]) => ({
          shelf,
          rows: (await api.call(listOutgoing, { query: { shelf, limit: 10 } })).rows,
        })),
    ),
  ]);
  const reminders = new Map(
    incoming.flatMap(({ rows }) =>
      rows.filter((row) => row.isOverdue || row.isDueSoon).map((row) => [row.id, row] as const),
    ),
  );
  return { desk, incoming, outgoing, reminders: [...reminders.values()] };
}

const keys = { j: () => focusAlong(1), k: () => focusAlong(-1) };

export default function DeskPage() {
  const { desk, incoming, outgoing, reminders } = useLoaderData<typeof loader>();
  const t = words(desk.frame.locale);
  const connected = useLive(`documents.office:${desk.agencyId}`);
  useKeys(keys);
  const full = [...incoming, ...outgoing].some((one) => one.rows.length > 0);
  return (
    <DeskFrame
      desk={desk}
      title={t.deskTitle}
      keys={[
        { keys: 'J', does: t.keyDown },
        { keys: 'K', does: t.keyUp },
      ]}
    >
      <output className="lt-muted">{connected ? t.live : ''}</output>
      {reminders.length > 0 ? (
        <Notice tone="warning" title={t.reminders}>
          <ul className="govuk-list">
            {reminders.map((row) => (
              <li key={row.id}>
                <a className="govuk-link" href={`/can-bo/van-ban/den/${row.id}`}>
                  {row.notation}
                </a>
                {`, ${row.subject}: `}
                {say(row.isOverdue ? t.wasDue : t.isDue, { time: row.dueAt ? formatDateTime(row.dueAt) : '' })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {full ? null : <p className="govuk-body">{t.nothingWaits}</p>}
      {outgoing.map(({ shelf, rows }) =>
        rows.length > 0 ? (
          <OutgoingTable key={shelf} rows={rows} caption={`${t.outgoing}: ${t[shelf].toLocaleLowerCase('vi')}`} />
        ) : null,
      )}
      {incoming.map(({ shelf, rows }) =>
        rows.length > 0 ? (
          <IncomingTable key={shelf} rows={rows} caption={`${t.incoming}: ${t[shelf].toLocaleLowerCase('vi')}`} />
        ) : null,
      )}
    </DeskFrame>
  );
}
