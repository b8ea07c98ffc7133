import type { Context } from '#platform/operation.ts';
import { mayDecide, mayKeep, mayOversee, type Reach } from '../access.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { checkFacts } from './check-facts.ts';
import { factColumns } from './client.ts';
import { lockClient } from './find-client.ts';
import { refuseUnready } from './put-live.ts';
import { writeChange } from './write-change.ts';

/** A second officer agrees with what waits, or does not. The version says that the decision is about what was read. */
export async function decideProposal(
  deps: RegisterDeps,
  clientId: string,
  decision: { version: number; agrees: boolean; reason?: string },
  { actor, reach }: Pick<Context, 'actor'> & { reach: Reach },
): Promise<void> {
  const reason = decision.reason?.trim() ?? '';
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockClient(trx, clientId, { actor, reach });
    if (!mayOversee(actor, reach, client)) throw signOnProblem('no-such-client');
    const { proposal } = client;
    if (!proposal) throw signOnProblem('nothing-proposed');
    if (!mayDecide(actor, reach, client)) throw signOnProblem('not-your-own-proposal');
    if (client.version !== decision.version) throw signOnProblem('client-changed');
    if (!decision.agrees && reason.length < 5)
      throw signOnProblem('reason-needed', {
        fields: [{ path: 'reason', code: 'needed', vi: 'Xin ghi lý do không đồng ý.', en: 'Say why not.' }],
      });
    const settled = { proposal: null, proposed_by: null, proposed_at: null, version: client.version + 1 };
    if (!decision.agrees) {
      await trx.updateTable('sign_on.client').set(settled).where('id', '=', clientId).execute();
      return writeChange(trx, deps, client, { kind: 'refused', actor, data: { reason, toLive: proposal.toLive } });
    }
    if (client.suspendedAt) throw signOnProblem('client-suspended');
    const mode = proposal.toLive ? 'live' : client.mode;
    const { facts, fields } = checkFacts({ ...client.facts, ...proposal.changes }, { kind: client.kind, mode });
    if (fields.length > 0) throw signOnProblem('not-ready-for-live', { fields });
    if (mode === 'live') refuseUnready({ ...client, facts });
    await trx
      .updateTable('sign_on.client')
      .set({ ...settled, ...factColumns(facts, client.kind), mode, changed_at: deps.clock.now() })
      .where('id', '=', clientId)
      .execute();
    // Whoever tried it out is now one of everybody.
    if (proposal.toLive) await trx.deleteFrom('sign_on.client_tester').where('client_id', '=', clientId).execute();
    await writeChange(trx, deps, client, {
      kind: proposal.toLive ? 'put-live' : 'change-approved',
      actor,
      data: { proposedBy: client.proposedBy, changes: proposal.changes },
    });
  });
}

/** Whoever keeps the client takes back what was asked for. */
export async function withdrawProposal(
  deps: RegisterDeps,
  clientId: string,
  { actor, reach }: Pick<Context, 'actor'> & { reach: Reach },
): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockClient(trx, clientId, { actor, reach });
    if (!mayKeep(actor, client)) throw signOnProblem('no-such-client');
    if (!client.proposal) throw signOnProblem('nothing-proposed');
    await trx
      .updateTable('sign_on.client')
      .set({ proposal: null, proposed_by: null, proposed_at: null, version: client.version + 1 })
      .where('id', '=', clientId)
      .execute();
    await writeChange(trx, deps, client, {
      kind: 'proposal-withdrawn',
      actor,
      data: { toLive: client.proposal.toLive },
    });
  });
}
