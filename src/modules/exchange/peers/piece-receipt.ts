import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { ExchangeDeps } from '../deps.ts';

/** Which bytes of which payload. */
export interface Piece {
  sha256: string;
  from: number;
  bytes: Buffer;
}

const PieceReceipt = Type.Object({
  statement: Type.String({ minLength: 1, maxLength: 2000 }),
  keyId: Type.String({ minLength: 1, maxLength: 80 }),
  signature: Type.String({ minLength: 1, maxLength: 200 }),
});
type PieceReceipt = Static<typeof PieceReceipt>;

/** The kind keeps a node's signature under one thing from being shown under another. */
const KIND = 'lien-thong/manh-tep@1';

/** That a node has put just these bytes to what it has of the payload, said to the one that sent them. */
const statementOf = (by: { node: string; to: string; at: string }, { sha256, from, bytes }: Piece): string =>
  canonicalize({
    kind: KIND,
    ...by,
    payload: sha256,
    from,
    bytes: bytes.length,
    digest: `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
  }) ?? '';

export async function signPiece(
  { nodes, clock }: Pick<ExchangeDeps, 'nodes' | 'clock'>,
  peer: string,
  piece: Piece,
): Promise<PieceReceipt> {
  const by = { node: nodes.self().nodeId, to: peer, at: clock.now().toISOString() };
  const statement = statementOf(by, piece);
  return { statement, ...(await nodes.signStatement(Buffer.from(statement))) };
}

/** Whether an answer is that node's word that it has this piece; whoever stands in between cannot make one. @returns why not */
export async function whyPieceNotBelieved(
  { nodes, clock }: Pick<ExchangeDeps, 'nodes' | 'clock'>,
  peer: string,
  piece: Piece,
  text: string,
): Promise<string | undefined> {
  const receipt = parsed(text);
  if (!Check(PieceReceipt, receipt)) return 'unreadable';
  const check = await nodes.checkStatement(peer, Buffer.from(receipt.statement), receipt, clock.now());
  if (!check.holds) return check.code;
  const { at } = (parsed(receipt.statement) ?? {}) as { at?: unknown };
  const by = { node: peer, to: nodes.self().nodeId, at: String(at) };
  return statementOf(by, piece) === receipt.statement ? undefined : 'not-about-this';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
