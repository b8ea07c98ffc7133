import { sql } from 'kysely';
import { vnDate } from '#platform/time.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/** A file that was sent but never filed goes after two days; a draft that is continued later asks for it again. */
export const UNKEPT_HOURS = 48;
/** An upload that was begun and not continued. */
export const UPLOAD_HOURS = 24;
/** Content that nothing refers to waits an hour, in case the same content is just being sent again. */
const CONTENT_HOURS = 1;

/** What a sweep took away. */
export interface Swept {
  files: number;
  uploads: number;
  contents: number;
}

/** Takes away what nobody needs: unkept files, abandoned uploads, content without a file, old day counts. */
export async function sweep({ database, content, clock }: Tools): Promise<Swept> {
  const now = clock.now().getTime();
  const before = (hours: number) => new Date(now - hours * 3_600_000);
  const db = database.of<Tables>();
  const files = await sql`
    delete from files.file f where f.received_at < ${before(UNKEPT_HOURS)}
      and not exists (select from files.keeping k where k.file_id = f.id)`.execute(db);
  const uploads = await sql`
    delete from files.upload where touched_at < ${before(UPLOAD_HOURS)}`.execute(db);
  const transfers = await sql`
    delete from files.transfer where touched_at < ${before(UPLOAD_HOURS)}`.execute(db);
  await db
    .deleteFrom('files.axis_day')
    .where('day', '<', vnDate(before(72)))
    .execute();
  await db
    .deleteFrom('files.daily_use')
    .where('day', '<', vnDate(before(72)))
    .execute();
  const contents = await database.transaction<Tables, number>(async (trx) => {
    const { rows } = await sql<{ sha256: Buffer }>`
      delete from files.content c where c.touched_at < ${before(CONTENT_HOURS)}
        and not exists (select from files.file f where f.sha256 = c.sha256)
        and not exists (select from files.file f where f.viewing_sha256 = c.sha256)
        -- What was found infected stays known: the same content is refused at once when it comes again.
        and c.scan <> 'infected'
      returning c.sha256`.execute(trx);
    for (const { sha256 } of rows) await content.remove(trx, sha256);
    return rows.length;
  });
  // After everything that could refer to one. Deleting two gigabytes takes seconds, so each is a statement of its own.
  for (const { id } of await forgottenBlobs(database, before(UPLOAD_HOURS)))
    await database.transaction<Tables, void>((trx) => content.discard(trx, [id]));
  return {
    files: Number(files.numAffectedRows ?? 0),
    uploads: Number(uploads.numAffectedRows ?? 0) + Number(transfers.numAffectedRows ?? 0),
    contents,
  };
}

async function forgottenBlobs(database: Tools['database'], before: Date): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select b.id from files.blob b where b.started_at < ${before}
      and not exists (select from files.content c where c.blob_id = b.id)
      and not exists (select from files.transfer t where t.blob_id = b.id)
      and not exists (select from files.upload u where u.blob_id = b.id)`.execute(database.of<Tables>());
  return rows;
}
