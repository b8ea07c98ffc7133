import type { ProgramActor } from '#platform/access.ts';
import { isId } from '#platform/id.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import type { Tables } from './tables.ts';

/**
 * The client has worked a packet off, or cannot. `done` confirms a document's delivery, `fail` refuses it and tells the sender. Said twice, it
 * is said once. @throws vxp.not-found, vxp.not-fetched, exchange.not-yours-to-confirm
 */
export async function updateStatus(
  deps: VxpDeps,
  { docId, state, reason }: { docId: string; state: 'done' | 'fail'; reason?: string },
  actor: ProgramActor,
): Promise<void> {
  if (!isId(docId)) throw vxpProblem('not-found');
  const db = deps.database.of<Tables>();
  const status = await db
    .updateTable('vxp.status')
    .set({ state, state_at: deps.clock.now() })
    .where('id', '=', docId)
    .where('agency_id', '=', actor.agencyId)
    .returning('id')
    .executeTakeFirst();
  if (status) return;
  const handed = await db
    .selectFrom('vxp.handed')
    .select('lock_id')
    .where('delivery_id', '=', docId)
    .where('agency_id', '=', actor.agencyId)
    .executeTakeFirst();
  if (!handed) throw vxpProblem('not-fetched');
  if (!handed.lock_id) return;
  const lock = { deliveryId: docId, lockId: handed.lock_id };
  const { border } = deps.exchange;
  if (state === 'done') await border.confirm(lock, actor);
  else await border.refuse({ ...lock, reason: reason ?? 'Hệ thống của cơ quan nhận báo không xử lý được gói' }, actor);
}
