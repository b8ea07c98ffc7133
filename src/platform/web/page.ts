/** A page of a room: its address (without leading slash) and its file (from src/). Concatenated in src/routes.ts. */
export interface PageEntry {
  path: string;
  file: string;
}

export function page(path: string, file: string): PageEntry {
  return { path, file };
}

/** What a page file may say of itself: `export const handle: PageHandle = { … }`. */
export interface PageHandle {
  /** Send JavaScript and make the page interactive. Without it the page is plain HTML. */
  hydrate?: boolean;
  /** The page is the same for everybody who is not signed in; dropped from the cache by these tags. */
  cache?: { tags: readonly string[] };
  /** Which stylesheet: the citizen's unless told. */
  look?: 'citizen' | 'staff';
}
