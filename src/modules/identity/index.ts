import type { Actor } from '#platform/access.ts';
import { job } from '#platform/jobs.ts';
import type { RoomParts } from '#platform/room.ts';
import type { Presented, Sessions } from '#platform/web/sessions.ts';
import type { IdentityDeps } from './deps.ts';
import type { AccountLevel, Proof } from './assurance.ts';
import { identityProblem } from './errors.ts';
import { SEND_MESSAGE_JOB, sendMessage } from './channels/messages.ts';
import { forgetCodes } from './codes/forget-codes.ts';
import { giveContact } from './contacts/give-contact.ts';
import { verifiedContact } from './contacts/verified-contact.ts';
import { factorRoutes } from './factor-routes.ts';
import { findAccount, type Account } from './accounts.ts';
import { forgetTries } from './closing/forget-tries.ts';
import { closingListeners } from './closing/listen.ts';
import { forgetOld } from './forget-old.ts';
import { officerListeners } from './tell-officers.ts';
import { openAccount } from './open-account.ts';
import { proofingRoutes } from './proofing-routes.ts';
import { identityRoutes } from './routes.ts';
import { loginKey } from './secrets.ts';
import { createSessions, sessionOf, type OpenSession } from './sessions.ts';
import { signOut } from './sign-out.ts';
import { startSession, type StartedSession } from './start-session.ts';
import type { Tables } from './tables.ts';
import { mandateListeners } from './tell-of-mandates.ts';
import { closePasswordPool, hashPassword } from './verification/password-pool.ts';
import { createConnection } from './upstream/connection.ts';
import { hearLogouts } from './upstream/hear-logout.ts';
import { upstreamRoutes } from './upstream/routes.ts';

export type { Account } from './accounts.ts';
export { assuranceOf, type AccountLevel, type Proof, type ProofKind } from './assurance.ts';
export type { DemoCitizen, IdentityDeps } from './deps.ts';
export type { OpenSession } from './sessions.ts';
export type { StartedSession } from './start-session.ts';

export interface NewAccount {
  name: string;
  /** The password that the person will sign in with. */
  code: string;
  /** A citizen: person of the population register and the number they sign in with. */
  citizen?: { personId: string; personalId: string };
  /** An officer of the directory. */
  officer?: { officerId: string };
  /** Where codes go to. The world vouches for them; one phone may serve several accounts. */
  phone?: string;
  email?: string;
  /** How the owner was proofed; 1 unless told. */
  level?: AccountLevel;
}

/** The front door: who is signed in, and which account a person has. */
export interface Identity {
  parts: RoomParts;
  sessions: Sessions;
  /** The account of a person of the population register, if they have one. */
  accountOfPerson(personId: string): Promise<string | undefined>;
  /** Opens an account; the same person or officer again keeps the account and the code they have. Answers the account ids in order. */
  createAccounts(accounts: readonly NewAccount[]): Promise<string[]>;
  actorFor(token: string): Promise<Actor>;
  /**
   * The open session behind a token, with its proofs: what a token of the sign-on rests on. `presented` is what came with it
   * (`presentedBy` of the web server); a browser's session shown without it is taken for stolen and ends.
   */
  sessionOf(token: string | undefined, presented?: Presented): Promise<OpenSession | undefined>;
  /** Facts of an account for those who speak of it to others; stopped ones (locked, closed) are found and say so. */
  findAccount(accountId: string): Promise<Account | undefined>;
  /**
   * Starts a session of a citizen whom another sign-on has proved.
   * @throws identity.wrong-credentials where the account may not be used
   */
  startSession(given: { accountId: string; proofs: readonly Proof[]; source: string }): Promise<StartedSession>;
  /** The phone or mailbox that the account confirmed last. Whoever tells it to others records so. */
  confirmedContact(accountId: string, kind: 'phone' | 'email'): Promise<string | undefined>;
  /** Ends a session as signing out does, for a protocol through which its owner asked. */
  endSession(actor: Actor): Promise<void>;
}

export function createIdentity(deps: IdentityDeps): Identity {
  const sessions = createSessions(deps);
  const upstream = deps.config.upstream && createConnection(deps.config.upstream, deps.log);
  const accounts = () => deps.database.of<Tables>();
  return {
    sessions,
    actorFor: (token) => sessions.actorFor(token),
    sessionOf: (token, presented) => sessionOf(deps, token, presented),
    async accountOfPerson(personId) {
      const row = await accounts()
        .selectFrom('identity.account')
        .select('id')
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row?.id;
    },
    async createAccounts(list) {
      // People of one world share a code: hashed once for each code, and salted anyway.
      const hashes = new Map<string, string>();
      for (const { code } of list) if (!hashes.has(code)) hashes.set(code, await hashPassword(deps.config, code));
      const ids: string[] = [];
      for (const one of list)
        ids.push(
          await deps.database.transaction<Tables, string>(async (trx) => {
            const now = deps.clock.now();
            const accountId = await openAccount(trx, one, {
              loginKey: one.citizen ? loginKey(deps.config.secrets.masterKey, one.citizen.personalId) : null,
              hash: hashes.get(one.code) ?? '',
              now,
            });
            for (const kind of ['phone', 'email'] as const) {
              const value = one[kind];
              if (value) await giveContact(trx, deps.config, { accountId, kind, value, now });
            }
            return accountId;
          }),
        );
      return ids;
    },
    findAccount: (accountId) => findAccount(deps.database, accountId),
    async startSession({ accountId, proofs, source }) {
      const account = await findAccount(deps.database, accountId);
      if (!account || account.kind !== 'citizen' || account.stopped) throw identityProblem('wrong-credentials');
      return deps.database.transaction<Tables, StartedSession>((trx) =>
        startSession(trx, { account, appointmentId: null, proofs, source, now: deps.clock.now() }),
      );
    },
    confirmedContact: async (accountId, kind) =>
      (await verifiedContact(deps.database.of<Tables>(), deps, accountId, kind))?.value,
    endSession: async (actor) => void (await signOut(deps, { actor })),
    parts: {
      name: 'identity',
      served: [
        ...identityRoutes(deps, sessions),
        ...factorRoutes(deps),
        ...proofingRoutes(deps),
        ...upstreamRoutes(deps, upstream),
      ],
      ...(upstream ? { protocols: [hearLogouts(deps, upstream)] } : {}),
      stop: () => closePasswordPool(deps.config),
      jobs: [
        job('identity.forget-old', (_payload, { log }) => forgetOld(deps, log), { every: '20 19 * * *' }),
        job('identity.forget-tries', () => forgetTries(deps), { every: '55 19 * * *' }),
        job('identity.forget-codes', () => forgetCodes(deps), { every: '50 19 * * *' }),
        job<Parameters<typeof sendMessage>[1]>(SEND_MESSAGE_JOB, (payload, { log }) => sendMessage(deps, payload, log)),
      ],
      listeners: [...mandateListeners(deps), ...closingListeners(deps), ...officerListeners(deps)],
    },
  };
}
