import type { Transaction } from 'kysely';
import type { Person } from '#modules/population/index.ts';
import type { UpstreamConfig, UpstreamLevel } from '#platform/config.ts';
import { newId } from '#platform/id.ts';
import { legalAssumption } from '#platform/legal.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { AccountLevel } from '../assurance.ts';
import type { EvidenceDoor } from '../deps.ts';
import { loginKey } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import type { Told } from './read-claims.ts';
import { refusal } from './refusal.ts';

const levels = legalAssumption({
  id: 'identity.upstream-account-level',
  statement:
    'Somebody whom another provider proved with a cryptographic key of a person proofed in person has account level 2 here too; every weaker proof gives level 1.',
  source: 'Nghị định 69/2024/NĐ-CP (levels of electronic identification accounts)',
  value: { 1: 1, 2: 1, 3: 2 },
  configuredBy: 'constant in identity/upstream/enter-upstream-account.ts',
});

/**
 * The account of that person, opened where there is none; its level rises by a stronger proof and never falls.
 * @throws identity.upstream-stopped, identity.upstream-mixed
 */
export async function enterUpstreamAccount(
  trx: Transaction<Tables>,
  deps: Pick<PlatformDeps, 'config'> & { evidence: EvidenceDoor },
  settings: UpstreamConfig,
  given: { person: Person; told: Told; word: { sub: string; acr: string; level: UpstreamLevel }; now: Date },
): Promise<{ id: string; opened: boolean }> {
  const { person, told, word, now } = given;
  const level: AccountLevel = levels[word.level];
  const made = await trx
    .insertInto('identity.account')
    .values({
      id: newId(),
      kind: 'citizen',
      person_id: person.id,
      name: person.fullName,
      login_key: loginKey(deps.config.secrets.masterKey, told.personalId),
      level,
      created_at: now,
    })
    // By no index in particular: a person has one account and one number, and two that insert at once may meet at either.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  const account = await trx
    .selectFrom('identity.account')
    .select(['id', 'level', 'locked_at', 'closed_at'])
    .where('person_id', '=', person.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (account.locked_at || account.closed_at) throw refusal(settings, 'upstream-stopped');
  await linkSubject(trx, settings, { sub: word.sub, accountId: account.id, now });
  if (made || account.level < level) {
    await trx
      .insertInto('identity.proofing')
      .values({
        id: newId(),
        account_id: account.id,
        how: 'upstream',
        level,
        at: now,
        by: JSON.stringify({ kind: 'system', name: 'identity.upstream' }),
        detail: JSON.stringify({ issuer: settings.issuer, acr: word.acr }),
      })
      .execute();
    await trx.updateTable('identity.account').set({ level }).where('id', '=', account.id).execute();
  }
  await deps.evidence.record(trx, {
    kind: 'identity.upstream-signed-in',
    subject: `account:${account.id}`,
    actor: { kind: 'system', name: 'identity.upstream' },
    data: { issuer: settings.issuer, acr: word.acr, level: word.level, opened: made !== undefined },
  });
  return { id: account.id, opened: made !== undefined };
}

/** A subject of the other provider is one person's for good: should it ever name another, something is wrong there. */
async function linkSubject(
  trx: Transaction<Tables>,
  settings: UpstreamConfig,
  { sub, accountId, now }: { sub: string; accountId: string; now: Date },
): Promise<void> {
  await trx
    .insertInto('identity.upstream_link')
    .values({ issuer: settings.issuer, sub, account_id: accountId, at: now })
    .onConflict((conflict) => conflict.columns(['issuer', 'sub']).doNothing())
    .execute();
  const linked = await trx
    .selectFrom('identity.upstream_link')
    .select('account_id')
    .where('issuer', '=', settings.issuer)
    .where('sub', '=', sub)
    .executeTakeFirst();
  if (linked?.account_id !== accountId) throw refusal(settings, 'upstream-mixed');
}
