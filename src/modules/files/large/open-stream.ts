import { filesProblem } from '../errors.ts';
import { findFiles } from '../queries.ts';
import type { Tables } from '../tables.ts';
import type { Tools } from '../tools.ts';

/** Bytes that come as fast as they are taken. */
export interface OpenedStream extends AsyncIterable<Buffer> {
  /** Of the whole content, whatever part is read. */
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** Opens a file by its id or a content by its SHA-256, for rooms that have reasons of their own. Throws not-found, virus-found. */
export async function openStream(
  tools: Tools,
  idOrSha256: string,
  { from = 0, to }: { from?: number; to?: number } = {},
): Promise<OpenedStream> {
  const [file] = await findFiles(tools.database, [idOrSha256]);
  const sha256 = file?.sha256 ?? (/^[0-9a-f]{64}$/.test(idOrSha256) ? idOrSha256 : undefined);
  if (sha256 === undefined) throw filesProblem('not-found');
  const content = await tools.database
    .of<Tables>()
    .selectFrom('files.content')
    .select(['bytes', 'scan'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst();
  if (!content) throw filesProblem('not-found');
  if (content.scan === 'infected') throw filesProblem('virus-found');
  const { bytes } = content;
  const [start, end] = [Math.max(0, from), Math.min(to ?? bytes, bytes)];
  return {
    bytes,
    sha256,
    [Symbol.asyncIterator]: () => tools.content.stream(Buffer.from(sha256, 'hex'), start, end)[Symbol.asyncIterator](),
  };
}
