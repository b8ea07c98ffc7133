import type { FastifyInstance } from 'fastify';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import type { PlatformDeps, Protocol } from '#platform/room.ts';
import { endSessions } from '../end-sessions.ts';
import type { Tables } from '../tables.ts';
import { ANSWERS_WITHIN_SECONDS, CLOCK_TOLERANCE_SECONDS, type Connection } from './connection.ts';

/** Where the other provider says that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0). */
export const LOGOUT_PATH = '/dang-nhap/cong-khac/thoat';
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LONGEST_BODY = 16 * 1024;
const PER_MINUTE = 600;

export function hearLogouts(deps: PlatformDeps, connection: Connection): Protocol {
  const ended = createHearing(deps, connection);
  return {
    prefix: LOGOUT_PATH,
    mount(scope: FastifyInstance) {
      scope.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: LONGEST_BODY },
        (_request, body, done) => done(null, new URLSearchParams(String(body))),
      );
      const rateLimit = { max: PER_MINUTE, allowList: () => false };
      scope.post('/', { config: { rateLimit } }, async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const token = request.body instanceof URLSearchParams ? request.body.get('logout_token') : null;
        const heard = token !== null && (await ended(token));
        return reply.status(heard ? 200 : 400).send(heard ? {} : { error: 'invalid_request' });
      });
    },
  };
}

/** @returns whether the token was a logout of the other provider; sessions that rest on its word are then over */
function createHearing(deps: PlatformDeps, connection: Connection): (token: string) => Promise<boolean> {
  const { issuer, clientId } = connection.settings;
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (token) => {
    let said: JWTPayload;
    try {
      const { jwks_uri: address } = (await connection.server()).serverMetadata();
      keys ??= createRemoteJWKSet(new URL(address ?? ''), { timeoutDuration: ANSWERS_WITHIN_SECONDS * 1000 });
      const verified = await jwtVerify(token, keys, {
        issuer,
        audience: clientId,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        maxTokenAge: '10m',
      });
      said = verified.payload;
    } catch {
      return false;
    }
    const { sid, sub, events, nonce } = said;
    // An ID token has a nonce and no such event: it is not to be taken for a logout.
    if (nonce !== undefined || typeof events !== 'object' || events === null || !(EVENT in events)) return false;
    if (typeof sid !== 'string' && typeof sub !== 'string') return false;
    await deps.database.transaction<Tables, void>(async (trx) => {
      const resting = await trx
        .selectFrom('identity.upstream_session')
        .select('session_id')
        .where('issuer', '=', issuer)
        .$if(typeof sid === 'string', (query) => query.where('sid', '=', String(sid)))
        .$if(typeof sub === 'string', (query) => query.where('sub', '=', String(sub)))
        .execute();
      for (const { session_id: sessionId } of resting)
        await endSessions(deps, trx, { sessionId }, 'signed-out-upstream');
    });
    return true;
  };
}
