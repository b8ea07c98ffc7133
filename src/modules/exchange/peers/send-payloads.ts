import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { isProblem } from '#platform/problem.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { DeliveryRow } from '../delivery/move-delivery.ts';
import type { Tables } from '../tables.ts';
import { NotAnAnswer } from './ask-peer.ts';
import { nextTry } from './back-off.ts';
import { localFiles } from './local-files.ts';
import { whyPieceNotBelieved } from './piece-receipt.ts';
import { PIECE_BYTES, PREFIX, readEnvelope, type ConsignmentMessage, type Result } from './messages.ts';

/** Bytes of one consignment before the node's queue is looked at again: what is express goes between the pieces of what is large. */
const AT_A_TIME = 8 * PIECE_BYTES;

/**
 * Sends payloads that the other node lacks, from the byte it has them to, in pieces that each carry their own signed digest. What is not
 * finished goes on in the next round, from where the other side then says.
 * @returns whether that round may come at once; otherwise a payload could not be given, or was not taken
 */
export async function sendPayloads(
  deps: ExchangeDeps,
  peer: string,
  message: ConsignmentMessage,
  copies: readonly DeliveryRow[],
  lacks: NonNullable<Result['lacks']>,
): Promise<boolean> {
  let left = AT_A_TIME;
  for (const { sha256, offset } of lacks) {
    const file = await findPayload(deps, message, sha256);
    if (!file || offset < 0 || offset >= file.bytes) {
      return waitWith(deps, copies);
    }
    let from = offset;
    while (from < file.bytes) {
      if (left <= 0) return true;
      const piece = await readPiece(deps, file.fileId, { from, to: Math.min(file.bytes, from + PIECE_BYTES) });
      if (piece.length === 0) {
        return waitWith(deps, copies);
      }
      const response = await deps.nodes.call(peer, {
        method: 'PATCH',
        path: `${PREFIX}/payloads/${sha256}?from=${from}`,
        headers: { 'content-type': 'application/octet-stream' },
        body: piece,
        digest: createHash('sha256').update(piece).digest(),
      });
      const text = await response.text();
      // It cannot work now, whatever it is sent: that is a pause of the node, not of these copies.
      if (response.status >= 500) throw new NotAnAnswer(`The node answered ${response.status} to a piece of payload`);
      if (response.status !== 200) return waitWith(deps, copies);
      const why = await whyPieceNotBelieved(deps, peer, { sha256, from, bytes: piece }, text);
      if (why) throw exchangeProblem('peer-answer-refused', { params: { node: peer, code: why } });
      from += piece.length;
      left -= piece.length;
    }
  }
  return true;
}

/** Nothing where it may not be given: what was found infected, or is gone, is no reason to leave the other node alone. */
async function readPiece(deps: ExchangeDeps, fileId: string, part: { from: number; to: number }): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  try {
    for await (const one of await deps.files.openStream(fileId, part)) parts.push(one);
  } catch (error) {
    if (isProblem(error, 'files.virus-found') || isProblem(error, 'files.not-found')) return Buffer.alloc(0);
    throw error;
  }
  return Buffer.concat(parts);
}

async function findPayload(
  deps: ExchangeDeps,
  message: ConsignmentMessage,
  sha256: string,
): Promise<{ fileId: string; bytes: number } | undefined> {
  for (const carried of [message.carried, ...message.earlier]) {
    const envelope = readEnvelope(carried.envelope);
    if (!envelope) continue;
    const files = await localFiles(deps, carried.consignmentId, envelope);
    const found = files.find((file) => file.sha256 === sha256);
    if (found) return found;
  }
  return undefined;
}

/** These copies wait; others for the same node go on. */
export async function waitWith({ database, clock }: ExchangeDeps, copies: readonly DeliveryRow[]): Promise<false> {
  const attempts = Math.max(0, ...copies.map((copy) => copy.peer_attempts)) + 1;
  await sql`
    update exchange.delivery set peer_attempts = ${Math.min(attempts, 30_000)}, next_try_at = ${nextTry(clock.now(), attempts)}
    where id = any(${copies.map(({ id }) => id)}::uuid[]) and transport = 'queued'`.execute(database.of<Tables>());
  return false;
}
