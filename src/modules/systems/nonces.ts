import { sql } from 'kysely';
import type { VerifiedRequest } from '#platform/web/message-signatures.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import { SKEW_SECONDS } from './prove.ts';
import type { Tables } from './tables.ts';

/** The unique index is the memory that all processes share: whoever comes second with the same nonce is refused. @throws systems.replayed */
export async function rememberNonce(
  deps: SystemsDeps,
  keyId: string,
  { nonce, expires }: VerifiedRequest,
): Promise<void> {
  const overAt = new Date(expires.getTime() + SKEW_SECONDS * 1000);
  const { rows } = await sql`
    insert into systems.seen_nonce (key_id, nonce, over_at) values (${keyId}, ${nonce}, ${overAt})
    on conflict do nothing returning 1`.execute(deps.database.of<Tables>());
  if (rows.length === 0) throw systemsProblem('replayed');
}

/** Forgets what no clock within the skew would accept any more. @returns how many */
export async function sweepNonces(deps: SystemsDeps): Promise<number> {
  const { numAffectedRows } = await sql`delete from systems.seen_nonce where over_at < ${deps.clock.now()}`.execute(
    deps.database.of<Tables>(),
  );
  return Number(numAffectedRows ?? 0);
}
