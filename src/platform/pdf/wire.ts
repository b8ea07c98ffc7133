/** What the node and its typesetting process say to each other. */

export type TypesetRequest = {
  id: number;
  template: string;
  /** JSON text, read in the template as `data`. */
  data: string;
  /** JSON text of `{ title, author, lang }`. */
  meta: string;
  /** Seconds since 1970, written as the document's date. */
  at: number;
  assets: Record<string, Uint8Array>;
  /** 'svg' draws the one page of the template, glyphs as outlines, for a picture of it. */
  as: 'pdf' | 'svg';
};

/** Where a template set `place-mark(name)`: page from 1, points from the left and from the top of the page. */
export type PlaceMark = { name: string; page: number; x: number; y: number };

export type TypesetAnswer =
  | { id: number; pdf: Uint8Array; places: PlaceMark[] }
  | { id: number; svg: string }
  | { id: number; failure: string };
