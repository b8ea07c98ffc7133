import { isProblem } from '#platform/problem.ts';
import type { ExchangeDeps } from '../deps.ts';

/** The name under which a node's transfers are kept apart from those of others. */
export const senderOf = (peer: string): { sender: string } => ({ sender: `node:${peer}` });

/** What is said of a piece that is not taken: never asked for, begins elsewhere, more than announced. */
const REFUSED = { 'files.not-found': 404, 'files.offset-conflict': 409, 'files.length-differs': 413 } as const;

/** A piece of a payload that this node has asked this peer for. @returns the HTTP status */
export async function receivePayload(
  { files }: ExchangeDeps,
  peer: string,
  { sha256, from, piece }: { sha256: string; from: number; piece: Buffer },
): Promise<number> {
  try {
    await files.payloads.append(sha256, from, pieces(piece), senderOf(peer));
    return 200;
  } catch (error) {
    for (const [code, status] of Object.entries(REFUSED)) if (isProblem(error, code)) return status;
    throw error;
  }
}

async function* pieces(piece: Buffer): AsyncGenerator<Buffer> {
  yield piece;
}
