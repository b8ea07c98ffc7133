import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ExchangeDeps } from '../deps.ts';
import { readWord, signWord, type By } from './signed-word.ts';

/** Which bytes of which payload. */
export interface Piece {
  sha256: string;
  from: number;
  bytes: Buffer;
}

/** The kind keeps a node's signature under one thing from being shown under another. */
const KIND = 'lien-thong/manh-tep@1';

/** That a node has put just these bytes to what it has of the payload, said to the one that sent them. */
const statementOf =
  ({ sha256, from, bytes }: Piece) =>
  (by: By): string =>
    canonicalize({
      kind: KIND,
      ...by,
      payload: sha256,
      from,
      bytes: bytes.length,
      digest: `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
    }) ?? '';

export const signPiece = (deps: Pick<ExchangeDeps, 'nodes' | 'clock'>, peer: string, piece: Piece) =>
  signWord(deps, peer, statementOf(piece));

/** Whether an answer is that node's word that it has this piece; whoever stands in between cannot make one. @returns why not */
export async function whyPieceNotBelieved(
  deps: Pick<ExchangeDeps, 'nodes' | 'clock'>,
  peer: string,
  piece: Piece,
  text: string,
): Promise<string | undefined> {
  const word = await readWord(deps, peer, text);
  if ('code' in word) return word.code;
  return statementOf(piece)(word.by) === word.statement ? undefined : 'not-about-this';
}
