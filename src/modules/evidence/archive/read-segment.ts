import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { headOf, type SegmentFacts } from './segment.ts';

const lineEnd = 10;
/** A record has at most 64 KB of data and some kilobytes beside it, escaped twice at worst. */
const longestLine = 1024 * 1024;

/** The lines of a file without their ends, and where each begins. The last must be whole. @throws when the file cannot be read */
export async function* linesOf(path: string): AsyncGenerator<{ line: Buffer; start: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let start = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    let from = 0;
    const bytes = rest.length === 0 ? (piece as Buffer) : Buffer.concat([rest, piece as Buffer]);
    for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, from)) {
      yield { line: bytes.subarray(from, at), start };
      start += at + 1 - from;
      from = at + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > longestLine) throw new Error('A line of the segment is too long.');
  }
  if (rest.length > 0) throw new Error('The segment ends within a line.');
}

/** Whether a file is exactly what these facts say. */
export async function isWhole(path: string, facts: SegmentFacts): Promise<boolean> {
  const hash: Hash = createHash('sha256');
  let lines = -1;
  try {
    for await (const { line } of linesOf(path)) {
      if (lines < 0 && `${line.toString()}\n` !== headOf(facts)) return false;
      if (lines >= 0) hash.update(line).update('\n');
      lines += 1;
    }
  } catch (error) {
    if ((error as { code?: string }).code !== undefined) throw error;
    return false;
  }
  return lines === facts.records && hash.digest().equals(facts.digest);
}

export type Place = { file: string; start: number; bytes: number };

/** Some lines of the archive, in the order in which they are asked for. @throws when a file is not there or ends before */
export async function readLines(folder: string, places: readonly Place[]): Promise<string[]> {
  const lines: string[] = Array.from({ length: places.length }, () => '');
  const byFile = Map.groupBy(places.entries(), ([, place]) => place.file);
  for (const [file, wanted] of byFile) {
    const handle = await open(join(folder, file), 'r');
    try {
      for (const [index, { start, bytes }] of wanted) {
        const buffer = Buffer.alloc(bytes);
        const { bytesRead } = await handle.read(buffer, 0, bytes, start);
        if (bytesRead !== bytes) throw new Error('The segment is shorter than its index says.');
        lines[index] = buffer.toString();
      }
    } finally {
      await handle.close();
    }
  }
  return lines;
}
