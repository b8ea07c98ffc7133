import type { Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { job } from '#platform/jobs.ts';
import type { RoomParts } from '#platform/room.ts';
import type { Sessions } from '#platform/web/sessions.ts';
import type { IdentityDeps } from './deps.ts';
import { forgetOld } from './forget-old.ts';
import { identityRoutes } from './routes.ts';
import { hashSecret, loginKey } from './secrets.ts';
import { createSessions } from './sessions.ts';
import type { Tables } from './tables.ts';

export type { DemoCitizen, IdentityDeps } from './deps.ts';

export interface NewAccount {
  name: string;
  /** The code that the person will sign in with. */
  code: string;
  /** A citizen: person of the population register and the number they sign in with. */
  citizen?: { personId: string; personalId: string };
  /** An officer of the directory. */
  officer?: { officerId: string };
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
}

export function createIdentity(deps: IdentityDeps): Identity {
  const sessions = createSessions(deps, deps.directory);
  const accounts = () => deps.database.of<Tables>();
  return {
    sessions,
    actorFor: (token) => sessions.actorFor(token),
    async accountOfPerson(personId) {
      const row = await accounts()
        .selectFrom('identity.account')
        .select('id')
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row?.id;
    },
    async createAccounts(list) {
      // argon2 runs outside the event loop; people of one world share a code, hashed once per code and salted anyway.
      const hashes = new Map(
        await Promise.all(
          [...new Set(list.map((one) => one.code))].map(async (code) => [code, await hashSecret(code)] as const),
        ),
      );
      const ids: string[] = [];
      for (const one of list) {
        const row = await accounts()
          .insertInto('identity.account')
          .values({
            id: newId(),
            kind: one.citizen ? 'citizen' : 'officer',
            person_id: one.citizen?.personId ?? null,
            officer_id: one.officer?.officerId ?? null,
            name: one.name,
            login_key: one.citizen ? loginKey(deps.config.secrets.masterKey, one.citizen.personalId) : null,
            secret_hash: hashes.get(one.code) ?? '',
          })
          .onConflict((conflict) =>
            conflict.column(one.citizen ? 'person_id' : 'officer_id').doUpdateSet({ name: one.name }),
          )
          .returning('id')
          .executeTakeFirstOrThrow();
        ids.push(row.id);
      }
      return ids;
    },
    parts: {
      name: 'identity',
      served: identityRoutes(deps, sessions),
      jobs: [job('identity.forget-old', (_payload, { log }) => forgetOld(deps, log), { every: '20 19 * * *' })],
    },
  };
}
