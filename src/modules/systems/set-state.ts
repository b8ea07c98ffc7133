import type { Actor } from '#platform/access.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import type { Tables } from './tables.ts';
import { lockSystem, writeChange } from './write-change.ts';

export type SystemState = 'active' | 'suspended' | 'ended';

/** Takes effect with the next request. What has ended stays ended. @throws systems.not-found, systems.ended, systems.why-missing */
export async function setState(
  deps: SystemsDeps,
  systemId: string,
  { state, why }: { state: SystemState; why?: string },
  actor: Actor,
): Promise<SystemState> {
  if (state !== 'active' && !why?.trim())
    throw systemsProblem('why-missing', {
      fields: [{ path: 'body/why', code: 'missing', vi: 'Xin ghi lý do.', en: 'Give the reason.' }],
    });
  return deps.database.transaction<Tables, SystemState>(async (trx) => {
    const row = await lockSystem(trx, systemId, actor);
    if (row.state === state) return state;
    await trx
      .updateTable('systems.system')
      .set({
        state,
        state_why: state === 'active' ? null : (why ?? null),
        ...(state === 'ended' ? { secret_hash: null, secret_at: null } : {}),
        version: row.version + 1,
        changed_at: deps.clock.now(),
      })
      .where('id', '=', systemId)
      .execute();
    await writeChange(
      deps,
      trx,
      { id: systemId, agencyId: row.agency_id },
      { kind: state, actor, data: why ? { why } : {} },
    );
    return state;
  });
}
