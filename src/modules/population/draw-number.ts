/**
 * Draws a personal number for a birth act.
 *
 * Random digits from the operating system's CSPRNG, kept apart by the primary key, inside the transaction that records
 * the child. The law asks for six *random* digits; this way there is no secret whose theft would reveal every number or
 * the order of births, no pool that runs out, no row that all registrars queue for, and a rollback gives the number
 * back. At the density of real blocks (≤ 10 % full) a draw costs 1.11 tries; see docs/decisions/0005.
 */
import { randomInt } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { populationProblem } from './errors.ts';
import {
  blockCode,
  blockSize,
  formatPersonalId,
  parsePersonalId,
  type NumberBlock,
  type PersonalId,
} from './personal-number.ts';
import type { Tables } from './tables.ts';

/** Where serials come from. Tests shrink it; nothing else may change it. */
export type NumberSpace = {
  /** Serials 0 … size − 1. */
  size: number;
  /** A uniform whole number below `bound`. */
  randomBelow: (bound: number) => number;
};

export const fullNumberSpace: NumberSpace = { size: blockSize, randomBelow: (bound) => randomInt(bound) };

/** At half load 32 misses in a row happen once in four billion; after them the free numbers are counted out instead. */
const mostDraws = 32;
const mostPicks = 5;

export type Draw = {
  block: NumberBlock;
  /** The birth act: one number per act, whatever happens. */
  sourceAct: string;
  personId: string;
  at: Date;
  by: Record<string, string>;
};

/**
 * @returns the act's number and whose it is; `fresh` is false where the act had one already (then `personId` is the earlier one)
 * @throws population.block-full when no number of the block is left
 */
export async function drawNumber(
  trx: Transaction<Tables>,
  draw: Draw,
  space: NumberSpace = fullNumberSpace,
): Promise<{ personalId: PersonalId; personId: string; fresh: boolean }> {
  // No look before the first try: nearly every act is new, and for one that is not the insert finds it out.
  for (let tries = 0; tries < mostDraws; tries++) {
    const taken = await take(trx, draw, space.randomBelow(space.size));
    if (taken) return taken;
  }
  for (let picks = 0; picks < mostPicks; picks++) {
    const serial = await pickFree(trx, draw.block, space);
    if (serial === undefined) throw populationProblem('block-full');
    const taken = await take(trx, draw, serial);
    if (taken) return taken;
  }
  throw populationProblem('block-full');
}

async function take(
  trx: Transaction<Tables>,
  draw: Draw,
  serial: number,
): Promise<{ personalId: PersonalId; personId: string; fresh: boolean } | undefined> {
  const personalId = formatPersonalId(draw.block, serial);
  const inserted = await trx
    .insertInto('population.person_number')
    .values({
      number: Number(personalId),
      block: blockCode(draw.block),
      source_act: draw.sourceAct,
      person_id: draw.personId,
      allocated_at: draw.at,
      allocated_by: draw.by,
    })
    // Any unique key: the number is someone's, or another delivery of the same act got there first (then this
    // statement has waited for its commit, and the next look sees its number).
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst();
  if (inserted) return { personalId, personId: draw.personId, fresh: true };
  const earlier = await findNumberOf(trx, draw.sourceAct);
  return earlier && { ...earlier, fresh: false };
}

/** The number that a birth act received, if any. */
export async function findNumberOf(
  trx: Pick<Transaction<Tables>, 'selectFrom'>,
  sourceAct: string,
): Promise<{ personalId: PersonalId; personId: string } | undefined> {
  const row = await trx
    .selectFrom('population.person_number')
    .select([sql<string>`lpad(number::text, 12, '0')`.as('personalId'), 'person_id as personId'])
    .where('source_act', '=', sourceAct)
    .executeTakeFirst();
  const parts = row && parsePersonalId(row.personalId);
  return parts && { personalId: parts.personalId, personId: row.personId };
}

/** A free serial of a nearly full block, each with the same chance; undefined when none is left. About 0.5 s for a real block. */
async function pickFree(trx: Transaction<Tables>, block: NumberBlock, space: NumberSpace): Promise<number | undefined> {
  const code = blockCode(block);
  const { rows: counted } = await sql<{ taken: number }>`
    select count(*)::int as taken from population.person_number
    where block = ${code} and number % ${blockSize}::bigint < ${space.size}`.execute(trx);
  const free = space.size - (counted[0]?.taken ?? 0);
  if (free <= 0) return undefined;
  const { rows } = await sql<{ serial: number }>`
    select serial from generate_series(0, ${space.size - 1}::int) serial
    where not exists (select from population.person_number where number = ${code}::bigint * ${blockSize}::bigint + serial)
    order by serial offset ${space.randomBelow(free)} limit 1`.execute(trx);
  return rows[0]?.serial;
}
