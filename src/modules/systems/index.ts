import type { ProgramActor } from '#platform/access.ts';
import { isId } from '#platform/id.ts';
import { job } from '#platform/jobs.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { RoomParts } from '#platform/room.ts';
import type { Programs } from '#platform/web/programs.ts';
import { sweepNonces } from './admit.ts';
import type { listSystems } from './contract.ts';
import type { SystemsDeps } from './deps.ts';
import type { KnownSystem } from './known-keys.ts';
import { noteSeen } from './note-seen.ts';
import { actorOf, createPrograms } from './prove.ts';
import { systemsOf } from './queries.ts';
import { systemsRoutes } from './routes.ts';
import { isSecret } from './secrets.ts';
import type { Tables } from './tables.ts';

export type { AgencyFacts, SystemsDeps } from './deps.ts';

/** The front door of the agencies' own systems: which programs may speak in whose name, and how they prove who they are. */
export interface Systems {
  /** The program of an active system, in the name of its own agency or of the one with that code. @throws systems.not-in-its-name */
  programOf(systemId: string, code?: string): Promise<ProgramActor | undefined>;
  /** For protocols whose clients cannot sign: the program that knows the secret. Undefined for any other, whatever is wrong. */
  authenticateSecret(systemId: string, secret: string, code?: string): Promise<ProgramActor | undefined>;
  systemsOf(agencyId: string): Promise<AnswerOf<typeof listSystems>['systems']>;
  /** For the web server: who is behind a signed request. */
  programs: Programs;
  parts: RoomParts;
}

export function createSystems(deps: SystemsDeps): Systems {
  return {
    async programOf(systemId, code) {
      const found = await findActive(deps, systemId);
      return found && actorOf(deps, found.system, code);
    },
    async authenticateSecret(systemId, secret, code) {
      const found = await findActive(deps, systemId);
      // Compared in any case, so that the time says nothing about which systems there are.
      if (!isSecret(deps, found?.secret ?? null, secret) || !found) return undefined;
      await noteSeen(deps, systemId, 'secret');
      return actorOf(deps, found.system, code);
    },
    systemsOf: (agencyId) => systemsOf(deps, agencyId),
    programs: createPrograms(deps),
    parts: {
      name: 'systems',
      served: systemsRoutes(deps),
      jobs: [job('systems.sweep-nonces', async () => void (await sweepNonces(deps)), { every: '*/10 * * * *' })],
    },
  };
}

async function findActive(
  deps: SystemsDeps,
  systemId: string,
): Promise<{ system: KnownSystem; secret: Buffer | null } | undefined> {
  if (!isId(systemId)) return undefined;
  const row = await deps.database
    .of<Tables>()
    .selectFrom('systems.system')
    .select(['id', 'agency_id', 'name', 'rights', 'secret_hash'])
    .where('id', '=', systemId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return (
    row && {
      system: { id: row.id, agencyId: row.agency_id, name: row.name, rights: row.rights },
      secret: row.secret_hash,
    }
  );
}
