import { useLoaderData, useNavigate, type LoaderFunctionArgs } from 'react-router';
import { useMemo } from 'react';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { Button, Pagination, SearchBox } from '#ui/index.ts';
import { listOutgoing } from '../contract.ts';
import { outgoingShelves, type OutgoingShelf } from '../shelves.ts';
import { deskData, DeskFrame } from './parts/desk-frame.tsx';
import { ShelfNav } from './parts/shelf-nav.tsx';
import { OutgoingTable } from './parts/tables.tsx';
import { focusAlong, useKeys } from './parts/use-keys.ts';
import { words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

const path = '/can-bo/van-ban/di';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const search = new URL(request.url).searchParams;
  const shelf: OutgoingShelf = outgoingShelves.find((one) => one === search.get('ngan')) ?? 'all';
  const q = (search.get('q') ?? '').trim().slice(0, 200);
  const after = search.get('sau') ?? '';
  const list = await api.call(listOutgoing, { query: { shelf, ...(q ? { q } : {}), ...(after ? { after } : {}) } });
  return { desk: deskData(api, request), shelf, q, list };
}

export default function OutgoingListPage() {
  const { desk, shelf, q, list } = useLoaderData<typeof loader>();
  const t = words(desk.frame.locale);
  const connected = useLive(`documents.office:${desk.agencyId}`);
  const may = desk.officer.rights.includes('documents.draft');
  const navigate = useNavigate();
  useKeys(
    useMemo(
      () => ({
        j: () => focusAlong(1),
        k: () => focusAlong(-1),
        ...(may ? { n: () => void navigate('/can-bo/van-ban/di/soan') } : {}),
      }),
      [may, navigate],
    ),
  );
  return (
    <DeskFrame
      desk={desk}
      title={t.outgoing}
      keys={[
        { keys: 'J', does: t.keyDown },
        { keys: 'K', does: t.keyUp },
        ...(may ? [{ keys: 'N', does: t.keyNew }] : []),
      ]}
    >
      {may ? (
        <Button href="/can-bo/van-ban/di/soan" shortcut="N">
          {t.newDraft}
        </Button>
      ) : null}
      <SearchBox action={path} label={t.find} value={q} />
      <ShelfNav
        label={t.shelves}
        path={path}
        shelves={outgoingShelves}
        current={shelf}
        counts={list.counts}
        names={t}
      />
      <output className="lt-muted">{connected ? t.live : ''}</output>
      <OutgoingTable rows={list.rows} caption={t[shelf]} />
      {list.next ? (
        <Pagination
          next={`${path}?ngan=${shelf}&q=${encodeURIComponent(q)}&sau=${encodeURIComponent(list.next)}`}
          label={t.outgoing}
        />
      ) : null}
    </DeskFrame>
  );
}
