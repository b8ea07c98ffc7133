import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import { LRUCache } from 'lru-cache';
import { sqlState, type Executor } from '#platform/database/database.ts';
import { isDatabaseGone } from '#platform/database/gone.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { acrOf } from '#platform/step-up.ts';
import { capacityOf, partsOf } from '../capacity.ts';
import type { ClientBook } from '../clients/client-book.ts';
import { metadataOf } from './metadata.ts';
import { currentScope, type RequestScope, type SessionPayload } from './request-scope.ts';
import { artefactHash, type Found, type Payload, type Store } from './store.ts';

const GRANTS = 'sign-on.grants';
/** A grant that was ended elsewhere is forgotten by message; this is the net under it. Its tokens are gone from the tables at once. */
const GRANT_KEPT_MS = 10_000;

export interface Grants {
  /** At once here, and by message in the other processes. */
  forget(): Promise<void>;
  /** At the commit of a transaction. */
  forgetWith(trx: Executor): Promise<void>;
  kept: LRUCache<string, Payload>;
  pool: PlatformDeps['database']['pool'];
}

export function createGrants(deps: Pick<PlatformDeps, 'live' | 'database'>): Grants {
  const kept = new LRUCache<string, Payload>({ max: 20_000, ttl: GRANT_KEPT_MS });
  deps.live.subscribe(`${GRANTS}:all`, () => kept.clear());
  return {
    kept,
    pool: deps.database.pool,
    async forget() {
      kept.clear();
      await deps.live.tell(deps.database.of<unknown>(), GRANTS, 'all');
    },
    async forgetWith(trx) {
      await deps.live.tell(trx, GRANTS, 'all');
    },
  };
}

interface AdapterTools {
  issuer: string;
  store: Store;
  grants: Grants;
  clients: ClientBook;
}

/**
 * Where the library keeps its state. Codes, requests and interactions go to tables that are never written to the log of the database,
 * so that a warm sign-in costs one durable write, its access token. A use that must happen once happens once for all processes: the
 * database decides, and whoever loses is refused and ends the family.
 */
export function adapterFactory(tools: AdapterTools): (name: string) => Adapter {
  return (name) => guarded(adapterFor(name, tools));
}

function adapterFor(name: string, tools: AdapterTools): Adapter {
  switch (name) {
    case 'Client':
      return { ...unused, find: (id) => metadataFor(tools, id) };
    case 'Session':
      return sessionAdapter(tools.store);
    case 'Grant':
      return grantAdapter(tools);
    case 'AccessToken':
      return accessTokenAdapter(tools.store);
    case 'RefreshToken':
      return refreshTokenAdapter(tools);
    default:
      return briefAdapter(name, tools);
  }
}

async function metadataFor({ clients, issuer }: AdapterTools, id: string): Promise<AdapterPayload | undefined> {
  if (!/^[\w-]{4,64}$/.test(id)) return undefined;
  const client = await clients.find(id);
  return client && client.suspendedAt === null ? metadataOf(client, issuer) : undefined;
}

const never = (what: string) => async (): Promise<never> => {
  throw new Error(`The adapter was asked to ${what}`);
};

const unused: Adapter = {
  upsert: never('upsert'),
  find: never('find'),
  findByUid: never('find by uid'),
  findByUserCode: never('find by user code'),
  consume: never('consume'),
  destroy: never('destroy'),
  revokeByGrantId: never('revoke'),
};

/** The identifier is what opens the door: it is not kept inside either. */
const without = ({ jti: _jti, ...payload }: AdapterPayload): Payload => payload;
const within = (id: string, { payload, consumed }: Found): AdapterPayload => ({
  ...payload,
  jti: id,
  ...(consumed === undefined ? {} : { consumed }),
});
const expiryOf = (payload: AdapterPayload): number => payload.exp ?? Math.floor(Date.now() / 1000) + 60;

function accessTokenAdapter(store: Store): Adapter {
  return {
    ...unused,
    upsert: (id, payload) => store.insertAccessToken(id, without(payload), expiryOf(payload), payload.grantId),
    async find(id) {
      const row = await store.findAccessToken(id);
      return row && within(id, row);
    },
    destroy: (id) => store.removeAccessToken(id),
    revokeByGrantId: (grantId) => store.revokeKind('AccessToken', grantId),
  };
}

function refreshTokenAdapter({ store, grants }: AdapterTools): Adapter {
  return {
    ...unused,
    upsert: (id, payload) =>
      store.saveLasting(
        {
          kind: 'RefreshToken',
          accountId: partsOf(payload.accountId ?? '').accountId,
          clientId: payload.clientId,
          grantId: payload.grantId,
        },
        id,
        without(payload),
        expiryOf(payload),
      ),
    async find(id) {
      const row = await store.findLasting('RefreshToken', id);
      return row && within(id, row);
    },
    async consume(id) {
      if (await store.consumeLasting('RefreshToken', id)) return;
      const row = await store.findLasting('RefreshToken', id);
      await endFamily(store, grants, row?.payload['grantId']);
      throw new errors.InvalidGrant('refresh token already used');
    },
    destroy: (id) => store.endLasting('RefreshToken', id),
    revokeByGrantId: (grantId) => store.revokeKind('RefreshToken', grantId),
  };
}

function grantAdapter({ store, grants }: AdapterTools): Adapter {
  const key = (id: string): string => artefactHash('Grant', id).toString('base64');
  return {
    ...unused,
    async upsert(id, payload) {
      const { actor } = currentScope() ?? {};
      await store.saveLasting(
        {
          kind: 'Grant',
          accountId: partsOf(payload.accountId ?? '').accountId,
          clientId: payload.clientId,
          grantId: id,
          portalSession: actor && 'sessionId' in actor ? actor.sessionId : undefined,
        },
        id,
        without(payload),
        expiryOf(payload),
      );
      await grants.forget();
      grants.kept.set(key(id), without(payload));
    },
    async find(id) {
      const kept = grants.kept.get(key(id));
      if (kept) return within(id, { payload: structuredClone(kept) });
      const row = await store.findLasting('Grant', id);
      if (!row) return undefined;
      grants.kept.set(key(id), structuredClone(row.payload));
      return within(id, row);
    },
    async destroy(id) {
      await store.endLasting('Grant', id);
      await grants.forget();
    },
  };
}

function briefAdapter(kind: string, { store, grants }: AdapterTools): Adapter {
  const again = kind === 'Interaction' || kind === 'BackchannelAuthenticationRequest';
  return {
    ...unused,
    async upsert(id, payload) {
      const kept = kind === 'Interaction' ? trimInteraction(id, payload) : without(payload);
      if (kind === 'ReplayDetection') {
        if (!(await store.rememberOnce(kind, id, kept, expiryOf(payload))))
          throw new errors.InvalidRequest('an assertion or proof must only be used once');
      } else if (again) await store.saveBrief(kind, id, kept, expiryOf(payload), payload.grantId);
      else await store.insertBrief(kind, id, kept, expiryOf(payload), payload.grantId);
    },
    async find(id) {
      const row = await store.findBrief(kind, id);
      if (!row) return undefined;
      const payload = within(id, row);
      if (kind === 'Interaction' && payload.returnTo) payload.returnTo += id;
      return payload;
    },
    async consume(id) {
      if (await store.consumeBrief(kind, id)) return;
      const row = await store.findBrief(kind, id);
      if (kind === 'PushedAuthorizationRequest')
        throw new errors.InvalidRequestUri('request_uri is invalid, expired, or was already used');
      await endFamily(store, grants, row?.payload['grantId']);
      throw new errors.InvalidGrant('already consumed');
    },
    destroy: (id) => store.removeBrief(kind, id),
    revokeByGrantId: (grantId) => store.revokeKind(kind, grantId),
  };
}

/**
 * The address to go on at ends with the identifier, which is not kept. Nor is the session in which the interaction began: whoever comes
 * back with the interaction's cookie is asked and answered as the portal's session says then, so that a person may choose another
 * capacity in the middle.
 */
function trimInteraction(id: string, payload: AdapterPayload): Payload {
  const { returnTo = '', session: _session, ...rest } = without(payload) as Payload & { returnTo?: string };
  return { ...rest, returnTo: returnTo.slice(0, -id.length) };
}

/** A code or refresh token used twice: whoever has the other one is not to be told from its owner, so all that came of it ends. */
async function endFamily(store: Store, grants: Grants, grantId: unknown): Promise<void> {
  if (typeof grantId !== 'string') return;
  await store.revokeGrants(grants.pool, [grantId]);
  await grants.forget();
}

/**
 * The library's session is believed only in the browser and for as long as the portal's session in which it was made stands; who it is,
 * how sure the node is and since when is read from there each time. In the table it is a list of clients.
 */
function sessionAdapter(store: Store): Adapter {
  return {
    ...unused,
    async upsert(id, payload) {
      const scope = currentScope();
      const key = artefactHash('Session', id).toString('base64');
      const session = without(payload) as SessionPayload;
      const snapshot = snapshotOf(session);
      // Nobody signed in and nothing to remember: not worth a row. Nothing new: not worth a write.
      if ((!session.accountId && !session.state) || scope?.written.get(key) === snapshot) return;
      const { actor } = scope ?? {};
      await store.saveLasting(
        {
          kind: 'Session',
          accountId: session.accountId && partsOf(session.accountId).accountId,
          portalSession: actor && 'sessionId' in actor ? actor.sessionId : undefined,
          sessionUid: session.uid,
        },
        id,
        session,
        expiryOf(payload),
      );
      scope?.written.set(key, snapshot);
      scope?.sessions.set(key, session);
    },
    async find(id) {
      const scope = currentScope();
      const key = artefactHash('Session', id).toString('base64');
      const made = scope?.sessions.get(key);
      if (made) return { ...made, jti: id } as AdapterPayload;
      const row = await store.findLasting('Session', id);
      if (!row) return undefined;
      const session = scope ? asPortalSays(scope, row) : (row.payload as SessionPayload);
      if (!session) return undefined;
      // Clients are told, and their tokens end, when the portal's session has ended (end-sessions.ts): once, and tried again.
      if (scope?.signingOut) delete session.authorizations;
      scope?.sessions.set(key, session);
      scope?.written.set(key, snapshotOf(session));
      return { ...session, jti: id } as AdapterPayload;
    },
    async findByUid(uid) {
      const row = await store.findSessionByUid(uid);
      return row?.payload as AdapterPayload | undefined;
    },
    destroy: (id) => store.endLasting('Session', id),
  };
}

const snapshotOf = ({ uid, authorizations, state }: SessionPayload): string =>
  JSON.stringify([uid, authorizations ?? {}, state ?? null]);

function asPortalSays({ actor }: RequestScope, { payload, portalSession }: Found): SessionPayload | undefined {
  const session = payload as SessionPayload;
  if (!session.accountId) return session;
  const sessionId = 'sessionId' in actor ? actor.sessionId : undefined;
  return sessionId !== undefined && sessionId === portalSession ? { ...session, ...signedInAs(actor) } : undefined;
}

/** What the portal's session says in the words of the library's. */
export function signedInAs(actor: RequestScope['actor']): Partial<SessionPayload> {
  const accountId = capacityOf(actor);
  if (!accountId || !('assurance' in actor) || !actor.assurance) return {};
  return {
    accountId,
    acr: acrOf(actor.assurance.level),
    amr: [...actor.assurance.methods],
    loginTs: Math.floor(Date.parse(actor.assurance.provedAt) / 1000),
  };
}

/** The database is away: said as such, with a sentence that tells nothing else. */
class TemporarilyAway extends errors.CustomOIDCProviderError {
  constructor() {
    super('temporarily_unavailable', 'the sign-on is not available at the moment, try again in a few seconds');
    Object.assign(this, { status: 503, statusCode: 503, expose: true });
  }
}

const UNREADABLE = new Set(['22P05', '22P02', '22021']);

function guarded(adapter: Adapter): Adapter {
  const guard =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await call(...args);
      } catch (error) {
        if (isDatabaseGone(error)) throw new TemporarilyAway();
        // What no text of a database can hold: NUL, half a character.
        if (UNREADABLE.has(sqlState(error) ?? '')) throw new errors.InvalidRequest('a parameter is not readable text');
        throw error;
      }
    };
  return {
    upsert: guard(adapter.upsert),
    find: guard(adapter.find),
    findByUid: guard(adapter.findByUid),
    findByUserCode: guard(adapter.findByUserCode),
    consume: guard(adapter.consume),
    destroy: guard(adapter.destroy),
    revokeByGrantId: guard(adapter.revokeByGrantId),
  };
}
