import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { canonical, compareRecords, strongest } from './compare-records.ts';
import { versionPublished } from './events.ts';
import { CHANGED } from './kept-versions.ts';
import { searchTexts, summaryOf } from './summary.ts';
import type { Tables } from './tables.ts';
import type { ProcedureRecord, ProcedureVersion } from './types.ts';

/** SHA-256 of what a record says, whatever the order of its keys; hexadecimal. */
export function digestOf(record: ProcedureRecord): string {
  return createHash('sha256').update(canonical(record)).digest('hex');
}

/** Pages about procedures carry this tag. */
export const PAGE_TAG = 'procedures';

/**
 * Publishes a record as the next version, inside the caller's transaction; undefined when it says the same as the version
 * in force. The record must be sound. Two publications of one code wait for each other.
 */
export async function publishRecord(
  deps: Pick<PlatformDeps, 'publish' | 'live' | 'pages' | 'clock'>,
  trx: Transaction<Tables>,
  record: ProcedureRecord,
  actor: Actor,
): Promise<ProcedureVersion | undefined> {
  const digest = digestOf(record);
  // Versions cannot be locked by the application role (it may not update them), so a lock by name stands for the code.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`procedures.publish:${record.code}`}, 0))`.execute(trx);
  const before = await trx
    .selectFrom('procedures.version')
    .select(['id', 'version', 'digest', 'record'])
    .$castTo<{ id: string; version: number; digest: string; record: ProcedureRecord }>()
    .where('code', '=', record.code)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (before?.digest === digest) return undefined;
  const change = before === undefined ? 'first' : strongest(compareRecords(before.record, record));
  const id = newId();
  const version = (before?.version ?? 0) + 1;
  const publishedAt = deps.clock.now();
  await trx
    .insertInto('procedures.version')
    .values({
      id,
      code: record.code,
      version,
      record: JSON.stringify(record),
      digest,
      change,
      published_at: publishedAt,
      published_by: JSON.stringify(actorReference(actor)),
    })
    .execute();
  const current = {
    version_id: id,
    published_at: publishedAt,
    summary: JSON.stringify(summaryOf(record)),
    fileable: record.form !== null,
    ...searchTexts(record),
  };
  await trx
    .insertInto('procedures.current')
    .values({ code: record.code, ...current })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(current))
    .execute();
  await deps.publish(
    trx,
    versionPublished,
    { code: record.code, versionId: id, version, previousVersionId: before?.id ?? null, change },
    { actor },
  );
  await deps.live.tell(trx, CHANGED.topic, CHANGED.key);
  await deps.pages.drop(PAGE_TAG, trx);
  return { ...record, id, version, publishedAt: publishedAt.toISOString(), fileable: record.form !== null };
}
