import type { Actor } from '#platform/access.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import type { Tables } from './tables.ts';
import { lockSystem, writeChange } from './write-change.ts';

/** From that hour the key proves nothing. An hour that has come is not moved: what was over stays over. @throws systems.not-found */
export async function endKey(
  deps: SystemsDeps,
  { systemId, keyId }: { systemId: string; keyId: string },
  afterHours: number,
  actor: Actor,
): Promise<Date> {
  return deps.database.transaction<Tables, Date>(async (trx) => {
    const system = await lockSystem(trx, systemId, actor);
    const key = await trx
      .selectFrom('systems.key')
      .select('ends_at')
      .where('id', '=', keyId)
      .where('system_id', '=', systemId)
      .executeTakeFirst();
    if (!key) throw systemsProblem('not-found');
    const now = deps.clock.now();
    if (key.ends_at && key.ends_at <= now) return key.ends_at;
    const endsAt = new Date(now.getTime() + afterHours * 3_600_000);
    await trx.updateTable('systems.key').set({ ends_at: endsAt }).where('id', '=', keyId).execute();
    await writeChange(
      deps,
      trx,
      { id: systemId, agencyId: system.agency_id },
      { kind: 'key-ended', actor, data: { keyId, endsAt: endsAt.toISOString() } },
    );
    return endsAt;
  });
}
