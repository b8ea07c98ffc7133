import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { listIncoming } from '../contract.ts';
import { incomingShelves } from '../registers/shelves.ts';
import { askedIn, BookPage } from './parts/book-page.tsx';
import { deskData } from './parts/desk-frame.tsx';
import { IncomingTable } from './parts/tables.tsx';
import { words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { shelf, q, query } = askedIn(request, incomingShelves, 'all');
  const list = await api.call(listIncoming, { query });
  return { desk: deskData(api, request), shelf, q, list };
}

export default function IncomingListPage() {
  const { desk, shelf, q, list } = useLoaderData<typeof loader>();
  const t = words(desk.frame.locale);
  const may = desk.officer.rights.includes('documents.clerk');
  return (
    <BookPage
      desk={desk}
      path="/can-bo/van-ban/den"
      title={t.incoming}
      begin={may ? { href: '/can-bo/van-ban/den/vao-so', text: t.enter } : undefined}
      shelves={incomingShelves}
      shelf={shelf}
      counts={list.counts}
      q={q}
      next={list.next}
    >
      <IncomingTable rows={list.rows} caption={t[shelf]} captionHidden />
    </BookPage>
  );
}
