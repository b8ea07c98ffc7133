import { sql, type Transaction } from 'kysely';
import { newId } from '#platform/id.ts';
import { partsOf } from '../capacity.ts';
import type { ProviderDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

/** Of the words in scopes.ts and on the consent page: a higher one asks everybody again. */
export const CONSENT_VERSION = 1;

export interface Consents {
  /** The scopes that stand allowed, in the words of today. */
  allowed(capacity: string, clientId: string): Promise<string[] | undefined>;
  /** Keeps what the person allowed; what was allowed before stays readable. */
  give(given: { capacity: string; clientId: string; scopes: readonly string[]; sub: string }): Promise<void>;
}

export function createConsents({ database, clock, evidence }: ProviderDeps): Consents {
  return {
    async allowed(capacity, clientId) {
      const row = await database
        .of<Tables>()
        .selectFrom('sign_on.consent')
        .select('scopes')
        .where('capacity', '=', capacity)
        .where('client_id', '=', clientId)
        .where('withdrawn_at', 'is', null)
        .where('version', '=', CONSENT_VERSION)
        .executeTakeFirst();
      return row?.scopes;
    },
    give: ({ capacity, clientId, scopes, sub }) =>
      database.transaction<Tables, void>(async (trx) => {
        const now = clock.now();
        const { accountId } = partsOf(capacity);
        // Of two windows in which the person answers at once, the second renews what the first has given.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`${capacity} ${clientId}`}, 64))`.execute(trx);
        const before = await withdraw(trx, { capacity, clientId, why: 'renewed', now });
        await trx
          .insertInto('sign_on.consent')
          .values({
            id: newId(),
            client_id: clientId,
            account_id: accountId,
            capacity,
            scopes: [...new Set([...before, ...scopes])],
            version: CONSENT_VERSION,
            sub,
            given_at: now,
          })
          .execute();
        await evidence.record(trx, {
          kind: 'sign-on.consent-given',
          subject: `account:${accountId}`,
          actor: { kind: 'system', name: 'sign-on' },
          data: { clientId, capacity, scopes, version: CONSENT_VERSION },
        });
      }),
  };
}

/** @returns the scopes of the consent that ended, none where there was none of today's version */
async function withdraw(
  trx: Transaction<Tables>,
  ended: { capacity: string; clientId: string; why: string; now: Date },
): Promise<string[]> {
  const row = await trx
    .updateTable('sign_on.consent')
    .set({ withdrawn_at: ended.now, withdrawn_why: ended.why })
    .where('capacity', '=', ended.capacity)
    .where('client_id', '=', ended.clientId)
    .where('withdrawn_at', 'is', null)
    .returning(['scopes', 'version'])
    .executeTakeFirst();
  return row?.version === CONSENT_VERSION ? row.scopes : [];
}
