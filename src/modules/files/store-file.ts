import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { EXTENSIONS, type InspectedContent } from './content/types.ts';
import { filesProblem } from './errors.ts';
import { fileStored } from './events.ts';
import { nameWithExtension } from './names.ts';
import { SCAN_JOB } from './scan-content.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

interface Stored {
  id: string;
  /** Account, or agency. */
  owner: string;
  name: string;
  content: InspectedContent;
}

export interface NewFile extends Stored {
  bytes: Buffer;
}

/** A file whose bytes lie in the store already. */
export interface NewLargeFile extends Stored {
  bytes: number;
  sha256: Buffer;
}

/** Writes an inspected file, its content (once per SHA-256) and its viewing copy, and announces it. */
export async function storeFile(trx: Transaction<Tables>, tools: Tools, file: NewFile): Promise<void> {
  const sha256 = await storeBytes(trx, tools, file.bytes, { scanned: true });
  await writeFile(trx, tools, { ...file, bytes: file.bytes.length, sha256 });
}

/** As {@link storeFile}, for bytes that came in as a blob: it becomes the content, or goes when the content is here already. */
export async function storeBlob(
  trx: Transaction<Tables>,
  tools: Tools,
  { blobId, ...file }: NewLargeFile & { blobId: string },
): Promise<void> {
  const fresh = await storeContent(trx, tools, file, { scanned: true });
  if (fresh) await tools.content.adopt(trx, blobId, file.sha256);
  else await tools.content.discard(trx, blobId);
  await writeFile(trx, tools, file);
}

/** As {@link storeBlob}, for content that this sender has sent before. Throws `files.not-found` when it was swept since. */
export async function storeKnown(trx: Transaction<Tables>, tools: Tools, file: NewLargeFile): Promise<void> {
  const { rows } = await sql`select from files.content where sha256 = ${file.sha256} for update`.execute(trx);
  if (rows.length === 0) throw filesProblem('not-found');
  await storeContent(trx, tools, file, { scanned: true });
  await writeFile(trx, tools, file);
}

async function writeFile(trx: Transaction<Tables>, tools: Tools, file: NewLargeFile): Promise<void> {
  const { type, pages, width, height, viewingCopy } = file.content;
  const viewing = viewingCopy && (await storeBytes(trx, tools, viewingCopy, { scanned: false }));
  await trx
    .insertInto('files.file')
    .values({
      id: file.id,
      owner: file.owner,
      name: nameWithExtension(file.name, EXTENSIONS[type]),
      type,
      bytes: file.bytes,
      sha256: file.sha256,
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
    bytes: file.bytes,
    sha256: file.sha256.toString('hex'),
  });
}

async function storeBytes(
  trx: Transaction<Tables>,
  tools: Tools,
  bytes: Buffer,
  options: { scanned: boolean },
): Promise<Buffer> {
  const sha256 = createHash('sha256').update(bytes).digest();
  if (await storeContent(trx, tools, { sha256, bytes: bytes.length }, options))
    await tools.content.write(trx, sha256, bytes);
  return sha256;
}

/**
 * Known content is only touched, so that the sweep leaves it; new content is recorded and, where there is a scanner, queued for it.
 * Viewing copies are made here from pixels and need no scan. Answers whether it is new, and so its bytes must be written. Throws
 * `files.virus-found` for content that was found infected before, whoever sent it then.
 */
async function storeContent(
  trx: Transaction<Tables>,
  { scanner, clock, jobs }: Tools,
  { sha256, bytes }: { sha256: Buffer; bytes: number },
  { scanned }: { scanned: boolean },
): Promise<boolean> {
  const wanted = scanned && scanner ? 'pending' : 'not-scanned';
  const now = clock.now();
  const { rows } = await sql<{ scan: string; fresh: boolean }>`
    insert into files.content as known (sha256, bytes, scan, stored_at, touched_at)
    values (${sha256}, ${bytes}, ${wanted}, ${now}, ${now})
    on conflict (sha256) do update set touched_at = greatest(known.touched_at, excluded.touched_at),
      scan = case when known.scan = 'not-scanned' then excluded.scan else known.scan end
    returning scan, xmax = 0 as fresh`.execute(trx);
  const known = rows[0];
  if (known?.scan === 'infected') throw filesProblem('virus-found');
  if (known?.scan === 'pending') {
    const hash = sha256.toString('hex');
    await jobs.add(trx, SCAN_JOB, { sha256: hash }, { key: `${SCAN_JOB}:${hash}` });
  }
  return known?.fresh ?? false;
}
