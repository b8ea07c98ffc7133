import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

/** The files of a consignment under the ids that they have on this node; for what was accepted here, those of the envelope. */
export async function localFiles(
  deps: Pick<ExchangeDeps, 'database'>,
  consignmentId: string,
  envelope: Envelope,
): Promise<Envelope['files']> {
  if (envelope.files.length === 0) return [];
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment_file')
    .select(['file_id', 'local_id'])
    .where('consignment_id', '=', consignmentId)
    .execute();
  const local = new Map(rows.map((row) => [row.file_id, row.local_id]));
  return envelope.files.map((file) => ({ ...file, fileId: local.get(file.fileId) ?? file.fileId }));
}
