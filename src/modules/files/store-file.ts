import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { EXTENSIONS, type InspectedContent } from './content/types.ts';
import { filesProblem } from './errors.ts';
import { fileStored } from './events.ts';
import { nameWithExtension } from './names.ts';
import { SCAN_JOB } from './scan-content.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

export interface NewFile {
  id: string;
  /** Account. */
  owner: string;
  name: string;
  bytes: Buffer;
  content: InspectedContent;
}

/** Writes an inspected file, its content (once per SHA-256) and its viewing copy, and announces it. */
export async function storeFile(trx: Transaction<Tables>, tools: Tools, file: NewFile): Promise<void> {
  const { type, pages, width, height, viewingCopy } = file.content;
  const sha256 = await storeContent(trx, tools, file.bytes, { scanned: true });
  const viewing = viewingCopy && (await storeContent(trx, tools, viewingCopy, { scanned: false }));
  await trx
    .insertInto('files.file')
    .values({
      id: file.id,
      owner: file.owner,
      name: nameWithExtension(file.name, EXTENSIONS[type]),
      type,
      bytes: file.bytes.length,
      sha256,
      pages: pages ?? null,
      width: width ?? null,
      height: height ?? null,
      viewing_sha256: viewing ?? null,
      received_at: tools.clock.now(),
    })
    .execute();
  await tools.publish(trx, fileStored, {
    fileId: file.id,
    ownerAccountId: file.owner,
    type,
    bytes: file.bytes.length,
    sha256: sha256.toString('hex'),
  });
}

/**
 * Known content is only touched, so that the sweep leaves it; new content is written and, where there is a scanner,
 * queued for it. Viewing copies are made here from pixels and need no scan. Throws `files.virus-found` for content
 * that was found infected before, whoever sent it then.
 */
async function storeContent(
  trx: Transaction<Tables>,
  { content, scanner, clock, jobs }: Tools,
  bytes: Buffer,
  { scanned }: { scanned: boolean },
): Promise<Buffer> {
  const sha256 = createHash('sha256').update(bytes).digest();
  const wanted = scanned && scanner ? 'pending' : 'not-scanned';
  const now = clock.now();
  const { rows } = await sql<{ scan: string; fresh: boolean }>`
    insert into files.content as known (sha256, bytes, scan, stored_at, touched_at)
    values (${sha256}, ${bytes.length}, ${wanted}, ${now}, ${now})
    on conflict (sha256) do update set touched_at = greatest(known.touched_at, excluded.touched_at),
      scan = case when known.scan = 'not-scanned' then excluded.scan else known.scan end
    returning scan, xmax = 0 as fresh`.execute(trx);
  const known = rows[0];
  if (known?.scan === 'infected') throw filesProblem('virus-found');
  if (known?.fresh) await content.write(trx, sha256, bytes);
  if (known?.scan === 'pending') {
    const hash = sha256.toString('hex');
    await jobs.add(trx, SCAN_JOB, { sha256: hash }, { key: `${SCAN_JOB}:${hash}` });
  }
  return sha256;
}
