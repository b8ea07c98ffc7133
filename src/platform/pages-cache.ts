import { gzipSync } from 'node:zlib';
import type { Executor } from './database/database.ts';
import { notify, type Live } from './live.ts';

/**
 * Whole pages as seen by people who are not signed in, kept as bytes and dropped by domain events in every
 * process. A miss costs a render, so the cache is a plain map with a bound; there is no expiry to tune, only tags.
 */
export interface CachedPage {
  status: number;
  type: string;
  bytes: Buffer;
  gzip: Buffer;
  etag: string;
  tags: readonly string[];
}

export interface PageCache {
  find(key: string): CachedPage | undefined;
  /** Keeps a page unless one of its tags, or everything, was dropped since `since` (a render started before the change). */
  keep(key: string, page: Omit<CachedPage, 'gzip'>, since: number): void;
  /** A mark to pass to `keep`. */
  mark(): number;
  /** Drops the pages with this tag in all processes, at commit of `trx`. */
  drop(tag: string, trx?: Executor): Promise<void>;
  size(): number;
}

const MOST_PAGES = 2000;

export function createPageCache(live: Live, anywhere: () => Executor): PageCache {
  const pages = new Map<string, CachedPage>();
  const droppedAt = new Map<string, number>();
  let tick = 0;
  let emptiedAt = 0;

  const dropHere = (tag: string): void => {
    droppedAt.set(tag, ++tick);
    for (const [key, page] of pages) if (page.tags.includes(tag)) pages.delete(key);
  };
  live.onChannel('pages', (tag) => {
    if (tag !== undefined) return dropHere(tag);
    emptiedAt = ++tick;
    pages.clear();
  });

  return {
    find: (key) => pages.get(key),
    mark: () => tick,
    keep(key, page, since) {
      if (emptiedAt > since) return;
      if (page.tags.some((tag) => (droppedAt.get(tag) ?? 0) > since)) return;
      if (pages.size >= MOST_PAGES) {
        const oldest = pages.keys().next().value;
        if (oldest !== undefined) pages.delete(oldest);
      }
      pages.set(key, { ...page, gzip: gzipSync(page.bytes, { level: 9 }) });
    },
    drop: (tag, trx) => notify(trx ?? anywhere(), 'pages', tag),
    size: () => pages.size,
  };
}
