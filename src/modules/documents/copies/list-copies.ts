import type { Kysely } from 'kysely';
import { printed } from '../notation.ts';
import type { CopyLine } from '../shapes.ts';
import type { Tables } from '../tables.ts';

/** The copies that were made of a document, oldest first. */
export async function copiesOf(
  db: Pick<Kysely<Tables>, 'selectFrom'>,
  of: { outgoingId: string } | { incomingId: string },
): Promise<CopyLine[]> {
  const rows = await db
    .selectFrom('documents.copy as c')
    .leftJoin('documents.copy_file as f', 'f.copy_id', 'c.id')
    .selectAll('c')
    .select('f.file_id')
    .$if('outgoingId' in of, (q) => q.where('c.outgoing_id', '=', 'outgoingId' in of ? of.outgoingId : ''))
    .$if('incomingId' in of, (q) => q.where('c.incoming_id', '=', 'incomingId' in of ? of.incomingId : ''))
    .orderBy('c.at')
    .orderBy('c.id')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    notation: printed(row.number, row.notation),
    madeOn: row.made_on,
    signerName: row.signer_name,
    signed: row.file_id !== null,
  }));
}
