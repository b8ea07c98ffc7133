import { sql, type Kysely } from 'kysely';
import { fold, nfc } from '#platform/text.ts';
import type { Tables } from './tables.ts';
import type { ProcedureSummary } from './types.ts';

const MOST_RESULTS = 50;
const MOST_WORDS = 12;

/** Words that say nothing about which procedure is meant; a query of only these is taken as it is. */
const EMPTY_WORDS = new Set([
  'thu',
  'tuc',
  'lam',
  'xin',
  'cho',
  'toi',
  'muon',
  'can',
  'the',
  'nao',
  'o',
  'dau',
  've',
  'cua',
]);

/**
 * Finds procedures by code, name, keyword or any word of their description, with or without marks, best first. A
 * procedure is found when every telling word occurs in it, or its name is close to the query as a whole (slips of the
 * pen). The name weighs more than keywords, these more than the rest, and marks that were typed and fit weigh too.
 */
export async function searchProcedures(db: Kysely<Tables>, query: string): Promise<ProcedureSummary[]> {
  const folded = fold(query)
    .replace(/[^\p{L}\p{N}. ]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  if (folded === '') return [];
  const words = folded.split(' ').slice(0, MOST_WORDS);
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  const patterns = (telling.length > 0 ? telling : words).map(containing);
  const meant = (telling.length > 0 ? telling : words).join(' ');
  const phrase = containing(meant);
  const { rows } = await sql<{ summary: ProcedureSummary }>`
    select summary
    from procedures.current,
      lateral (select
        (code = ${folded})::int * 100
        + (name_folded like ${phrase})::int * 8
        + (keywords_folded like ${phrase})::int * 5
        + (keywords_folded like ${containing(`| ${meant} |`)})::int * 14
        + public.word_similarity(${folded}, keywords_folded) * 5
        + (name_exact like ${containing(nfc(query).toLowerCase().trim())})::int * 4
        + (name_folded like all (${patterns}::text[]))::int * 4
        + public.word_similarity(${folded}, name_folded) * 3
        + public.similarity(${folded}, name_folded) * 3
        + fileable::int * 1.5 as score) as ranked
    where text_folded like all (${patterns}::text[])
       or code like ${`${escapeLike(folded)}%`}
       or public.word_similarity(${folded}, name_folded) > 0.62
    order by score desc, code
    limit ${MOST_RESULTS}`.execute(db);
  return rows.map((row) => row.summary);
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
const containing = (text: string): string => `%${escapeLike(text)}%`;
