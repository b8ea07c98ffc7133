import { accountOf } from '#platform/access.ts';
import type { Context } from '#platform/operation.ts';
import type { ProviderDeps } from '../deps.ts';
import { endForClient, type EndTools } from '../end-sessions.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';

/**
 * The caller no longer allows a client anything: what was allowed ends in every name, so do its tokens, and the client is told as when
 * somebody signs out. At the next sign-in it has to ask again.
 */
export async function withdrawConsent(
  tools: EndTools & { deps: ProviderDeps },
  clientId: string,
  { actor }: Pick<Context, 'actor'>,
): Promise<void> {
  const { deps } = tools;
  const accountId = accountOf(actor) ?? '';
  const ended = await deps.database.transaction<Tables, string[]>(async (trx) => {
    const consents = await trx
      .updateTable('sign_on.consent')
      .set({ withdrawn_at: deps.clock.now(), withdrawn_why: 'person' })
      .where('account_id', '=', accountId)
      .where('client_id', '=', clientId)
      .where('withdrawn_at', 'is', null)
      .returning('capacity')
      .execute();
    if (consents.length === 0) throw signOnProblem('nothing-allowed');
    const keys = await endForClient(tools, trx, { accountId, clientId });
    await deps.evidence.record(trx, {
      kind: 'sign-on.consent-withdrawn',
      subject: `account:${accountId}`,
      actor,
      data: { clientId, capacities: consents.map(({ capacity }) => capacity) },
    });
    return keys;
  });
  // The message does the same, here too, a few milliseconds later.
  tools.kept.drop(ended);
}
