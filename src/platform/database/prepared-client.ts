import { createHash } from 'node:crypto';
import pg from 'pg';

/**
 * A statement whose text begins with this comment is prepared once for each connection: PostgreSQL reads and plans it the first time only. For the
 * few statements of hot paths whose text is always the same, values being parameters; each text stays in every connection's memory.
 *
 * Measured on taking documents over one by one (bench/exchange.ts): reading and planning was more than half of PostgreSQL's processor time.
 */
export const PREPARED = '/* prepared */';

const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || !text.trimStart().startsWith(PREPARED)) return known;
  const name = `s-${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  names.set(text, name);
  return name;
}

/** What the pool makes its connections of. */
export class PreparedClient extends pg.Client {
  // The signatures of pg's `query` are many; whatever is not a marked text goes through as it came.
  override query(...given: unknown[]): never {
    const [text, values] = given;
    const name = typeof text === 'string' ? nameOf(text) : undefined;
    const forwarded = name ? [{ name, text, values }, ...given.slice(2)] : given;
    return (super.query as (...all: unknown[]) => never).apply(this, forwarded);
  }
}
