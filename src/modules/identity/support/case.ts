import type { Actor, OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { nfc } from '#platform/text.ts';
import type { AccountLevel } from '../assurance.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import { loginKey } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { readNumber } from '../sign-up/read-number.ts';
import { CASE_MINUTES, mayUseCase } from './access.ts';

/** The law by which support officers see an account at all; written beside the purpose wherever one is recorded. */
export const SUPPORT_BASIS = 'Nghị định 69/2024/NĐ-CP (quản lý tài khoản định danh điện tử)';

export interface SupportedAccount {
  id: string;
  name: string;
  personId: string;
  level: AccountLevel;
  stopped?: 'locked' | 'closed';
}

export interface SupportCase {
  id: string;
  subject: Buffer;
  purpose: string;
  expiresAt: Date;
  account?: SupportedAccount;
}

/** Operations of this file are behind `officer('identity.support')`. */
export function asOfficer(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw new Error('Only officers support accounts');
  return actor;
}

/** Finds an account by number for a stated purpose. That somebody looked, and why, is recorded with the case that it opens. */
export async function openSupportCase(
  deps: IdentityDeps,
  given: { personalId: string; purpose: string },
  actor: OfficerActor,
): Promise<{ caseId: string; found: boolean }> {
  const subject = loginKey(deps.config.secrets.masterKey, readNumber(given.personalId));
  const account = await deps.database
    .of<Tables>()
    .selectFrom('identity.account')
    .select(['id', 'person_id'])
    .where('login_key', '=', subject)
    .executeTakeFirst();
  await refuseOwn(deps, actor, account?.person_id ?? null);
  const caseId = newId();
  const purpose = nfc(given.purpose).trim();
  await deps.database.transaction<Tables, void>(async (trx) => {
    await trx
      .insertInto('identity.support_case')
      .values({
        id: caseId,
        subject,
        account_id: account?.id ?? null,
        officer_account_id: actor.accountId,
        agency_id: actor.agencyId,
        purpose,
        opened_at: deps.clock.now(),
      })
      .execute();
    if (account)
      await deps.evidence.record(trx, {
        kind: 'identity.account-looked-up',
        subject: `account:${account.id}`,
        actor,
        purpose,
        legalBasis: SUPPORT_BASIS,
        data: { caseId },
      });
  });
  return { caseId, found: account !== undefined };
}

/** @throws identity.own-account: nobody works on the account that is their own as a citizen */
export async function refuseOwn(deps: IdentityDeps, actor: OfficerActor, personId: string | null): Promise<void> {
  if (!personId) return;
  const { personId: own } = await deps.directory.getOfficer(actor.officerId);
  if (own === personId) throw identityProblem('own-account');
}

/** @throws identity.case-over for another officer's case, one that is over, or none */
export async function loadCase(deps: IdentityDeps, caseId: string, actor: OfficerActor): Promise<SupportCase> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('identity.support_case as c')
    // By the number and not by the account noted at the start: the account may have been opened in this very case.
    .leftJoin('identity.account as a', 'a.login_key', 'c.subject')
    .select(['c.id', 'c.subject', 'c.purpose', 'c.officer_account_id', 'c.agency_id', 'c.opened_at'])
    .select(['a.id as account_id', 'a.name', 'a.person_id', 'a.level', 'a.locked_at', 'a.closed_at'])
    .where('c.id', '=', caseId)
    .executeTakeFirst();
  const facts = row && { officerAccountId: row.officer_account_id, agencyId: row.agency_id, openedAt: row.opened_at };
  if (!row || !facts || !mayUseCase(actor, facts, deps.clock.now())) throw identityProblem('case-over');
  return {
    id: row.id,
    subject: row.subject,
    purpose: row.purpose,
    expiresAt: new Date(row.opened_at.getTime() + CASE_MINUTES * 60_000),
    ...(row.account_id
      ? {
          account: {
            id: row.account_id,
            name: row.name ?? '',
            personId: row.person_id ?? '',
            level: (row.level ?? 1) as AccountLevel,
            ...(row.closed_at ? { stopped: 'closed' as const } : row.locked_at ? { stopped: 'locked' as const } : {}),
          },
        }
      : {}),
  };
}

/** The account of a case. @throws identity.no-account, and identity.account-stopped unless `stopped` ones will do */
export function accountIn(one: SupportCase, also: { stopped?: boolean } = {}): SupportedAccount {
  if (!one.account) throw identityProblem('no-account');
  if (one.account.stopped && !also.stopped) throw identityProblem('account-stopped');
  return one.account;
}
