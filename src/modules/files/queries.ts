import { sql } from 'kysely';
import { PREPARED } from '#platform/database/prepared-client.ts';
import { isId } from '#platform/id.ts';
import type { Database } from '#platform/database/database.ts';
import type { ContentType } from './content/types.ts';
import type { Scan, StoredFile } from './contract.ts';
import type { Tables } from './tables.ts';

/** A file with what decides about reading it. */
export interface FileRecord extends StoredFile {
  /** Agencies that it was shared with. */
  agencies: string[];
  viewingSha256: Buffer | null;
}

interface Row {
  id: string;
  owner: string;
  name: string;
  type: ContentType;
  bytes: number;
  sha256: Buffer;
  viewing_sha256: Buffer | null;
  pages: number | null;
  width: number | null;
  height: number | null;
  scan: Scan;
  kept: boolean;
  received_at: Date;
  agencies: string[];
}

/** Files by id, in the order asked for; ids that are unknown or no ids at all are left out. */
export async function findFiles(database: Database, ids: readonly string[]): Promise<FileRecord[]> {
  const asked = ids.filter(isId);
  if (asked.length === 0) return [];
  const { rows } = await sql<Row>`${sql.raw(PREPARED)}
    select f.id, f.owner, f.name, f.type, f.bytes, f.sha256, f.viewing_sha256, f.pages, f.width, f.height,
      c.scan, f.received_at,
      exists (select from files.keeping k where k.file_id = f.id) as kept,
      array(select s.agency_id::text from files.share s where s.file_id = f.id) as agencies
    from files.file f join files.content c using (sha256)
    where f.id = any(${asked}::uuid[])`.execute(database.of<Tables>());
  const found = new Map(rows.map((row) => [row.id, recordOf(row)]));
  return asked.flatMap((id) => found.get(id.toLowerCase()) ?? []);
}

function recordOf(row: Row): FileRecord {
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    type: row.type,
    bytes: row.bytes,
    sha256: row.sha256.toString('hex'),
    ...(row.pages === null ? {} : { pages: row.pages }),
    ...(row.width === null ? {} : { width: row.width }),
    ...(row.height === null ? {} : { height: row.height }),
    scan: row.scan,
    kept: row.kept,
    receivedAt: row.received_at.toISOString(),
    agencies: row.agencies,
    viewingSha256: row.viewing_sha256,
  };
}

/** What others may know of a file: without the hash of the copy and the list of agencies. */
export function storedFile({ agencies: _agencies, viewingSha256: _viewing, ...file }: FileRecord): StoredFile {
  return file;
}
