import type { Context } from '#platform/operation.ts';
import { accountOf } from '#platform/access.ts';
import { provedOwner } from '../change-demand.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import type { VerificationTools } from '../verification/kind.ts';

/** A name by which its owner knows the key; nothing hangs on it, so no further proof is asked for. */
export async function renamePasskey(
  tools: VerificationTools,
  given: { passkeyId: string; name: string },
  { actor }: Pick<Context, 'actor'>,
): Promise<{ name: string }> {
  const name = given.name.trim();
  const renamed = await tools.database
    .of<Tables>()
    .updateTable('identity.passkey')
    .set({ name })
    .where('id', '=', given.passkeyId)
    .where('account_id', '=', accountOf(actor) ?? '')
    .executeTakeFirst();
  if (renamed.numUpdatedRows === 0n) throw identityProblem('passkey-not-found');
  return { name };
}

export async function removePasskey(
  tools: VerificationTools,
  passkeyId: string,
  { actor }: Pick<Context, 'actor'>,
): Promise<{ removed: boolean }> {
  const owner = await provedOwner(tools, actor);
  return tools.database.transaction<Tables, { removed: boolean }>(async (trx) => {
    const removed = await trx
      .deleteFrom('identity.passkey')
      .where('id', '=', passkeyId)
      .where('account_id', '=', owner.id)
      .executeTakeFirst();
    if (removed.numDeletedRows === 0n) throw identityProblem('passkey-not-found');
    await recordChange(tools, trx, { what: 'passkey-removed', accountId: owner.id, actor, data: { passkeyId } });
    return { removed: true };
  });
}
