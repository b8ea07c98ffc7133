import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { listOutgoing } from '../contract.ts';
import { outgoingShelves } from '../registers/shelves.ts';
import { askedIn, BookPage } from './parts/book-page.tsx';
import { deskData } from './parts/desk-frame.tsx';
import { OutgoingTable } from './parts/tables.tsx';
import { words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { shelf, q, query } = askedIn(request, outgoingShelves, 'all');
  const list = await api.call(listOutgoing, { query });
  return { desk: deskData(api, request), shelf, q, list };
}

export default function OutgoingListPage() {
  const { desk, shelf, q, list } = useLoaderData<typeof loader>();
  const t = words(desk.frame.locale);
  const may = desk.officer.rights.includes('documents.draft');
  return (
    <BookPage
      desk={desk}
      path="/can-bo/van-ban/di"
      title={t.outgoing}
      begin={may ? { href: '/can-bo/van-ban/di/soan', text: t.newDraft } : undefined}
      shelves={outgoingShelves}
      shelf={shelf}
      counts={list.counts}
      q={q}
      next={list.next}
    >
      <OutgoingTable rows={list.rows} caption={t[shelf]} captionHidden />
    </BookPage>
  );
}
