import { hash } from 'node:crypto';
import type pg from 'pg';
import { sqlState } from '#platform/database/database.ts';
import { CLOCK_TOLERANCE, lifetimes, LONGEST_ASSERTION } from './lifetimes.ts';

/** A stored artefact: what the library keeps, without its identifier. */
export type Payload = Record<string, unknown>;

export interface Found {
  payload: Payload;
  /** Epoch seconds. */
  consumed?: number;
  /** Seconds that are in the table and not in the payload. */
  portalSession?: string | null;
}

export interface NewAccessToken {
  id: string;
  payload: Payload;
  /** Epoch seconds. */
  expires: number;
  grantId: string | undefined;
}

export interface Lasting {
  kind: 'Session' | 'Grant' | 'RefreshToken';
  accountId?: string | undefined;
  clientId?: string | undefined;
  portalSession?: string | undefined;
  sessionUid?: string | undefined;
  grantId?: string | undefined;
}

/** The shape of payloads written by this code. Older ones are read by their version; newer ones are not understood and count as absent. */
const VERSION = 1;

export const artefactHash = (kind: string, id: string): Buffer => hash('sha256', `${kind}:${id}`, 'buffer');
/** The same as text, for what is kept in memory. */
export const artefactKey = (kind: string, id: string): string => hash('sha256', `${kind}:${id}`, 'base64');
const at = (epoch: number): Date => new Date(epoch * 1000);

/** Longest time to the expiry of a kind, so that only the partitions where it may be are looked into. */
function reach(kind: string): number {
  if (kind === 'ReplayDetection') return LONGEST_ASSERTION + 2 * CLOCK_TOLERANCE;
  if (kind === 'RefreshToken') return lifetimes.OfflineRefreshToken + 60;
  return (lifetimes[kind as keyof typeof lifetimes] ?? lifetimes.Interaction) + 60;
}

const window = (kind: string): [Date, Date] => {
  const now = Date.now();
  return [new Date(now), new Date(now + reach(kind) * 1000)];
};

const NO_PARTITION = '23514';

/**
 * The three families of artefact tables. One statement per call, by identifier hash and the range of its expiry; a missing partition
 * (the job was late) is made on the spot.
 */
export function createStore(pool: pg.Pool) {
  async function write(query: pg.QueryConfig): Promise<pg.QueryResult> {
    try {
      return await pool.query(query);
    } catch (error) {
      if (sqlState(error) !== NO_PARTITION || !/no partition/.test((error as Error).message)) throw error;
      await pool.query('select sign_on.keep_partitions()');
      return pool.query(query);
    }
  }

  const understood = (row: { version: number } | undefined): boolean => row !== undefined && row.version <= VERSION;

  return {
    async insertBrief(kind: string, id: string, payload: Payload, expires: number, grantId?: string): Promise<void> {
      await write({
        name: 'sign-on.insert-brief',
        text: `insert into sign_on.brief (id, kind, grant_id, expires_at, version, payload) values ($1, $2, $3, $4, ${VERSION}, $5)`,
        values: [artefactHash(kind, id), kind, grantId ?? null, at(expires), JSON.stringify(payload)],
      });
    },

    /** For what is saved again: an interaction with its result, a request with its answer. */
    async saveBrief(kind: string, id: string, payload: Payload, expires: number, grantId?: string): Promise<void> {
      await write({
        name: 'sign-on.save-brief',
        text: `with changed as (
                 update sign_on.brief set payload = $5, grant_id = $3, version = ${VERSION} where id = $1 and expires_at > $6 returning 1)
               insert into sign_on.brief (id, kind, grant_id, expires_at, version, payload)
               select $1, $2, $3, $4, ${VERSION}, $5 where not exists (select from changed)`,
        values: [artefactHash(kind, id), kind, grantId ?? null, at(expires), JSON.stringify(payload), new Date()],
      });
    },

    /** @returns false when it was seen before, by any process */
    async rememberOnce(kind: string, id: string, payload: Payload, expires: number): Promise<boolean> {
      const { rows } = await write({
        name: 'sign-on.remember-once',
        text: `select sign_on.remember_once($1, $2, ${VERSION}::smallint, $3) as first`,
        values: [artefactHash(kind, id), at(expires), JSON.stringify(payload)],
      });
      return rows[0].first as boolean;
    },

    async findBrief(kind: string, id: string): Promise<Found | undefined> {
      const { rows } = await pool.query<{ payload: Payload; consumed_at: Date | null; version: number }>({
        name: 'sign-on.find-brief',
        text: 'select payload, consumed_at, version from sign_on.brief where id = $1 and expires_at > $2 and expires_at <= $3',
        values: [artefactHash(kind, id), ...window(kind)],
      });
      return found(rows[0], understood);
    },

    /** Marks as used, once. @returns false when another process was first, or it is gone */
    async consumeBrief(kind: string, id: string): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'sign-on.consume-brief',
        text: `update sign_on.brief set consumed_at = $4 where id = $1 and expires_at > $2 and expires_at <= $3 and consumed_at is null`,
        values: [artefactHash(kind, id), ...window(kind), new Date()],
      });
      return rowCount === 1;
    },

    async removeBrief(kind: string, id: string): Promise<void> {
      await pool.query('delete from sign_on.brief where id = $1 and expires_at > $2', [
        artefactHash(kind, id),
        new Date(),
      ]);
    },

    async insertAccessToken({ id, payload, expires, grantId }: NewAccessToken): Promise<void> {
      await write({
        name: 'sign-on.insert-access-token',
        text: `insert into sign_on.access_token (id, grant_id, expires_at, version, payload) values ($1, $2, $3, ${VERSION}, $4)`,
        values: [artefactHash('AccessToken', id), grantId ?? null, at(expires), JSON.stringify(payload)],
      });
    },

    /** The same, and marks its code as used, or neither. @returns false when the code was used before, by any process, or is gone */
    async insertAccessTokenForCode({ id, payload, expires, grantId }: NewAccessToken, code: string): Promise<boolean> {
      const { rows } = await write({
        name: 'sign-on.token-for-code',
        text: `select sign_on.token_for_code($1, $2, $3, ${VERSION}::smallint, $4, $5, $6, $7) as given`,
        values: [
          artefactHash('AccessToken', id),
          grantId ?? null,
          at(expires),
          JSON.stringify(payload),
          artefactHash('AuthorizationCode', code),
          ...window('AuthorizationCode'),
        ],
      });
      return rows[0].given as boolean;
    },

    async findAccessToken(id: string): Promise<Found | undefined> {
      const { rows } = await pool.query<{ payload: Payload; version: number }>({
        name: 'sign-on.find-access-token',
        text: 'select payload, version from sign_on.access_token where id = $1 and expires_at > $2 and expires_at <= $3',
        values: [artefactHash('AccessToken', id), ...window('AccessToken')],
      });
      return found(rows[0], understood);
    },

    async removeAccessToken(id: string): Promise<void> {
      await pool.query('delete from sign_on.access_token where id = $1', [artefactHash('AccessToken', id)]);
    },

    async saveLasting(facts: Lasting, id: string, payload: Payload, expires: number): Promise<void> {
      await write({
        name: 'sign-on.save-lasting',
        text: `with changed as (
                 update sign_on.lasting set payload = $9, version = ${VERSION} where id = $1 and expires_at > $10 returning 1)
               insert into sign_on.lasting
                 (id, kind, account_id, client_id, portal_session, session_uid, grant_id, expires_at, version, payload)
               select $1, $2, $3, $4, $5, $6, $7, $8, ${VERSION}, $9 where not exists (select from changed)`,
        values: [
          artefactHash(facts.kind, id),
          facts.kind,
          facts.accountId ?? null,
          facts.clientId ?? null,
          facts.portalSession ?? null,
          facts.sessionUid ?? null,
          facts.grantId ?? null,
          at(expires),
          JSON.stringify(payload),
          new Date(),
        ],
      });
    },

    async findLasting(kind: Lasting['kind'], id: string): Promise<Found | undefined> {
      const { rows } = await pool.query<LastingRow>({
        name: 'sign-on.find-lasting',
        text: `select payload, consumed_at, portal_session, version from sign_on.lasting
               where id = $1 and expires_at > $2 and expires_at <= $3 and ended_at is null`,
        values: [artefactHash(kind, id), ...window(kind)],
      });
      return found(rows[0], understood);
    },

    async findSessionByUid(uid: string): Promise<Found | undefined> {
      const { rows } = await pool.query<LastingRow>({
        name: 'sign-on.find-session-by-uid',
        text: `select payload, consumed_at, portal_session, version from sign_on.lasting
               where session_uid = $1 and kind = 'Session' and expires_at > $2 and expires_at <= $3 and ended_at is null`,
        values: [uid, ...window('Session')],
      });
      return found(rows[0], understood);
    },

    async consumeLasting(kind: Lasting['kind'], id: string): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'sign-on.consume-lasting',
        text: `update sign_on.lasting set consumed_at = $4 where id = $1 and expires_at > $2 and expires_at <= $3 and consumed_at is null`,
        values: [artefactHash(kind, id), ...window(kind), new Date()],
      });
      return rowCount === 1;
    },

    /** The row stays until its partition goes: it says which clients are to be told. */
    async endLasting(kind: Lasting['kind'], id: string): Promise<void> {
      await pool.query('update sign_on.lasting set ended_at = $2 where id = $1 and ended_at is null', [
        artefactHash(kind, id),
        new Date(),
      ]);
    },

    /** Everything that was given out under a grant. The grant itself stays, for whoever still has to be told. */
    async revokeGrants(grantIds: readonly string[]): Promise<void> {
      const now = new Date();
      await pool.query(
        "update sign_on.lasting set ended_at = $2 where grant_id = any ($1) and kind in ('Grant', 'RefreshToken') and ended_at is null",
        [grantIds, now],
      );
      await pool.query('delete from sign_on.access_token where grant_id = any ($1)', [grantIds]);
      await pool.query('delete from sign_on.brief where grant_id = any ($1)', [grantIds]);
    },

    async revokeKind(kind: string, grantId: string): Promise<void> {
      if (kind === 'AccessToken') await pool.query('delete from sign_on.access_token where grant_id = $1', [grantId]);
      else if (kind === 'RefreshToken')
        await pool.query(
          "update sign_on.lasting set ended_at = $2 where grant_id = $1 and kind = 'RefreshToken' and ended_at is null",
          [grantId, new Date()],
        );
      else await pool.query('delete from sign_on.brief where grant_id = $1 and kind = $2', [grantId, kind]);
    },
  };
}

export type Store = ReturnType<typeof createStore>;

interface LastingRow {
  payload: Payload;
  consumed_at: Date | null;
  portal_session: string | null;
  version: number;
}

function found(
  row: { payload: Payload; consumed_at?: Date | null; portal_session?: string | null; version: number } | undefined,
  understood: (row: { version: number }) => boolean,
): Found | undefined {
  if (!row || !understood(row)) return undefined;
  return {
    payload: row.payload,
    ...(row.consumed_at ? { consumed: Math.floor(row.consumed_at.getTime() / 1000) } : {}),
    ...(row.portal_session !== undefined ? { portalSession: row.portal_session } : {}),
  };
}
