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

/** Of several consignments, by `consignment file` of the envelope: how a file is named on this node. What was accepted here is not in it. */
export async function localNames(
  deps: Pick<ExchangeDeps, 'database'>,
  consignmentIds: readonly string[],
): Promise<Map<string, string>> {
  if (consignmentIds.length === 0) return new Map();
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment_file')
    .select(['consignment_id', 'file_id', 'local_id'])
    .where('consignment_id', 'in', [...consignmentIds])
    .execute();
  return new Map(rows.map((row) => [`${row.consignment_id} ${row.file_id}`, row.local_id]));
}

/** Envelopes of several consignments, and their files under the ids that they have on this node. */
export async function filesOfAll(
  deps: Pick<ExchangeDeps, 'database'>,
  consignmentIds: readonly string[],
): Promise<Map<string, { envelope: Envelope; files: Envelope['files'] }>> {
  const db = deps.database.of<Tables>();
  const rows = await db
    .selectFrom('exchange.consignment')
    .select(['id', 'envelope'])
    .where('id', 'in', [...consignmentIds])
    .execute();
  const envelopes = rows.map(({ id, envelope }) => ({ id, envelope: JSON.parse(envelope) as Envelope }));
  const withFiles = envelopes.filter(({ envelope }) => envelope.files.length > 0).map(({ id }) => id);
  const local = await localNames(deps, withFiles);
  return new Map(
    envelopes.map(({ id, envelope }) => [
      id,
      {
        envelope,
        files: envelope.files.map((file) => ({ ...file, fileId: local.get(`${id} ${file.fileId}`) ?? file.fileId })),
      },
    ]),
  );
}
