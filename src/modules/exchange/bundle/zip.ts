import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { fromBuffer, open as openPath, type Entry as ZipEntry, type ZipFile as Opened } from 'yauzl';
import { ZipFile } from 'yazl';

/** Read as local time, so it is the same date in the file wherever it is written. */
const nowhen = new Date(1980, 0, 1);

/** Held in memory, or read when its turn comes. */
export type Entry = Buffer | { open(): AsyncIterable<Buffer> };

/** The same form, of entries that need not fit into memory: one after another, each opened when the one before is through. */
export async function* streamZip(entries: ReadonlyMap<string, Entry>): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const options = { compress: false, mtime: nowhen, mode: 0o100644, forceDosTimestamp: true };
  const opened: Readable[] = [];
  const output = Readable.from(zip.outputStream as AsyncIterable<Buffer>);
  for (const [name, entry] of [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (Buffer.isBuffer(entry)) {
      zip.addBuffer(entry, name, options);
      continue;
    }
    zip.addReadStreamLazy(name, options, (give) => {
      const input = Readable.from(entry.open(), { objectMode: false });
      input.once('error', (error) => output.destroy(error));
      opened.push(input);
      give(null, input);
    });
  }
  zip.end();
  try {
    yield* output as AsyncIterable<Buffer>;
  } finally {
    for (const input of opened) input.destroy();
  }
}

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

/** More than all that is not a payload can have. */
const mostInMemory = 512 * 1024 * 1024;

export type OpenedBundle = {
  files: Map<string, Buffer>;
  /** SHA-256 of each payload, by the name of its entry. */ payloads: Map<string, string>;
};

/**
 * Reads a bundle from the disk: payloads pass by, the rest is kept. As with `readZip` it must be exactly the bytes that `streamZip` makes
 * of its entries: it is made again and both are hashed. @returns undefined when it is not
 */
export async function readZipFile(path: string): Promise<OpenedBundle | undefined> {
  let zip: Opened | undefined;
  try {
    zip = await openFile(path);
    const opened = zip;
    const entries = new Map<string, Entry>();
    const files = new Map<string, Buffer>();
    const payloads = new Map<string, string>();
    let kept = 0;
    for await (const entry of entriesOf(opened)) {
      const { fileName: name } = entry;
      if (entry.compressionMethod !== 0 || entries.has(name)) return undefined;
      const read = () => readEntry(opened, entry);
      if (name.startsWith('payloads/')) {
        const hash = createHash('sha256');
        for await (const piece of read()) hash.update(piece);
        payloads.set(name, hash.digest('hex'));
        entries.set(name, { open: read });
        continue;
      }
      kept += entry.uncompressedSize;
      if (kept > mostInMemory) return undefined;
      const bytes = await buffer(read());
      files.set(name, bytes);
      entries.set(name, bytes);
    }
    const made = payloads.size > 0 ? await digestOf(streamZip(entries)) : await digestOf([await writeZip(files)]);
    return made === (await digestOf(createReadStream(path) as AsyncIterable<Buffer>)) ? { files, payloads } : undefined;
  } catch {
    // As above: whatever the errors are, it is no bundle.
    return undefined;
  } finally {
    zip?.close();
  }
}

/** One file of a bundle that was found whole, from the disk. */
export async function* readZipEntry(path: string, name: string): AsyncGenerator<Buffer> {
  const zip = await openFile(path);
  try {
    for await (const entry of entriesOf(zip)) {
      if (entry.fileName !== name) continue;
      yield* readEntry(zip, entry);
      return;
    }
    throw new Error(`There is no ${name}.`);
  } finally {
    zip.close();
  }
}

async function digestOf(source: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of source) hash.update(piece);
  return hash.digest('hex');
}

function openFile(path: string): Promise<Opened> {
  return new Promise((resolve, reject) => {
    openPath(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

async function* entriesOf(zip: Opened): AsyncGenerator<ZipEntry> {
  for (;;) {
    const entry = await new Promise<ZipEntry | undefined>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('end', () => resolve(undefined));
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}

async function* readEntry(zip: Opened, entry: ZipEntry): AsyncGenerator<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  yield* stream as AsyncIterable<Buffer>;
}
