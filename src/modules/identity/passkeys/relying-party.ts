import { createHash } from 'node:crypto';
import type { Config } from '#platform/config.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { createSealer, type Sealer } from '#platform/sealed.ts';
import { sql } from 'kysely';
import type { Executor } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';

/** Who asks for the key: the host of the public address. A key made for one host answers to no other, which is why it cannot be phished. */
export function relyingParty({ publicUrl }: Config): { id: string; name: string; origin: string } {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, name: 'Liên Thông', origin };
}

/** EdDSA, ES256, RS256: what every device has one of. */
export const ALGORITHMS = [-8, -7, -257];

/** What a challenge was made for. A ticket for adding a key does not sign anybody in. */
interface Ticket {
  for: 'add' | 'prove';
  accountId?: string;
  /** Makes every ticket, and so every challenge, another. */
  id: string;
}

const CHALLENGE_MINUTES = 5;

const sealer = ({ secrets }: Config): Sealer<Ticket> => createSealer<Ticket>(secrets.masterKey, 'identity.passkey');
const hashOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();

type Tools = Pick<PlatformDeps, 'config' | 'clock'>;

/** A ticket that comes back with the answer, and the challenge that is its hash: whoever cannot make the one cannot fit the other. */
export function makeChallenge(
  { config, clock }: Tools,
  given: Omit<Ticket, 'id'>,
): { ticket: string; challenge: Uint8Array<ArrayBuffer> } {
  const validTo = new Date(clock.now().getTime() + CHALLENGE_MINUTES * 60_000);
  const ticket = sealer(config).seal({ ...given, id: newId() }, validTo);
  return { ticket, challenge: new Uint8Array(hashOf(ticket)) };
}

/** The challenge of a ticket that still holds, for this use and this account (where it was made for one). */
export function openChallenge(
  { config, clock }: Tools,
  ticket: string,
  use: Ticket['for'],
  accountId: string | undefined,
): string | undefined {
  const opened = sealer(config).open(ticket, clock.now());
  if (opened?.for !== use || (opened.accountId !== undefined && opened.accountId !== accountId)) return undefined;
  return hashOf(ticket).toString('base64url');
}

/** Whether this is the first answer to the challenge. @returns false for a replay */
export async function spendChallenge(executor: Executor, { clock }: Tools, ticket: string): Promise<boolean> {
  const until = new Date(clock.now().getTime() + CHALLENGE_MINUTES * 60_000);
  const { numAffectedRows } = await sql`
    insert into identity.spent_challenge (hash, expires_at) values (${hashOf(ticket)}, ${until})
    on conflict do nothing`.execute(executor);
  return numAffectedRows === 1n;
}
