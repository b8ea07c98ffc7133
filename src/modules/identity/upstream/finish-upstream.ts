import { createHash } from 'node:crypto';
import * as client from 'openid-client';
import type { UpstreamLevel } from '#platform/config.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { isProblem } from '#platform/problem.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { EvidenceDoor, PopulationDoor } from '../deps.ts';
import { deviceHash, deviceName, isDeviceToken, newDeviceToken } from '../device.ts';
import { recordTry } from '../guessing.ts';
import { noticeOfNewDevice } from '../new-device.ts';
import { loginKey } from '../secrets.ts';
import { startSession, type StartedSession } from '../start-session.ts';
import type { Tables } from '../tables.ts';
import type { Connection } from './connection.ts';
import { openUpstreamFlow, RETURN_PATH, type UpstreamFlow } from './flow.ts';
import { matchPerson } from './match-person.ts';
import { enterUpstreamAccount } from './enter-upstream-account.ts';
import { levelOf, readClaims } from './read-claims.ts';
import { meaningOf, refusal } from './refusal.ts';

export type FinishDeps = PlatformDeps & { population: PopulationDoor; evidence: EvidenceDoor };

export interface Finished extends StartedSession {
  back?: string;
  opened: boolean;
  /** For the cookie of a browser that had none. */
  deviceToken?: string;
}

/** What the other provider proved: its own subject and session, how surely, and what it tells of the person. */
interface Word {
  sub: string;
  sid?: string;
  acr: string;
  level: UpstreamLevel;
  provedAt: Date;
  said: Record<string, unknown>[];
}

/**
 * Takes the other provider's answer and starts a session for the person whom it means. The protocol's checks (state, nonce, PKCE, issuer,
 * audience, signature, times) are the library's; what is believed of a person who passed them is decided here.
 * @throws every identity.upstream-… refusal of the contract
 */
export async function finishUpstream(
  deps: FinishDeps,
  connection: Connection,
  given: { answer: string; flow: string; browser?: boolean | undefined },
  call: { source: string; device: string | undefined; userAgent: string | undefined },
): Promise<Finished> {
  const { settings } = connection;
  const flow = openUpstreamFlow(deps, given.flow);
  if (!flow || flow.issuer !== settings.issuer) throw refusal(settings, 'upstream-flow-over');
  const word = await askFor(deps, connection, flow, given.answer);
  const told = readClaims(settings, ...word.said);
  if (!told) throw refusal(settings, 'upstream-not-enough');
  const person = await matchPerson(deps.population, settings, told);
  const shown = isDeviceToken(call.device) ? call.device : undefined;
  const token = given.browser ? (shown ?? newDeviceToken()) : undefined;
  const device = token === undefined ? undefined : { hash: deviceHash(token), name: deviceName(call.userAgent) };
  const attempt = {
    subject: loginKey(deps.config.secrets.masterKey, told.personalId),
    source: call.source,
    device,
    kind: 'upstream' as const,
    succeeded: true,
  };
  const known = await accountOf(deps, person.id);
  const now = deps.clock.now();
  const notice = known && (await noticeOfNewDevice(deps, { ...attempt, accountId: known }, now));
  try {
    return await deps.database.transaction<Tables, Finished>(async (trx) => {
      const account = await enterUpstreamAccount(trx, deps, settings, { person, told, word, now });
      await recordTry(deps, { ...attempt, accountId: account.id }, trx);
      if (notice) await notice(trx);
      const started = await startSession(trx, {
        account: { id: account.id, kind: 'citizen' },
        appointmentId: null,
        proofs: [{ kind: `upstream-${word.level}`, at: word.provedAt.toISOString() }],
        source: call.source,
        now,
        ...(device ? { device } : {}),
      });
      await trx
        .insertInto('identity.upstream_session')
        .values({
          session_id: started.sessionId,
          issuer: settings.issuer,
          sub: word.sub,
          sid: word.sid ?? null,
          acr: word.acr,
          nonce_hash: createHash('sha256').update(flow.nonce).digest(),
          at: now,
        })
        .execute();
      return {
        ...started,
        opened: account.opened,
        ...(flow.back ? { back: flow.back } : {}),
        ...(token !== undefined && token !== shown ? { deviceToken: token } : {}),
      };
    });
  } catch (error) {
    // The same answer a second time, from a provider that let its code be spent twice.
    if (breaksConstraint(error, 'upstream_session_nonce_hash_key')) throw refusal(settings, 'upstream-flow-over');
    throw error;
  }
}

async function accountOf({ database }: FinishDeps, personId: string): Promise<string | undefined> {
  const account = await database
    .of<Tables>()
    .selectFrom('identity.account')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return account?.id;
}

async function askFor(deps: FinishDeps, connection: Connection, flow: UpstreamFlow, answer: string): Promise<Word> {
  const { settings } = connection;
  try {
    const server = await connection.server();
    const address = new URL(`${deps.config.publicUrl}${RETURN_PATH}`);
    address.search = answer;
    const tokens = await client.authorizationCodeGrant(server, address, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims?.sub) throw refusal(settings, 'upstream-answer-wrong');
    const level = levelOf(settings, claims['acr']);
    if (!level || level < settings.least) throw refusal(settings, 'upstream-level-low');
    const said: Record<string, unknown>[] = [claims];
    // Many providers tell the person's details only here.
    if (!readClaims(settings, claims) && server.serverMetadata().userinfo_endpoint)
      said.push(await client.fetchUserInfo(server, tokens.access_token, claims.sub));
    return {
      sub: claims.sub,
      ...(typeof claims['sid'] === 'string' ? { sid: claims['sid'] } : {}),
      acr: String(claims['acr']),
      level,
      provedAt: provedAt(claims.auth_time, deps.clock.now()),
      said,
    };
  } catch (error) {
    if (isProblem(error)) throw error;
    const { code, why } = meaningOf(error);
    deps.log.warn({ issuer: settings.issuer, code, why }, 'a sign-in by the upstream did not end well');
    if (code === 'upstream-unavailable') connection.isDown();
    throw refusal(settings, code);
  }
}

/** When the person last proved who this is, there; their clock may be ahead of ours. */
function provedAt(authTime: unknown, now: Date): Date {
  return typeof authTime === 'number' ? new Date(Math.min(authTime * 1000, now.getTime())) : now;
}
