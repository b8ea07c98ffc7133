import type { Kysely } from 'kysely';
import type { AnswerOf } from '#platform/operation.ts';
import type { listSeals } from './contract.ts';
import type { Tables } from './tables.ts';

/** Oldest first: whoever keeps a copy asks on from the last one that they have. */
export async function sealsAfter(db: Kysely<Tables>, after: number): Promise<AnswerOf<typeof listSeals>> {
  const limit = 100;
  const seals = await db
    .selectFrom('evidence.seal as s')
    .leftJoin('evidence.stamp as t', 't.seal_number', 's.number')
    .select(['s.number', 's.statement', 's.signature', 't.authority', 't.token', 't.gen_time'])
    .where('s.number', '>', after)
    .orderBy('s.number')
    .limit(limit)
    .execute();
  const last = seals.length === limit ? seals.at(-1) : undefined;
  return {
    seals: seals.map(({ number, statement, signature, authority, token, gen_time }) => ({
      number,
      statement,
      ...(signature ? { signature: signature.toString('base64') } : {}),
      ...(authority && token && gen_time
        ? { stamp: { authority, at: gen_time.toISOString(), token: token.toString('base64') } }
        : {}),
    })),
    ...(last ? { next: last.number } : {}),
  };
}
