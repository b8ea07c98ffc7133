import { accountOf, type Actor, type AgencyActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { Download } from '#platform/operation.ts';
import { mayRead } from './access.ts';
import type { ContentType } from './content/types.ts';
import { filesProblem } from './errors.ts';
import { nameWithExtension } from './names.ts';
import { findFiles, type FileRecord } from './queries.ts';
import { inMegabytes } from './rules.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

// Browsers show these by themselves. A PDF is saved instead: the sandbox that every file is served under keeps the
// browser's own PDF reader from opening.
const SHOWN: readonly ContentType[] = ['image/jpeg', 'image/png', 'image/webp'];

/** The most that is read into memory at once; what is larger is streamed. What the house makes is smaller (`HOUSE_RULES`). */
export const MOST_HELD = 64 * 1024 * 1024;

/** The file if the actor may read it. Throws `files.not-found` otherwise, so that nobody learns which ids exist. */
export async function getReadable(tools: Tools, id: string, actor: Actor): Promise<FileRecord> {
  const [file] = await findFiles(tools.database, [id]);
  if (!file || !mayRead(actor, file)) throw filesProblem('not-found');
  return file;
}

/** The original bytes for a person. Throws not-found, virus-found, being-scanned. */
export async function openFile(tools: Tools, id: string, actor: Actor): Promise<Download> {
  const file = await getReadable(tools, id, actor);
  await admitReader(tools, file, actor);
  return {
    ...bodyOf(tools, file.sha256, file.bytes),
    type: file.type,
    name: file.name,
    inline: SHOWN.includes(file.type),
  };
}

/** The viewing copy of a picture. Throws not-found, virus-found, being-scanned, no-viewing-copy. */
export async function viewFile(tools: Tools, id: string, actor: Actor): Promise<Download> {
  const file = await getReadable(tools, id, actor);
  if (!file.viewingSha256) throw filesProblem('no-viewing-copy');
  await admitReader(tools, file, actor);
  const bytes = await contentOf(tools, file.viewingSha256);
  return { bytes, type: 'image/jpeg', name: nameWithExtension(file.name, ['.jpg']), inline: true };
}

/** The bytes for another room, which has its own reasons. An infected file is not given to anybody. */
export async function readBytes(tools: Tools, id: string): Promise<Buffer> {
  const file = await getSound(tools, id);
  if (file.bytes > MOST_HELD) throw filesProblem('too-large', { params: { limit: inMegabytes(MOST_HELD) } });
  return contentOf(tools, Buffer.from(file.sha256, 'hex'));
}

/** As {@link readBytes}, for an operation of another room that hands the file on to a person: streamed, so of any size. */
export async function passOn(tools: Tools, id: string): Promise<Pick<Download, 'bytes' | 'stored'>> {
  const file = await getSound(tools, id);
  return bodyOf(tools, file.sha256, file.bytes);
}

async function getSound(tools: Tools, id: string): Promise<FileRecord> {
  const [file] = await findFiles(tools.database, [id]);
  if (!file) throw filesProblem('not-found');
  if (file.scan === 'infected') throw filesProblem('virus-found');
  return file;
}

function bodyOf({ content }: Tools, sha256: string, bytes: number): Pick<Download, 'bytes' | 'stored'> {
  const read = (from: number, to: number) => content.stream(Buffer.from(sha256, 'hex'), from, to);
  return { bytes: Buffer.alloc(0), stored: { bytes, sha256, read } };
}

async function admitReader(tools: Tools, file: FileRecord, actor: Actor): Promise<void> {
  if (file.scan === 'infected') throw filesProblem('virus-found');
  const isOwner = accountOf(actor) === file.owner;
  // Who sent it may look at it at once; everybody else waits for the scanner.
  if (file.scan === 'pending' && !isOwner) throw filesProblem('being-scanned', { retryAfter: 30 });
  if ((actor.kind === 'officer' || actor.kind === 'program') && !isOwner) await recordOpening(tools, file.id, actor);
}

async function contentOf({ content }: Tools, sha256: Buffer): Promise<Buffer> {
  const bytes = await content.read(sha256);
  if (!bytes) throw new Error(`The content ${sha256.toString('hex')} is recorded but not in the store`);
  return bytes;
}

async function recordOpening({ database, clock }: Tools, fileId: string, who: AgencyActor): Promise<void> {
  await database
    .of<Tables>()
    .insertInto('files.opening')
    .values({
      id: newId(),
      file_id: fileId,
      account_id: accountOf(who) ?? '',
      agency_id: who.agencyId,
      opened_at: clock.now(),
    })
    .execute();
}
