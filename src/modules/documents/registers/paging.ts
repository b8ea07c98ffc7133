import { isId } from '#platform/id.ts';
import { documentsProblem } from '../errors.ts';

/** A place in a list that is ordered by a moment and an id, newest first. */
export interface Place {
  at: Date;
  id: string;
}

export const writePlace = ({ at, id }: Place): string => `${at.toISOString()}~${id}`;

/** @throws documents.not-found for what no list of ours has written */
export function readPlace(text: string): Place {
  const [moment = '', id = ''] = text.split('~');
  const at = new Date(moment);
  if (Number.isNaN(at.getTime()) || at.toISOString() !== moment || !isId(id)) throw documentsProblem('not-found');
  return { at, id };
}

/** One more row was read than is shown: it says whether there is a next page. */
export function cut<Row>(rows: Row[], limit: number, place: (row: Row) => Place): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? writePlace(place(last)) : null };
}
