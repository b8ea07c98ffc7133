import canonicalize from 'canonicalize';
import { Type } from 'typebox';
import { WHOLE_BYTES, type WholeOutcome, type WholePayload } from '#modules/files/index.ts';
import { PIECE_BYTES } from './messages.ts';
import { parsed, shapeOf } from './shape.ts';
import type { By } from './signed-word.ts';

/**
 * Several small payloads in one request, each of them whole: a line of JSON that names them in their order, then their bytes one after the
 * other. Most documents have one file of some ten kilobytes, and with a request for each of them signing, checking and committing cost more
 * than all the rest of the way.
 */
export const MOST_TOGETHER = 100;
/** What both sides hold in memory for it: the bytes of as much as one piece, and the line that names them. */
export const TOGETHER_BYTES = PIECE_BYTES + 16 * 1024;
/** A longer payload goes by itself, in pieces. */
export const SMALL_BYTES = WHOLE_BYTES;

const Line = Type.Object(
  {
    payloads: Type.Array(
      Type.Object(
        {
          sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
          bytes: Type.Integer({ minimum: 1, maximum: SMALL_BYTES }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: MOST_TOGETHER },
    ),
  },
  { additionalProperties: false },
);

const isLine = shapeOf(Line);
const LINE_END = 0x0a;

export function writeTogether(payloads: readonly WholePayload[]): Buffer {
  const line = { payloads: payloads.map(({ sha256, content }) => ({ sha256, bytes: content.length })) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(line)}\n`), ...payloads.map(({ content }) => content)]);
}

/** @returns undefined for what has another shape, names a payload twice, or has more or fewer bytes than it names */
export function readTogether(body: Buffer): WholePayload[] | undefined {
  const end = body.indexOf(LINE_END);
  const line = end < 0 ? undefined : parsed(body.toString('utf8', 0, end));
  if (!isLine(line)) return undefined;
  let at = end + 1;
  const payloads = line.payloads.map(({ sha256, bytes }) => {
    const content = body.subarray(at, at + bytes);
    at += bytes;
    return { sha256, content };
  });
  const once = new Set(payloads.map(({ sha256 }) => sha256)).size === payloads.length;
  return once && at === body.length ? payloads : undefined;
}

/** The kind keeps a node's signature under one thing from being shown under another. */
const KIND = 'lien-thong/nhieu-tep@1';

const Said = Type.Object({
  results: Type.Array(Type.Enum(['taken', 'unasked', 'begun', 'differs'] satisfies WholeOutcome[])),
});

const isSaid = shapeOf(Said);

/** What became of each payload of the request with this digest, in their order. */
export const togetherStatement =
  (digest: Buffer, results: readonly WholeOutcome[]) =>
  (by: By): string =>
    canonicalize({ kind: KIND, ...by, digest: `sha-256=:${digest.toString('base64')}:`, results }) ?? '';

/** @returns undefined where it is not about this request, or not about all of it */
export function readTogetherStatement(
  { by, statement, said }: { by: By; statement: string; said: unknown },
  { digest, payloads }: { digest: Buffer; payloads: number },
): WholeOutcome[] | undefined {
  if (!isSaid(said) || said.results.length !== payloads) return undefined;
  return togetherStatement(digest, said.results)(by) === statement ? said.results : undefined;
}
