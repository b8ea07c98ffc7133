import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import { sqlState } from '#platform/database/database.ts';
import { isDatabaseGone } from '#platform/database/gone.ts';
import { partsOf } from '../capacity.ts';
import type { ClientBook } from '../clients/client-book.ts';
import { expiryOf, unused, within, without } from './adapter-parts.ts';
import { accessTokenAdapter, codeAdapter } from './code-adapter.ts';
import type { Kept } from './kept.ts';
import { metadataOf } from './metadata.ts';
import { currentScope } from './request-scope.ts';
import { sessionAdapter } from './session-adapter.ts';
import { artefactKey, type Payload, type Store } from './store.ts';

/** A grant that was ended elsewhere is forgotten by message; this is the net under it. Its tokens are gone from the tables at once. */
const GRANT_KEPT_MS = 2000;

export interface AdapterTools {
  issuer: string;
  store: Store;
  kept: Kept;
  clients: ClientBook;
  /** A code or refresh token used twice: whoever has the other one is not to be told from its owner, so all that came of it ends. */
  endFamily(grantId: unknown): Promise<void>;
}

/**
 * Where the library keeps its state. Codes, requests and interactions go to tables that are never written to the log of the database,
 * so that a warm sign-in costs one durable write, its access token. A use that must happen once happens once for all processes: the
 * database decides, and whoever loses is refused and ends the family.
 */
export function adapterFactory(given: Omit<AdapterTools, 'endFamily'>): (name: string) => Adapter {
  const { store, kept } = given;
  async function endFamily(grantId: unknown): Promise<void> {
    if (typeof grantId !== 'string') return;
    await store.revokeGrants([grantId]);
    await kept.forget(artefactKey('Grant', grantId));
  }
  return (name) => guarded(adapterFor(name, { ...given, endFamily }));
}

function adapterFor(name: string, tools: AdapterTools): Adapter {
  switch (name) {
    case 'Client':
      return { ...unused, find: (id) => metadataFor(tools, id) };
    case 'Session':
      return sessionAdapter(tools);
    case 'Grant':
      return grantAdapter(tools);
    case 'AccessToken':
      return accessTokenAdapter(tools);
    case 'AuthorizationCode':
      return codeAdapter(tools);
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

function refreshTokenAdapter({ store, endFamily }: AdapterTools): Adapter {
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
      await endFamily(row?.payload['grantId']);
      throw new errors.InvalidGrant('refresh token already used');
    },
    destroy: (id) => store.endLasting('RefreshToken', id),
    revokeByGrantId: (grantId) => store.revokeKind('RefreshToken', grantId),
  };
}

function grantAdapter({ store, kept }: AdapterTools): Adapter {
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
      await kept.forget(artefactKey('Grant', id));
    },
    async find(id) {
      const key = artefactKey('Grant', id);
      const known = kept.get(key);
      if (known) return within(id, { payload: JSON.parse(known.text) as Payload });
      const mark = kept.mark();
      const row = await store.findLasting('Grant', id);
      if (!row) return undefined;
      kept.put(key, { text: JSON.stringify(row.payload), portalSession: null }, { forMs: GRANT_KEPT_MS, mark });
      return within(id, row);
    },
    async destroy(id) {
      await store.endLasting('Grant', id);
      await kept.forget(artefactKey('Grant', id));
    },
  };
}

function briefAdapter(kind: string, { store, endFamily }: AdapterTools): Adapter {
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
      await endFamily(row?.payload['grantId']);
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
