import { useMemo, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useLive } from '#platform/web/use-live.ts';
import { Button, Pagination, SearchBox } from '#ui/index.ts';
import { words } from '../words.ts';
import { DeskFrame, type DeskData } from './desk-frame.tsx';
import type { IncomingShelf, OutgoingShelf } from '../../registers/shelves.ts';
import { ShelfNav } from './shelf-nav.tsx';
import { focusAlong, useKeys } from './use-keys.ts';

/** What a list of documents is asked for by its address: shelf, words, place. */
export function askedIn<Shelf extends string>(request: Request, shelves: readonly Shelf[], usual: Shelf) {
  const search = new URL(request.url).searchParams;
  const shelf = shelves.find((one) => one === search.get('ngan')) ?? usual;
  const q = (search.get('q') ?? '').trim().slice(0, 200);
  const after = search.get('sau') ?? '';
  return { shelf, q, query: { shelf, ...(q ? { q } : {}), ...(after ? { after } : {}) } };
}

/** Incoming and outgoing documents on the screen: search, shelves, rows, the next page. Both move by the same keys. */
export function BookPage({
  desk,
  path,
  title,
  begin,
  shelves,
  shelf,
  counts,
  q,
  next,
  children,
}: {
  desk: DeskData;
  path: string;
  title: string;
  /** Where a new document begins, for those who may. */
  begin: { href: string; text: string } | undefined;
  shelves: readonly (IncomingShelf | OutgoingShelf)[];
  shelf: IncomingShelf | OutgoingShelf;
  counts: Readonly<Record<string, number>>;
  q: string;
  next: string | null;
  children: ReactNode;
}) {
  const t = words(desk.frame.locale);
  const connected = useLive(`documents.office:${desk.agencyId}`);
  const navigate = useNavigate();
  const href = begin?.href;
  useKeys(
    useMemo(
      () => ({
        j: () => focusAlong(1),
        k: () => focusAlong(-1),
        ...(href ? { n: () => void navigate(href) } : {}),
      }),
      [href, navigate],
    ),
  );
  return (
    <DeskFrame
      desk={desk}
      title={title}
      keys={[
        { keys: 'J', does: t.keyDown },
        { keys: 'K', does: t.keyUp },
        ...(begin ? [{ keys: 'N', does: t.keyNew }] : []),
      ]}
    >
      {begin ? (
        <Button href={begin.href} shortcut="N">
          {begin.text}
        </Button>
      ) : null}
      <SearchBox action={path} label={t.find} value={q} />
      <ShelfNav label={t.shelves} path={path} shelves={shelves} current={shelf} counts={counts} names={t} />
      <output className="lt-muted">{connected ? t.live : ''}</output>
      {children}
      {next ? (
        <Pagination
          next={`${path}?ngan=${shelf}&q=${encodeURIComponent(q)}&sau=${encodeURIComponent(next)}`}
          label={title}
        />
      ) : null}
    </DeskFrame>
  );
}
