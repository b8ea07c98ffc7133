import type { Adapter, AdapterPayload } from 'oidc-provider';
import { acrOf } from '#platform/step-up.ts';
import { capacityOf, partsOf } from '../capacity.ts';
import type { AdapterTools } from './adapter.ts';
import { expiryOf, unused, without } from './adapter-parts.ts';
import { currentScope, type RequestScope, type SessionPayload } from './request-scope.ts';
import { artefactKey, type Found } from './store.ts';

/**
 * Long, because nothing is decided by it: whether the session stands, who it is and how surely, is read from the portal's session with
 * every request, and whether the client is still allowed from its grant.
 */
const KEPT_MS = 5 * 60_000;

/**
 * The library's session is believed only in the browser and for as long as the portal's session in which it was made stands; who it is,
 * how sure the node is and since when is read from there each time. In the table it is a list of clients.
 */
export function sessionAdapter({ store, kept }: AdapterTools): Adapter {
  /** Memory serves those who come to a client of the list, when nothing is to be written. Everybody else starts from the table. */
  async function read(id: string, clientId: string | undefined): Promise<Found | undefined> {
    const key = artefactKey('Session', id);
    const row = clientId === undefined ? undefined : kept.get(key);
    if (row && clientId !== undefined) {
      const payload = JSON.parse(row.text) as SessionPayload;
      if (payload.authorizations?.[clientId]?.grantId) return { payload, portalSession: row.portalSession };
    }
    const mark = kept.mark();
    const found = await store.findLasting('Session', id);
    if (found && found.portalSession !== undefined)
      kept.put(
        key,
        { text: JSON.stringify(found.payload), portalSession: found.portalSession },
        { forMs: KEPT_MS, mark },
      );
    return found;
  }

  return {
    ...unused,
    async upsert(id, payload) {
      const scope = currentScope();
      const session = without(payload) as SessionPayload;
      const snapshot = snapshotOf(session);
      // Nobody signed in and nothing to remember: not worth a row. Nothing new: not worth a write.
      if ((!session.accountId && !session.state) || scope?.written.get(id) === snapshot) return;
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
      await kept.forget(artefactKey('Session', id));
      scope?.written.set(id, snapshot);
      scope?.sessions.set(id, session);
    },
    async find(id) {
      const scope = currentScope();
      const made = scope?.sessions.get(id);
      if (made) return { ...made, jti: id } as AdapterPayload;
      const row = await read(id, scope?.clientId);
      if (!row) return undefined;
      const session = scope ? asPortalSays(scope, row) : (row.payload as SessionPayload);
      if (!session) return undefined;
      // Clients are told, and their tokens end, when the portal's session has ended (end-sessions.ts): once, and tried again.
      if (scope?.signingOut) delete session.authorizations;
      scope?.sessions.set(id, session);
      scope?.written.set(id, snapshotOf(session));
      return { ...session, jti: id } as AdapterPayload;
    },
    async findByUid(uid) {
      const row = await store.findSessionByUid(uid);
      return row?.payload as AdapterPayload | undefined;
    },
    async destroy(id) {
      await store.endLasting('Session', id);
      await kept.forget(artefactKey('Session', id));
    },
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
