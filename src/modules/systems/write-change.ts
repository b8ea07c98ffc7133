import type { Selectable, Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { requireManaged } from './access.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import type { Tables } from './tables.ts';

/** The kinds of history lines; the pages have words for each. */
export type ChangeKind =
  | 'registered'
  | 'changed'
  | 'key-added'
  | 'key-ended'
  | 'secret-renewed'
  | 'secret-dropped'
  | 'suspended'
  | 'active'
  | 'ended';

export type SystemRow = Selectable<Tables['systems.system']>;

/** Locks a system that the actor manages. @throws systems.not-found, systems.ended */
export async function lockSystem(trx: Transaction<Tables>, systemId: string, actor: Actor): Promise<SystemRow> {
  const row = await trx
    .selectFrom('systems.system')
    .selectAll()
    .where('id', '=', systemId)
    .forUpdate()
    .executeTakeFirst();
  requireManaged(actor, row && { agencyId: row.agency_id });
  if (!row) throw systemsProblem('not-found');
  if (row.state === 'ended') throw systemsProblem('ended');
  return row;
}

/** Notes what was done, for ever. */
export async function writeChange(
  deps: SystemsDeps,
  trx: Transaction<Tables>,
  system: { id: string; agencyId: string },
  change: { kind: ChangeKind; actor: Actor; data?: Record<string, unknown> },
): Promise<void> {
  const { kind, actor, data = {} } = change;
  await trx
    .insertInto('systems.change')
    .values({
      id: newId(),
      system_id: system.id,
      at: deps.clock.now(),
      actor: JSON.stringify(actorReference(actor)),
      actor_name: actor.kind === 'officer' ? actor.name : 'Hệ thống',
      kind,
      data: JSON.stringify(data),
    })
    .execute();
  await deps.evidence.record(trx, {
    kind: `systems.system-${kind}`,
    subject: `system:${system.id}`,
    actor,
    data: { agencyId: system.agencyId, ...data },
  });
}
