import type { Kysely } from 'kysely';
import type { AnswerOf } from '#platform/operation.ts';
import type { listSeals } from './contract.ts';
import type { Tables } from './tables.ts';

/** Oldest first: whoever keeps a copy asks on from the last one that they have. */
export async function sealsAfter(db: Kysely<Tables>, after: number): Promise<AnswerOf<typeof listSeals>> {
  const limit = 100;
  const seals = await db
    .selectFrom('evidence.seal')
    .select(['number', 'statement', 'signature'])
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
  const last = seals.length === limit ? seals.at(-1) : undefined;
  return {
    seals: seals.map(({ number, statement, signature }) => ({
      number,
      statement,
      ...(signature ? { signature: signature.toString('base64') } : {}),
    })),
    ...(last ? { next: last.number } : {}),
  };
}
