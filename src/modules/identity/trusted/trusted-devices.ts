import type { Transaction } from 'kysely';
import { accountOf } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { Context } from '#platform/operation.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import type { VerificationTools } from '../verification/kind.ts';

const TRUST_DAYS = 30;

/** The browser that this session was given to. @throws identity.no-device for programs, identity.not-for-officers */
export async function trustDevice(
  tools: VerificationTools,
  { actor }: Pick<Context, 'actor'>,
): Promise<{ expiresAt: string }> {
  // Desks are shared: an officer proves the second step each time.
  if (actor.kind !== 'citizen') throw identityProblem('not-for-officers');
  const { accountId } = actor;
  const now = tools.clock.now();
  const expiresAt = new Date(now.getTime() + TRUST_DAYS * 24 * 3_600_000);
  await tools.database.transaction<Tables, void>(async (trx) => {
    const session = await trx
      .selectFrom('identity.session')
      .select(['device_hash', 'device_name'])
      .where('id', '=', actor.sessionId ?? newId())
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (!session?.device_hash) throw identityProblem('no-device');
    const deviceId = newId();
    const row = { device_name: session.device_name ?? '?', trusted_at: now, expires_at: expiresAt };
    await trx
      .insertInto('identity.trusted_device')
      .values({ id: deviceId, account_id: accountId, device_hash: session.device_hash, ...row })
      .onConflict((conflict) => conflict.columns(['account_id', 'device_hash']).doUpdateSet(row))
      .execute();
    await recordChange(tools, trx, { what: 'device-trusted', accountId, actor });
  });
  return { expiresAt: expiresAt.toISOString() };
}

/** @throws identity.device-not-found for a device of somebody else, or one forgotten already */
export async function forgetTrustedDevice(
  tools: VerificationTools,
  deviceId: string,
  { actor }: Pick<Context, 'actor'>,
): Promise<{ forgotten: boolean }> {
  const accountId = accountOf(actor) ?? '';
  return tools.database.transaction<Tables, { forgotten: boolean }>(async (trx) => {
    const gone = await trx
      .deleteFrom('identity.trusted_device')
      .where('id', '=', deviceId)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) throw identityProblem('device-not-found');
    await recordChange(tools, trx, { what: 'device-forgotten', accountId, actor });
    return { forgotten: true };
  });
}

/** When the password changes, or the account was in other hands. */
export async function forgetAllTrustedDevices(trx: Transaction<Tables>, accountId: string): Promise<void> {
  await trx.deleteFrom('identity.trusted_device').where('account_id', '=', accountId).execute();
}
