import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { vnDate } from '#platform/time.ts';
import type { DirectoryDoor } from './deps.ts';
import { identityProblem } from './errors.ts';
import { loginKey, matchesSecret } from './secrets.ts';
import { startSession, type StartedSession } from './start-session.ts';
import type { Tables } from './tables.ts';

export interface SignedIn {
  token: string;
  expiresAt: Date;
  accountId: string;
}

/**
 * Wrong attempts within a quarter of an hour before the next has to wait: of one address on one account, of one
 * address on all, and of everybody on one account. The last is for guessing from many addresses, and does not hold
 * for an address from which this account has signed in before: strangers cannot lock anybody out of their own home.
 */
const WINDOW_MINUTES = 15;
const MOST_WRONG = { here: 8, source: 200, everywhere: 100 };

export interface Given {
  personalId?: string;
  officerId?: string;
  /** Which of the officer's posts. */
  appointmentId?: string;
  code: string;
}

/**
 * Starts a session. Refuses alike whether the account is unknown or the code is wrong; slows guessing down
 * without ever locking the account, so that a stranger cannot lock anybody out.
 */
export async function signIn(
  deps: PlatformDeps & { directory: DirectoryDoor },
  given: Given,
  context: Pick<Context, 'requestId'> & { source: string },
): Promise<SignedIn> {
  const subject = subjectOf(deps, given);
  const now = deps.clock.now();
  await refuseGuessing(deps, subject, context.source, now);
  const account = await deps.database
    .of<Tables>()
    .selectFrom('identity.account')
    .leftJoin('identity.password', 'identity.password.account_id', 'identity.account.id')
    .select(['identity.account.id as id', 'kind', 'hash as secret_hash'])
    .where((where) => (given.officerId ? where('officer_id', '=', given.officerId) : where('login_key', '=', subject)))
    .where('closed_at', 'is', null)
    .where('locked_at', 'is', null)
    .executeTakeFirst();
  const right = await matchesSecret(account?.secret_hash ?? undefined, given.code.trim());
  const attempt = { id: newId(), account_id: account?.id ?? null, subject, source: context.source, at: now };
  if (!account || !right) {
    await deps.database
      .of<Tables>()
      .insertInto('identity.sign_in')
      .values({ ...attempt, succeeded: false })
      .execute();
    throw identityProblem('wrong-credentials', {
      fields: [
        {
          path: 'code',
          code: 'wrong',
          vi: 'Số định danh hoặc mã truy cập chưa đúng.',
          en: 'The number or the code is not right.',
        },
      ],
    });
  }
  const appointmentId = given.officerId ? await postOf(deps, given.officerId, given.appointmentId, now) : null;
  const started = await deps.database.transaction<Tables, StartedSession>(async (trx) => {
    await trx
      .insertInto('identity.sign_in')
      .values({ ...attempt, succeeded: true })
      .execute();
    return startSession(trx, {
      account,
      appointmentId,
      proofs: [{ kind: 'password', at: now.toISOString() }],
      source: context.source,
      now,
    });
  });
  return { ...started, accountId: account.id };
}

/** The post to act with: the one chosen, or the only one. @throws identity.which-post, identity.no-post */
async function postOf(
  { directory }: { directory: DirectoryDoor },
  officerId: string,
  chosen: string | undefined,
  now: Date,
): Promise<string> {
  const posts = await directory.appointmentsOf(officerId, vnDate(now));
  if (chosen === undefined && posts.length > 1) throw identityProblem('which-post');
  const post = chosen === undefined ? posts[0] : posts.find(({ id }) => id === chosen);
  if (!post) throw identityProblem('no-post');
  return post.id;
}

function subjectOf(deps: PlatformDeps, given: { personalId?: string; officerId?: string }): Buffer {
  if (given.officerId) return Buffer.from(given.officerId.replaceAll('-', ''), 'hex');
  if (given.personalId?.trim()) return loginKey(deps.config.secrets.masterKey, given.personalId);
  throw identityProblem('who-missing', {
    fields: [
      {
        path: 'personalId',
        code: 'required',
        vi: 'Nhập số định danh cá nhân gồm 12 chữ số.',
        en: 'Enter the 12-digit personal number.',
      },
    ],
  });
}

async function refuseGuessing(deps: PlatformDeps, subject: Buffer, source: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
  const { rows } = await sql<{ here: number; everywhere: number; source: number; known: boolean }>`
    select count(*) filter (where source = ${source})::int as here, count(*)::int as everywhere,
           (select count(*)::int from identity.sign_in where not succeeded and source = ${source} and at > ${since}) as source,
           exists (select from identity.sign_in where succeeded and subject = ${subject} and source = ${source}) as known
    from identity.sign_in where not succeeded and subject = ${subject} and at > ${since}`.execute(
    deps.database.of<Tables>(),
  );
  const wrong = rows[0] ?? { here: 0, everywhere: 0, source: 0, known: false };
  if (
    wrong.here >= MOST_WRONG.here ||
    wrong.source >= MOST_WRONG.source ||
    (wrong.everywhere >= MOST_WRONG.everywhere && !wrong.known)
  )
    throw identityProblem('too-many-attempts', {
      params: { minutes: WINDOW_MINUTES },
      retryAfter: WINDOW_MINUTES * 60,
    });
}
