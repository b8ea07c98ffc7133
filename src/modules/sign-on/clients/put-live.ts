import type { Context } from '#platform/operation.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { missingForLive } from './check-facts.ts';
import type { Client } from './client.ts';
import { lockKept } from './find-client.ts';
import { writeChange } from './write-change.ts';

/** Asks that a client go live. It does when a second officer agrees. */
export async function putLive(deps: RegisterDeps, clientId: string, { actor }: Pick<Context, 'actor'>): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockKept(trx, clientId, actor);
    if (client.mode === 'live' || actor.kind !== 'officer') throw signOnProblem('already-live');
    refuseUnready(client);
    const now = deps.clock.now();
    await trx
      .updateTable('sign_on.client')
      .set({
        proposal: JSON.stringify({ toLive: true, changes: {}, byName: actor.name }),
        proposed_by: actor.officerId,
        proposed_at: now,
        version: client.version + 1,
        changed_at: now,
      })
      .where('id', '=', clientId)
      .execute();
    await writeChange(trx, deps, client, { kind: 'live-proposed', actor });
  });
}

/** @throws sign-on.not-ready-for-live */
export function refuseUnready(client: Client): void {
  const fields = missingForLive({ ...client, hasKeys: client.jwks !== null });
  if (fields.length > 0) throw signOnProblem('not-ready-for-live', { fields });
}
