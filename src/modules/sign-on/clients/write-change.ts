import type { Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { RegisterDeps } from '../deps.ts';
import { clientChanged } from '../events.ts';
import type { Tables } from '../tables.ts';
import { CLIENTS_TOPIC } from './client-book.ts';

/** The kinds of history lines; the pages have words for each. */
export type ChangeKind =
  | 'registered'
  | 'changed'
  | 'secret-rotated'
  | 'keys-set'
  | 'live-proposed'
  | 'change-proposed'
  | 'proposal-withdrawn'
  | 'put-live'
  | 'change-approved'
  | 'refused'
  | 'suspended'
  | 'resumed'
  | 'tester-added'
  | 'tester-removed';

/** Notes what was done, for ever, and tells every process at commit. */
export async function writeChange(
  trx: Transaction<Tables>,
  deps: RegisterDeps,
  client: { id: string; agencyId: string },
  change: { kind: ChangeKind; actor: Actor; data?: Record<string, unknown> },
): Promise<void> {
  const { kind, actor, data = {} } = change;
  const name = actor.kind === 'citizen' || actor.kind === 'officer' ? actor.name : 'Hệ thống';
  await trx
    .insertInto('sign_on.client_change')
    .values({
      id: newId(),
      client_id: client.id,
      at: deps.clock.now(),
      actor: JSON.stringify(actorReference(actor)),
      actor_name: name,
      kind,
      data: JSON.stringify(data),
    })
    .execute();
  await deps.evidence.record(trx, {
    kind: `sign-on.client-${kind}`,
    subject: `client:${client.id}`,
    actor,
    data: { agencyId: client.agencyId, ...data },
  });
  await deps.publish(trx, clientChanged, { clientId: client.id, agencyId: client.agencyId, change: kind }, { actor });
  await deps.live.tell(trx, CLIENTS_TOPIC, 'all');
}
