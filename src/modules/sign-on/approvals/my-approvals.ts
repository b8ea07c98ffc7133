import type { AnswerOf, Context } from '#platform/operation.ts';
import { accountOf } from '#platform/access.ts';
import { itemsOf } from '../consent/read-question.ts';
import type { listMyApprovals as contract } from '../contract/people.ts';
import type { Tables } from '../tables.ts';
import type { ApprovalTools } from './ask-approval.ts';

/** What waits for the caller's answer, the latest first. */
export async function listMyApprovals(
  { deps, clients }: ApprovalTools,
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof contract>> {
  const accountId = accountOf(actor) ?? '';
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('sign_on.approval')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('decided_at', 'is', null)
    .where('expires_at', '>', deps.clock.now())
    .orderBy('made_at', 'desc')
    .limit(10)
    .execute();
  const approvals: AnswerOf<typeof contract>['approvals'] = [];
  for (const row of rows) {
    const client = await clients.find(row.client_id);
    if (!client || client.suspendedAt) continue;
    const { facts } = client;
    approvals.push({
      id: row.id,
      name: { vi: facts.nameVi, en: facts.nameEn },
      agencyName: (await deps.directory.getAgency(client.agencyId)).name,
      purpose: { vi: facts.purposeVi, en: facts.purposeEn },
      mode: client.mode,
      message: row.binding_message,
      items: itemsOf(client, row.scopes),
      level: row.level,
      madeAt: row.made_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    });
  }
  return { accountId, approvals };
}
