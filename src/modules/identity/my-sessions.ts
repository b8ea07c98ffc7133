import type { CitizenActor, OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { assuranceOf, type AccountLevel } from './assurance.ts';
import type { listSessions, listSignIns, whyEnded } from './contract.ts';
import { deviceParts } from './device.ts';
import { endSessions } from './end-sessions.ts';
import { identityProblem } from './errors.ts';
import { readProofs } from './read-proofs.ts';
import { tokenHash } from './secrets.ts';
import type { Tables } from './tables.ts';

type Deps = Pick<PlatformDeps, 'database' | 'clock' | 'publish'>;
type Person = CitizenActor | OfficerActor;

/** The open sessions of one account, the last used first. */
export async function mySessions({ database, clock }: Deps, actor: Person): Promise<AnswerOf<typeof listSessions>> {
  const rows = await database
    .of<Tables>()
    .selectFrom('identity.session as s')
    .innerJoin('identity.account as a', 'a.id', 's.account_id')
    .select([
      's.id',
      's.device_name',
      's.source',
      's.created_at',
      's.seen_at',
      's.expires_at',
      's.proofs',
      's.mandate_id',
      'a.level',
    ])
    .where('s.account_id', '=', actor.accountId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', clock.now())
    .orderBy('s.seen_at', 'desc')
    .limit(200)
    .execute();
  return {
    sessions: rows.map((row) => ({
      id: row.id,
      current: row.id === actor.sessionId,
      ...deviceParts(row.device_name),
      source: row.source,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      level: assuranceOf(row.level as AccountLevel, readProofs(row.proofs))?.level ?? 1,
      actingFor: row.mandate_id !== null,
    })),
  };
}

/** @throws identity.session-not-found for a session of somebody else as for one that is not there */
export async function endMySession(deps: Deps, actor: Person, sessionId: string): Promise<boolean> {
  return deps.database.transaction<Tables, boolean>(async (trx) => {
    const own = await trx
      .selectFrom('identity.session')
      .select('id')
      .where('id', '=', sessionId)
      .where('account_id', '=', actor.accountId)
      .executeTakeFirst();
    if (!own) throw identityProblem('session-not-found');
    return (await endSessions(deps, trx, { sessionId }, 'ended-from-list', actor)).length > 0;
  });
}

/** Ends all sessions of the account but the one that asks. Answers how many. */
export async function endMyOtherSessions(deps: Deps, actor: Person): Promise<number> {
  const ended = await deps.database.transaction<Tables, string[]>((trx) =>
    endSessions(
      deps,
      trx,
      { accountId: actor.accountId, ...(actor.sessionId ? { except: actor.sessionId } : {}) },
      'ended-from-list',
      actor,
    ),
  );
  return ended.length;
}

const PAGE = 30;

export async function mySignIns(
  { database }: Deps,
  actor: Person,
  before: string | undefined,
): Promise<AnswerOf<typeof listSignIns>> {
  const rows = await database
    .of<Tables>()
    .selectFrom('identity.sign_in')
    .select(['id', 'at', 'succeeded', 'kind', 'device_name', 'source'])
    .where('account_id', '=', actor.accountId)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    // Ids are made in the order of time.
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
  return {
    signIns: rows.slice(0, PAGE).map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      succeeded: row.succeeded,
      kind: row.kind as AnswerOf<typeof listSignIns>['signIns'][number]['kind'],
      ...deviceParts(row.device_name),
      source: row.source,
    })),
    more: rows.length > PAGE,
  };
}

const TOLD = ['other-device', 'ended-from-list', 'mandate-ended', 'password-changed', 'recovered', 'locked', 'closed'];

/** Only to whoever still has the token of that session, and only where signing out was not their own wish. */
export async function whySessionEnded(
  { database }: Deps,
  token: string | undefined,
): Promise<AnswerOf<typeof whyEnded>> {
  if (!token || token.length > 100) return {};
  const row = await database
    .of<Tables>()
    .selectFrom('identity.session')
    .select('ended_why')
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst();
  return row?.ended_why && TOLD.includes(row.ended_why)
    ? { why: row.ended_why as NonNullable<AnswerOf<typeof whyEnded>['why']> }
    : {};
}
