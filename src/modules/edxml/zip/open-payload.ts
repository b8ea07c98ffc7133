import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { isProblem } from '#platform/problem.ts';
import { edxmlProblem } from '../errors.ts';
import type { PacketLimits } from '../limits.ts';
import { decodeBase64 } from '../xml/base64.ts';
import { fileSource, type Source } from '../xml/source.ts';
import { spool, type Spooled } from './spool.ts';

export interface OpenedPayload {
  /** Of the file itself, as far as the archive says; the stream is held to it. */
  bytes: number;
  stream: AsyncIterable<Buffer>;
  close(): Promise<void>;
}

type Limits = Pick<PacketLimits, 'fileBytes' | 'ratio'>;

/**
 * The file behind a payload: base64 of an archive with one entry, or of the file as it is. The archive lies on the disk meanwhile, since its
 * directory stands at its end; nothing of it is kept in memory.
 * @throws edxml.bad-zip, zip-entries, zip-bomb, too-large
 */
export async function openPayload(base64: AsyncIterable<Buffer>, limits: Limits): Promise<OpenedPayload> {
  const spooled = await spool(decodeBase64(base64), limits.fileBytes, () => tooLarge(limits));
  try {
    const source = fileSource(spooled.path, spooled.bytes);
    if (!(await startsAsZip(source)))
      return { bytes: spooled.bytes, stream: source.read(), close: () => spooled.remove() };
    return await openArchive(spooled, limits);
  } catch (error) {
    await spooled.remove();
    throw error;
  }
}

function tooLarge({ fileBytes }: Limits): never {
  throw edxmlProblem('too-large', { params: { limit: `${Math.round(fileBytes / 1024 / 1024)} MB` } });
}

async function startsAsZip(source: Source): Promise<boolean> {
  for await (const piece of source.read(0, 4)) return piece.equals(Buffer.from('PK\x03\x04', 'latin1'));
  return false;
}

async function openArchive(spooled: Spooled, limits: Limits): Promise<OpenedPayload> {
  // Its own checks: entry names that climb out or are absolute, sizes that are not what the directory says.
  const zip = await openPromise(spooled.path, { strictFileNames: true, autoClose: false }).catch(badZip);
  try {
    if (zip.entryCount !== 1) throw edxmlProblem('zip-entries');
    const entry = await firstEntry(zip);
    if (entry.isEncrypted() || !entry.canDecodeFileData() || entry.fileName.endsWith('/'))
      throw edxmlProblem('bad-zip');
    if (entry.uncompressedSize > limits.fileBytes) tooLarge(limits);
    if (entry.uncompressedSize > limits.ratio * Math.max(entry.compressedSize, 1024)) throw edxmlProblem('zip-bomb');
    const stream = await zip.openReadStreamPromise(entry).catch(badZip);
    return {
      bytes: entry.uncompressedSize,
      stream: guarded(stream, entry.crc32),
      async close() {
        stream.destroy();
        zip.close();
        await spooled.remove();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function firstEntry(zip: ZipFile): Promise<Entry> {
  try {
    for await (const entry of zip.eachEntry()) return entry;
  } catch (error) {
    badZip(error);
  }
  throw edxmlProblem('zip-entries');
}

/** What breaks in the middle (more or fewer bytes than said, a wrong sum, which the library leaves to us) is a broken archive, not a fault of ours. */
async function* guarded(stream: AsyncIterable<unknown>, sum: number): AsyncGenerator<Buffer> {
  try {
    let seen = 0;
    for await (const piece of stream) {
      seen = crc32(piece as Buffer, seen);
      yield piece as Buffer;
    }
    if (seen !== sum) throw edxmlProblem('bad-zip');
  } catch (error) {
    badZip(error);
  }
}

function badZip(error: unknown): never {
  if (isProblem(error)) throw error;
  throw edxmlProblem('bad-zip', { cause: error });
}
