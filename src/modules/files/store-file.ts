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
  if (fresh) await tools.content.adopt(trx, [{ blobId, sha256: file.sha256 }]);
  else await tools.content.discard(trx, [blobId]);
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

/** Contents that are recorded, or touched so that the sweep leaves them; and which of them are new. */
export async function storeContents(
  trx: Transaction<Tables>,
  { scanner, clock }: Tools,
  contents: readonly { sha256: Buffer; bytes: number }[],
): Promise<Map<string, { infected: boolean; fresh: boolean }>> {
  const now = clock.now();
  // In one order for all who do this at once, so that none waits for the other.
  const { rows } = await sql<{ sha256: Buffer; scan: string; fresh: boolean }>`
    insert into files.content as known (sha256, bytes, scan, stored_at, touched_at)
    select sha256, bytes, ${scanner ? 'pending' : 'not-scanned'}, ${now}, ${now}
    from unnest(${contents.map(({ sha256 }) => sha256)}::bytea[], ${contents.map(({ bytes }) => bytes)}::bigint[])
      as given (sha256, bytes) order by sha256
    on conflict (sha256) do update set touched_at = greatest(known.touched_at, excluded.touched_at),
      scan = case when known.scan = 'not-scanned' then excluded.scan else known.scan end
    returning sha256, scan, xmax = 0 as fresh`.execute(trx);
  return new Map(
    rows.map(({ sha256, scan, fresh }) => [sha256.toString('hex'), { infected: scan === 'infected', fresh }]),
  );
}

/**
 * As {@link storeKnown}, for many files at once. @returns of those that did not become files, by their SHA-256 (hexadecimal), why: swept
 * since it came, or infected
 */
export async function storeManyKnown(
  trx: Transaction<Tables>,
  tools: Tools,
  files: readonly NewLargeFile[],
): Promise<Map<string, 'not-found' | 'virus-found'>> {
  const { scanner, clock, jobs, publishAll } = tools;
  const now = clock.now();
  const { rows } = await sql<{ hash: string; scan: string }>`
    with here as materialized (
      select sha256 from files.content where sha256 = any(${files.map(({ sha256 }) => sha256)}::bytea[])
      order by sha256 for update)
    update files.content c set touched_at = greatest(c.touched_at, ${now}),
      scan = case when c.scan = 'not-scanned' then ${scanner ? 'pending' : 'not-scanned'} else c.scan end
    from here where c.sha256 = here.sha256 returning encode(c.sha256, 'hex') as hash, c.scan`.execute(trx);
  const scans = new Map(rows.map(({ hash, scan }) => [hash, scan]));
  const refused = new Map<string, 'not-found' | 'virus-found'>();
  const stored = files.filter(({ sha256 }) => {
    const hash = sha256.toString('hex');
    const scan = scans.get(hash);
    if (scan === undefined) refused.set(hash, 'not-found');
    if (scan === 'infected') refused.set(hash, 'virus-found');
    return !refused.has(hash);
  });
  if (stored.length === 0) return refused;
  for (const [hash, scan] of scans)
    if (scan === 'pending') await jobs.add(trx, SCAN_JOB, { sha256: hash }, { key: `${SCAN_JOB}:${hash}` });
  await sql`
    insert into files.file (id, owner, name, type, bytes, sha256, received_at)
    select id, owner, name, type, bytes, sha256, ${now}
    from unnest(${stored.map(({ id }) => id)}::uuid[], ${stored.map(({ owner }) => owner)}::uuid[],
      ${stored.map(({ name, content }) => nameWithExtension(name, EXTENSIONS[content.type]))}::text[],
      ${stored.map(({ content }) => content.type)}::text[], ${stored.map(({ bytes }) => bytes)}::bigint[],
      ${stored.map(({ sha256 }) => sha256)}::bytea[]) as given (id, owner, name, type, bytes, sha256)`.execute(trx);
  await publishAll(
    trx,
    fileStored,
    stored.map(({ id, owner, content, bytes, sha256 }) => ({
      payload: { fileId: id, ownerAccountId: owner, type: content.type, bytes, sha256: sha256.toString('hex') },
      actor: { kind: 'system', name: 'files' },
    })),
  );
  return refused;
}
