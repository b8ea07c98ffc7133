import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { readSupportCase as operation } from '../contract/support.ts';
import type { IdentityDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { offersOf } from '../verification/kinds.ts';
import { loadCase, SUPPORT_BASIS } from './case.ts';
import { waitingRecovery } from './recovery-row.ts';

type Answer = AnswerOf<typeof operation>;
const SIGN_INS = 10;

/** The card of an account: how its owner was proved, what it is entered with, when. Nothing in it opens anything. Reading it is recorded. */
export async function readSupportCase(deps: IdentityDeps, caseId: string, actor: OfficerActor): Promise<Answer> {
  const one = await loadCase(deps, caseId, actor);
  const head = { purpose: one.purpose, expiresAt: one.expiresAt.toISOString() };
  if (!one.account) return head;
  const accountId = one.account.id;
  const db = deps.database.of<Tables>();
  const now = deps.clock.now();
  const [row, proofings, signIns, sessions, code, recovery] = await Promise.all([
    db.selectFrom('identity.account').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow(),
    db
      .selectFrom('identity.proofing')
      .select(['how', 'level', 'at'])
      .where('account_id', '=', accountId)
      .orderBy('at')
      .execute(),
    db
      .selectFrom('identity.sign_in')
      .select(['at', 'succeeded'])
      .where('account_id', '=', accountId)
      .orderBy('at', 'desc')
      .limit(SIGN_INS)
      .execute(),
    db
      .selectFrom('identity.session')
      .select((count) => count.fn.countAll<number>().as('open'))
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('identity.counter_code')
      .select('expires_at')
      .where('account_id', '=', accountId)
      .where('used_at', 'is', null)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst(),
    waitingRecovery(db, accountId, now),
  ]);
  const ways = await offersOf(deps, {
    id: accountId,
    kind: 'citizen',
    level: one.account.level,
    personId: row.person_id,
    officerId: null,
    name: row.name,
  });
  await deps.database.transaction<Tables, unknown>((trx) =>
    deps.evidence.record(trx, {
      kind: 'identity.account-read',
      subject: `account:${accountId}`,
      actor,
      purpose: one.purpose,
      legalBasis: SUPPORT_BASIS,
      data: { caseId },
    }),
  );
  return {
    ...head,
    account: {
      id: accountId,
      name: row.name,
      level: row.level,
      openedAt: row.created_at.toISOString(),
      ...stoppedOf(row),
      proofings: proofings.map(({ how, level, at }) => ({ how: how as 'world', level, at: at.toISOString() })),
      ways: ways.map(({ kind, hint }) => ({ kind, ...(hint ? { hint } : {}) })),
      signIns: signIns.map(({ at, succeeded }) => ({ at: at.toISOString(), succeeded })),
      openSessions: Number(sessions.open),
      ...(code ? { codeUntil: code.expires_at.toISOString() } : {}),
      ...(recovery ? { recovery } : {}),
    },
  };
}

function stoppedOf(row: {
  closed_at: Date | null;
  closed_why: string | null;
  locked_at: Date | null;
  locked_why: string | null;
}): Pick<NonNullable<Answer['account']>, 'stopped'> {
  if (row.closed_at) return { stopped: { how: 'closed', why: row.closed_why ?? '', at: row.closed_at.toISOString() } };
  if (row.locked_at) return { stopped: { how: 'locked', why: row.locked_why ?? '', at: row.locked_at.toISOString() } };
  return {};
}
