import { sql, type Kysely } from 'kysely';
import { genesis, linkHash, sealedBytes, type ChainedRecord } from './chain.ts';
import { chainedColumns, type Sealer } from './seal.ts';
import type { Tables } from './tables.ts';

/**
 * What is wrong at a place of the chain.
 * - `altered`: a record, or its place, is not what was sealed
 * - `record-missing`: a sealed record is gone
 * - `link-missing`: positions are gone from the chain
 * - `unlinked`: a record that was never waiting to be sealed: put in past this room
 * - `seal-broken`: a signed head does not fit the chain, or its signature is not ours: the chain was rewritten
 */
export type Breakage = {
  what: 'altered' | 'record-missing' | 'link-missing' | 'unlinked' | 'seal-broken';
  position?: number;
  recordId?: string;
};

export type Verification = {
  /** Records in the chain. */
  sealed: number;
  /** Committed records that wait for the next run of the sealer. */
  waiting: number;
  /** Signed heads. */
  seals: number;
  /** The first hundred; empty when all is well. */
  broken: Breakage[];
};

const page = 5_000;
const maxBroken = 100;

type LinkRow = ChainedRecord & { position: number; recordId: string; hash: Buffer };

/** Reads the whole chain in one snapshot and says what does not fit. About 60,000 records a second. */
export async function verifyChain(
  trx: Kysely<Tables>,
  sealer: Pick<Sealer, 'checkSeal'> | undefined,
): Promise<Verification> {
  const broken: Breakage[] = [];
  const report = (breakage: Breakage) => void (broken.length < maxBroken && broken.push(breakage));
  const seals = await trx.selectFrom('evidence.seal').selectAll().orderBy('position').execute();
  const waitingSeals = new Map(seals.map((seal) => [seal.position, seal]));
  let position = 0;
  let sealed = 0;
  let hash = genesis;
  for (let rows = await linksAfter(trx, 0); rows.length > 0; rows = await linksAfter(trx, position)) {
    for (const row of rows) {
      if (row.position !== position + 1) report({ what: 'link-missing', position: position + 1 });
      position = row.position;
      sealed += 1;
      if (row.id === null) report({ what: 'record-missing', position, recordId: row.recordId });
      else if (!linkHash(hash, position, row).equals(row.hash))
        report({ what: 'altered', position, recordId: row.recordId });
      // Going on from the hash that is there, each break is found once and at its own place.
      hash = row.hash;
      const seal = waitingSeals.get(position);
      if (!seal) continue;
      waitingSeals.delete(position);
      const fits =
        seal.hash.equals(hash) &&
        (!sealer || (await sealer.checkSeal(sealedBytes(position, hash, seal.at), seal.signature)));
      if (!fits) report({ what: 'seal-broken', position });
    }
  }
  for (const lost of waitingSeals.keys()) report({ what: 'link-missing', position: lost });
  for (const recordId of await unlinked(trx)) report({ what: 'unlinked', recordId });
  const waiting = await trx
    .selectFrom('evidence.unsealed')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { sealed, waiting: Number(waiting.count), seals: seals.length, broken };
}

async function linksAfter(
  trx: Kysely<Tables>,
  position: number,
): Promise<(Omit<LinkRow, 'id'> & { id: string | null } & ChainedRecord)[]> {
  const { rows } = await sql<LinkRow>`
    select l.position, l.record_id as "recordId", l.hash, ${chainedColumns}
    from evidence.link l left join evidence.record r on r.id = l.record_id
    where l.position > ${position} order by l.position limit ${page}`.execute(trx);
  return rows;
}

async function unlinked(trx: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from evidence.record r
    where not exists (select from evidence.link l where l.record_id = r.id)
      and not exists (select from evidence.unsealed u where u.record_id = r.id)
    limit ${maxBroken}`.execute(trx);
  return rows.map((row) => row.id);
}
