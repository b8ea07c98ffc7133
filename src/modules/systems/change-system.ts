import type { Actor } from '#platform/access.ts';
import { officerOf } from './access.ts';
import type { SystemFacts } from './contract.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import { columnsOf, shownFacts, writeRepresented } from './register-system.ts';
import { agenciesBelow } from './speaks-for.ts';
import type { Tables } from './tables.ts';
import { lockSystem, writeChange } from './write-change.ts';

/** Takes effect with the next request of the program. @throws systems.not-found, ended, changed-meanwhile, unknown-agency, not-below */
export async function changeSystem(
  deps: SystemsDeps,
  systemId: string,
  { version, ...facts }: SystemFacts & { version: number },
  actor: Actor,
): Promise<number> {
  const below = await agenciesBelow(deps, facts.speaksFor, officerOf(actor).agencyId);
  return deps.database.transaction<Tables, number>(async (trx) => {
    const row = await lockSystem(trx, systemId, actor);
    if (row.version !== version) throw systemsProblem('changed-meanwhile');
    const now = deps.clock.now();
    await trx
      .updateTable('systems.system')
      .set({ ...columnsOf(facts), version: version + 1, changed_at: now })
      .where('id', '=', systemId)
      .execute();
    await trx.deleteFrom('systems.represented').where('system_id', '=', systemId).execute();
    await writeRepresented(trx, systemId, below, now);
    await writeChange(
      deps,
      trx,
      { id: systemId, agencyId: row.agency_id },
      { kind: 'changed', actor, data: shownFacts(facts) },
    );
    return version + 1;
  });
}
