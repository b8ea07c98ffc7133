import { createReadStream } from 'node:fs';

/** The bytes of a packet, which can be read again from any place: header first, each payload when it is wanted, all for the digest. */
export interface Source {
  size: number;
  read(from?: number, to?: number): AsyncIterable<Buffer>;
}

const PIECE = 256 * 1024;

export function bytesSource(bytes: Uint8Array): Source {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: whole.length,
    async *read(from = 0, to = whole.length) {
      for (let at = from; at < to; at += PIECE) yield whole.subarray(at, Math.min(to, at + PIECE));
    },
  };
}

export function fileSource(path: string, size: number): Source {
  return {
    size,
    async *read(from = 0, to = size) {
      if (to <= from) return;
      for await (const piece of createReadStream(path, { start: from, end: to - 1, highWaterMark: PIECE }))
        yield piece as Buffer;
    },
  };
}
