import type { Transaction } from 'kysely';
import { newId } from '#platform/id.ts';
import type { Proof } from './assurance.ts';
import { newToken } from './secrets.ts';
import type { Tables } from './tables.ts';

export interface StartedSession {
  sessionId: string;
  token: string;
  expiresAt: Date;
}

const HOURS = { citizen: 12, officer: 10 } as const;

/** Writes a session for somebody who has just proved who they are. The token is kept as a hash and never seen again. */
export async function startSession(
  trx: Transaction<Tables>,
  given: {
    account: { id: string; kind: string };
    appointmentId: string | null;
    proofs: readonly Proof[];
    source: string;
    now: Date;
    device?: { hash: Buffer; name: string };
  },
): Promise<StartedSession> {
  const { token, hash } = newToken();
  const sessionId = newId();
  const hours = given.account.kind === 'officer' ? HOURS.officer : HOURS.citizen;
  const expiresAt = new Date(given.now.getTime() + hours * 3_600_000);
  await trx
    .insertInto('identity.session')
    .values({
      id: sessionId,
      token_hash: hash,
      account_id: given.account.id,
      created_at: given.now,
      seen_at: given.now,
      expires_at: expiresAt,
      appointment_id: given.appointmentId,
      proofs: JSON.stringify(given.proofs),
      source: given.source,
      device_hash: given.device?.hash ?? null,
      device_name: given.device?.name ?? null,
    })
    .execute();
  return { sessionId, token, expiresAt };
}
