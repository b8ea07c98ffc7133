import { errors, type Provider } from 'oidc-provider';
import { meets, type AssuranceLevel } from '#platform/access.ts';
import type { Context } from '#platform/operation.ts';
import { acrOf, stepUp } from '#platform/step-up.ts';
import { spokenOf, type Capacities } from '../capacity.ts';
import type { Consents } from '../consent/consents.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { approvalSealer, APPROVALS_TOPIC, type ApprovalTools } from './ask-approval.ts';

/** Whoever lets another device in has proved themselves just now. */
export const PROOF_MINUTES = 5;

interface DecideTools extends ApprovalTools {
  consents: Consents;
  capacities: Capacities;
  provider: () => Promise<Provider>;
}

/**
 * The person's answer, once: the row decides between two answers at the same moment, and only the first reaches the client.
 * @throws sign-on.no-such-approval for another's, an expired or an answered one alike; platform.step-up
 */
export async function decideApproval(
  tools: DecideTools,
  approvalId: string,
  allow: boolean,
  { actor }: Pick<Context, 'actor'>,
): Promise<void> {
  const { deps } = tools;
  const now = deps.clock.now();
  if (actor.kind !== 'citizen') throw signOnProblem('no-such-approval');
  const waiting = await deps.database
    .of<Tables>()
    .selectFrom('sign_on.approval')
    .selectAll()
    .where('id', '=', approvalId)
    .where('account_id', '=', actor.accountId)
    .where('decided_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const client = waiting && (await tools.clients.find(waiting.client_id));
  if (!waiting || !client || client.suspendedAt) throw signOnProblem('no-such-approval');
  const demand = { level: waiting.level as AssuranceLevel, maxAgeMinutes: PROOF_MINUTES };
  if (allow && !meets(demand, actor.assurance, now)) throw stepUp(demand);
  const first = await deps.database.transaction<Tables, boolean>(async (trx) => {
    const row = await trx
      .updateTable('sign_on.approval')
      .set({ decided_at: now, allowed: allow })
      .where('id', '=', approvalId)
      .where('decided_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) return false;
    await deps.evidence.record(trx, {
      kind: allow ? 'sign-on.approval-given' : 'sign-on.approval-refused',
      subject: `account:${actor.accountId}`,
      actor,
      data: { clientId: client.id, approvalId, scopes: waiting.scopes },
    });
    await deps.live.tell(trx, APPROVALS_TOPIC, actor.accountId);
    return true;
  });
  if (!first) throw signOnProblem('no-such-approval');
  await tellLibrary(tools, { ...waiting, sector: client.sector }, allow, actor);
}

type Waiting = { request_sealed: string; client_id: string; capacity: string; scopes: string[]; sector: string };

async function tellLibrary(
  { deps, consents, capacities, provider }: DecideTools,
  waiting: Waiting,
  allow: boolean,
  actor: Extract<Context['actor'], { kind: 'citizen' }>,
): Promise<void> {
  const library = await provider();
  const id = approvalSealer(deps.config.secrets.masterKey).open(waiting.request_sealed, deps.clock.now());
  if (id === undefined) throw signOnProblem('no-such-approval');
  if (!allow) {
    await library.backchannelResult(id, new errors.AccessDenied('the person refused'));
    return;
  }
  // In one's own name, whomever the portal's session acts for at the moment.
  const { actingFor: _actingFor, ...self } = actor;
  const spoken = spokenOf(self);
  if (!spoken) throw signOnProblem('no-such-approval');
  await capacities.remember(waiting.capacity, spoken);
  const sub = capacities.pairwise(waiting.sector, spoken.subject);
  await consents.give({ capacity: waiting.capacity, clientId: waiting.client_id, scopes: waiting.scopes, sub });
  const grant = new library.Grant({ accountId: waiting.capacity, clientId: waiting.client_id });
  grant.addOIDCScope(waiting.scopes.join(' '));
  await grant.save();
  await library.backchannelResult(id, grant, {
    acr: acrOf(actor.assurance?.level ?? 1),
    amr: [...(actor.assurance?.methods ?? [])],
    authTime: Math.floor(Date.parse(actor.assurance?.provedAt ?? deps.clock.now().toISOString()) / 1000),
  });
}
