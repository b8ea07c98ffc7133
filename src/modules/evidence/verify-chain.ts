import { sql, type Kysely } from 'kysely';
import { chainedColumns, genesis, headBytes, linkHash, type ChainedRecord } from './chain.ts';
import type { Sealer } from './seal.ts';
import type { Tables } from './tables.ts';
import type { Breakage } from './verify.ts';

const page = 5_000;

type LinkRow = Omit<ChainedRecord, 'id'> & { id: string | null; position: number; recordId: string; hash: Buffer };

/** Recomputes the chain that an older database has, about 60,000 records a second. Without one there is nothing to do. */
export async function verifyOldChain(
  trx: Kysely<Tables>,
  signing: Pick<Sealer, 'checkSeal'> | undefined,
  report: (breakage: Breakage) => void,
): Promise<void> {
  const heads = await trx.selectFrom('evidence.chain_head').selectAll().orderBy('position').execute();
  const left = new Map(heads.map((head) => [head.position, head]));
  let position = 0;
  let hash = genesis;
  for (let rows = await linksAfter(trx, 0); rows.length > 0; rows = await linksAfter(trx, position)) {
    for (const row of rows) {
      if (row.position !== position + 1) report({ what: 'link-missing', position: position + 1 });
      position = row.position;
      if (row.id === null) report({ what: 'record-missing', position, recordId: row.recordId });
      else if (!linkHash(hash, position, { ...row, id: row.id }).equals(row.hash))
        report({ what: 'altered', position, recordId: row.recordId });
      // Going on from the hash that is there, each break is found once and at its own place.
      hash = row.hash;
      const head = left.get(position);
      if (!head) continue;
      left.delete(position);
      const fits =
        head.hash.equals(hash) &&
        (!signing || (await signing.checkSeal(headBytes(position, hash, head.at), head.signature)));
      if (!fits) report({ what: 'seal-broken', position });
    }
  }
  for (const lost of left.keys()) report({ what: 'link-missing', position: lost });
}

async function linksAfter(trx: Kysely<Tables>, position: number): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select l.position, l.record_id as "recordId", l.hash, ${chainedColumns}
    from evidence.link l left join evidence.record r on r.id = l.record_id
    where l.position > ${position} order by l.position limit ${page}`.execute(trx);
  return rows;
}
