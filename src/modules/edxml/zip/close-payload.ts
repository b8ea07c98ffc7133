import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { encodeBase64 } from '../xml/base64.ts';

/**
 * A file as it stands in a packet: zipped with one entry, then base64. Deflated, not stored: the size is not known before it has been read,
 * and the archive readers of Java refuse a stored entry whose size comes after it. Lightly: office papers and PDF are packed already. The same file gives the same characters each time: the
 * packet is made twice, once for its digest and once to be sent.
 */
export async function* closePayload(name: string, source: AsyncIterable<Uint8Array>, at: Date): AsyncGenerator<string> {
  const zip = new ZipFile();
  const input = Readable.from(source, { objectMode: false });
  const output = Readable.from(zip.outputStream as AsyncIterable<Buffer>);
  input.once('error', (error) => output.destroy(error));
  zip.addReadStream(input, entryName(name), { mtime: at, mode: 0o100644, compressionLevel: 1 });
  zip.end();
  try {
    yield* encodeBase64(output as AsyncIterable<Buffer>);
  } finally {
    input.destroy();
  }
}

/** One name without a way in it: a reader that joins it to a folder stays in the folder. */
export function entryName(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').replace(/^\.+/, '-') || 'tep';
}
