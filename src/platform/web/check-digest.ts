import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { platformProblem } from '../problem.ts';

/**
 * The same bytes, hashed on their way: at their end they must have the digest that was signed, or the stream ends with a refusal instead
 * of an end. The last piece is let through only then: a reader that takes a broken stream for a short one (resumable uploads do, to keep
 * what came) never has all of a body that nobody signed. Memory stays flat whatever the length.
 */
export function checkDigest(payload: Readable, expected: Buffer): Readable {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  const checked = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      if (held) this.push(held);
      held = piece;
      done();
    },
    flush(done) {
      if (!hash.digest().equals(expected)) return done(platformProblem('digest-differs'));
      done(null, held);
    },
  });
  // A caller that goes away ends both; whoever reads hears of it.
  return pipeline(payload, checked, () => undefined);
}
