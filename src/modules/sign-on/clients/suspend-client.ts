import type { Context } from '#platform/operation.ts';
import { mayResume, maySuspend, type Reach } from '../access.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { lockClient } from './find-client.ts';
import { writeChange } from './write-change.ts';

/** Stops a client with the commit: it is unknown to the protocol from then on, and so are its tokens. */
export async function suspendClient(
  deps: RegisterDeps,
  clientId: string,
  reason: string,
  { actor, reach }: Pick<Context, 'actor'> & { reach: Reach },
): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockClient(trx, clientId, { actor, reach });
    if (!maySuspend(actor, reach, client)) throw signOnProblem('no-such-client');
    if (client.suspendedAt) throw signOnProblem('client-suspended');
    const now = deps.clock.now();
    await trx
      .updateTable('sign_on.client')
      .set({ active: false, suspended_at: now, suspended_why: reason, version: client.version + 1, changed_at: now })
      .where('id', '=', clientId)
      .execute();
    await writeChange(trx, deps, client, { kind: 'suspended', actor, data: { reason } });
  });
}

export async function resumeClient(
  deps: RegisterDeps,
  clientId: string,
  { actor, reach }: Pick<Context, 'actor'> & { reach: Reach },
): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockClient(trx, clientId, { actor, reach });
    if (!client.suspendedAt) throw signOnProblem('not-suspended');
    if (!mayResume(actor, reach, client)) throw signOnProblem('resumed-by-approver');
    await trx
      .updateTable('sign_on.client')
      .set({
        active: true,
        suspended_at: null,
        suspended_why: null,
        version: client.version + 1,
        changed_at: deps.clock.now(),
      })
      .where('id', '=', clientId)
      .execute();
    await writeChange(trx, deps, client, { kind: 'resumed', actor });
  });
}
