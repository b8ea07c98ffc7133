import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Actor } from '#platform/access.ts';
import type { Database } from '#platform/database/database.ts';
import type { Tables } from './tables.ts';

/**
 * In whose name somebody signs in at a client: '<account>' for oneself, '<account>~<mandate>' for another by a mandate, and
 * '<account>~<agency>' for an officer with a post there. The library knows it as its account id.
 */
export function capacityOf(actor: Actor): string | undefined {
  if (actor.kind === 'citizen')
    return actor.actingFor ? `${actor.accountId}~${actor.actingFor.mandateId}` : actor.accountId;
  return actor.kind === 'officer' ? `${actor.accountId}~${actor.agencyId}` : undefined;
}

export function partsOf(capacity: string): { accountId: string; suffix?: string } {
  const [accountId = '', suffix] = capacity.split('~');
  return { accountId, ...(suffix ? { suffix } : {}) };
}

/** Whom a token speaks of ('person:<id>', 'officer:<id>', 'organisation:<id>'), and who acts where that is another. */
export interface Spoken {
  subject: string;
  acting?: string;
}

export function spokenOf(actor: Actor): Spoken | undefined {
  if (actor.kind === 'officer') return { subject: `officer:${actor.officerId}` };
  if (actor.kind !== 'citizen') return undefined;
  return actor.actingFor
    ? { subject: `${actor.actingFor.kind}:${actor.actingFor.id}`, acting: `person:${actor.personId}` }
    : { subject: `person:${actor.personId}` };
}

export interface Capacities {
  /** Keeps whom a capacity speaks of. It never changes, so it is written once. */
  remember(capacity: string, spoken: Spoken): Promise<void>;
  spoken(capacity: string): Promise<Spoken | undefined>;
  /** The subject as clients of a sector know it: nobody outside the node can join two sectors by it. */
  pairwise(sector: string, subject: string): string;
}

export function createCapacities(database: Database, masterKey: Buffer): Capacities {
  const known = new LRUCache<string, Spoken>({ max: 50_000 });
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'lien-thong/sign-on/pairwise', 32)));
  // The HMAC was 3.5 % of the processor time of a warm flow, for a subject that never changes.
  const subjects = new LRUCache<string, string>({ max: 50_000 });
  return {
    async remember(capacity, spoken) {
      if (known.has(capacity)) return;
      await database
        .of<Tables>()
        .insertInto('sign_on.capacity')
        .values({
          id: capacity,
          account_id: partsOf(capacity).accountId,
          subject: spoken.subject,
          acting: spoken.acting ?? null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      known.set(capacity, spoken);
    },
    async spoken(capacity) {
      const kept = known.get(capacity);
      if (kept) return kept;
      const row = await database
        .of<Tables>()
        .selectFrom('sign_on.capacity')
        .select(['subject', 'acting'])
        .where('id', '=', capacity)
        .executeTakeFirst();
      if (!row) return undefined;
      const spoken = { subject: row.subject, ...(row.acting ? { acting: row.acting } : {}) };
      known.set(capacity, spoken);
      return spoken;
    },
    pairwise(sector, subject) {
      const both = `${sector}\n${subject}`;
      const known = subjects.get(both);
      if (known !== undefined) return known;
      const made = createHmac('sha256', key).update(both).digest('base64url');
      subjects.set(both, made);
      return made;
    },
  };
}
