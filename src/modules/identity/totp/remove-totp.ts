import type { Context } from '#platform/operation.ts';
import { provedOwner } from '../change-demand.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import type { VerificationTools } from '../verification/kind.ts';

/** Turns the app off. Without one: nothing to do. */
export async function removeTotp(
  tools: VerificationTools,
  { actor }: Pick<Context, 'actor'>,
): Promise<{ removed: boolean }> {
  const owner = await provedOwner(tools, actor);
  return tools.database.transaction<Tables, { removed: boolean }>(async (trx) => {
    const gone = await trx.deleteFrom('identity.totp').where('account_id', '=', owner.id).executeTakeFirst();
    if (gone.numDeletedRows === 0n) return { removed: false };
    await recordChange(tools, trx, { what: 'totp-removed', accountId: owner.id, actor });
    return { removed: true };
  });
}
