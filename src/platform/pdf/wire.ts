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
};

export type TypesetAnswer = { id: number; pdf: Uint8Array } | { id: number; failure: string };
