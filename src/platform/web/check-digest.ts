import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { platformProblem } from '../problem.ts';

/**
 * The same bytes, hashed on their way: at their end they must have the digest that was signed, or the stream ends with a refusal instead
 * of an end. The last piece is let through only then: a reader that takes a broken stream for a short one (resumable uploads do, to keep
 * what came) never has all of a body that nobody signed. Memory stays flat whatever the length.
 *
 * By hand and not by `pipeline` with a transform, which makes three more objects and an abort signal for each request: that was a
 * twentieth of the processor time of taking a document over.
 */
export function checkDigest(payload: Readable, expected: Buffer): Readable {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  const checked = new Readable({
    read: () => void payload.resume(),
    // Whoever reads goes away before the end: nothing more is taken from the caller.
    destroy(error, done) {
      if (!payload.readableEnded) payload.destroy();
      done(error);
    },
  });
  payload.on('data', (piece: Buffer) => {
    hash.update(piece);
    if (held && !checked.push(held)) payload.pause();
    held = piece;
  });
  payload.on('end', () => {
    if (!hash.digest().equals(expected)) return checked.destroy(platformProblem('digest-differs'));
    if (held) checked.push(held);
    checked.push(null);
  });
  payload.on('error', (error) => checked.destroy(error));
  // A caller that goes away in the middle: the reader hears of it.
  payload.on('close', () => {
    if (!payload.readableEnded) checked.destroy(new Error('The body ended before its end'));
  });
  payload.pause();
  return checked;
}
