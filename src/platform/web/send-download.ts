import { Readable } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Download, StoredBytes } from '../operation.ts';
import { platformProblem } from '../problem.ts';

/** Sends bytes with the headers that keep a file a file: no sniffing, no scripts, a safe name. */
export function sendDownload(reply: FastifyReply, file: Download): FastifyReply {
  const ascii = file.name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .replaceAll(/[^\w.-]+/g, '_');
  reply
    .header('content-type', file.type)
    .header(
      'content-disposition',
      `${file.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('cache-control', file.immutable ? 'private, max-age=31536000, immutable' : 'private, no-store');
  if (file.stream)
    return reply.send(Readable.from(reply.request.method === 'HEAD' ? [] : file.stream, { objectMode: false }));
  return file.stored ? sendStored(reply, file.stored) : reply.send(file.bytes);
}

/**
 * As fast as the line takes them and no faster. Whoever lost the line fetches the rest by a range, which counts only for the same
 * content (If-Range): the tag is the content's digest.
 */
function sendStored(reply: FastifyReply, { bytes, sha256, read }: StoredBytes): FastifyReply {
  const { headers, method } = reply.request;
  const tag = `"${sha256}"`;
  const digest = `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
  reply.header('etag', tag).header('accept-ranges', 'bytes').header('repr-digest', digest);
  if (isKnown(headers, tag)) return reply.status(304).send();
  const part = partAsked(headers, tag, bytes);
  if (part === 'none') {
    for (const name of ['etag', 'repr-digest', 'content-disposition']) reply.removeHeader(name);
    throw platformProblem('range-not-satisfiable', { headers: { 'content-range': `bytes */${bytes}` } });
  }
  // Of the whole the digest is also that of what is sent (RFC 9530); of a part it is not.
  if (part) reply.status(206).header('content-range', `bytes ${part.from}-${part.to - 1}/${bytes}`);
  else reply.header('content-digest', digest);
  const { from, to } = part ?? { from: 0, to: bytes };
  reply.header('content-length', to - from);
  // To HEAD an empty stream: without any body the server would say that there are 0 bytes.
  return reply.send(Readable.from(method === 'HEAD' ? [] : read(from, to), { objectMode: false }));
}

function isKnown(headers: IncomingHttpHeaders, tag: string): boolean {
  const known = headers['if-none-match'];
  return (
    known !== undefined && known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*')
  );
}

/**
 * The one part that is asked for; `undefined` for the whole, which is also the answer to several parts, to a range that cannot be read
 * (RFC 9110 lets a server ignore both) and to one of another content; 'none' where it lies outside.
 */
export function partAsked(
  headers: { range?: string | undefined; 'if-range'?: string | string[] | undefined },
  tag: string,
  bytes: number,
): { from: number; to: number } | 'none' | undefined {
  const range = /^bytes\s*=\s*(\d*)-(\d*)$/i.exec(headers.range?.trim() ?? '');
  if (!range || (headers['if-range'] !== undefined && headers['if-range'] !== tag)) return undefined;
  const [first, last] = [range[1] ?? '', range[2] ?? ''];
  if (first === '') {
    if (last === '') return undefined;
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'none' : { from: bytes - length, to: bytes };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return undefined;
  if (from >= bytes) return 'none';
  return { from, to: last === '' ? bytes : Math.min(Number(last) + 1, bytes) };
}
