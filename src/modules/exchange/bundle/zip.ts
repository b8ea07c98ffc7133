import { buffer } from 'node:stream/consumers';
import { fromBuffer, type ZipFile as Opened } from 'yauzl';
import { ZipFile } from 'yazl';

/** Read as local time, so it is the same date in the file wherever it is written. */
const nowhen = new Date(1980, 0, 1);

/** The same files give the same bytes, always: sorted, stored without compression, all of one date. */
export async function writeZip(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    zip.addBuffer(bytes, name, { compress: false, mtime: nowhen, mode: 0o100644, forceDosTimestamp: true });
  zip.end();
  return buffer(zip.outputStream);
}

/** @returns the files, or `undefined` when the bytes are not exactly what `writeZip` makes of them: nothing is hidden between them */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer> | undefined> {
  try {
    const files = await readFiles(await open(bytes));
    return (await writeZip(files)).equals(bytes) ? files : undefined;
  } catch {
    // yauzl throws many kinds of errors on bytes that are no such file: for the reader all are one.
    return undefined;
  }
}

function open(bytes: Buffer): Promise<Opened> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function readFiles(zip: Opened): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry) => {
      // Nothing is packed in ours, so nothing can unpack to more than the file has.
      if (entry.compressionMethod !== 0 || files.has(entry.fileName))
        return reject(new Error('Not a file of a bundle.'));
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('error', reject);
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(parts));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
}
