import { randomInt } from 'node:crypto';
import type { Context } from '#platform/operation.ts';
import { provedOwner } from '../change-demand.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { RECOVERY_LETTERS, recoveryHash } from './read-code.ts';

const CODES = 10;
const newCode = (): string =>
  Array.from({ length: 10 }, () => RECOVERY_LETTERS[randomInt(RECOVERY_LETTERS.length)]).join('');

/** Ten new codes in place of those that were there. They are answered once and kept only as hashes. */
export async function makeRecoveryCodes(
  tools: VerificationTools,
  { actor }: Pick<Context, 'actor'>,
): Promise<{ codes: string[] }> {
  const owner = await provedOwner(tools, actor);
  const codes = new Set<string>();
  while (codes.size < CODES) codes.add(newCode());
  await tools.database.transaction<Tables, void>(async (trx) => {
    await trx.selectFrom('identity.account').select('id').where('id', '=', owner.id).forUpdate().execute();
    await trx.deleteFrom('identity.recovery_code').where('account_id', '=', owner.id).execute();
    await trx
      .insertInto('identity.recovery_code')
      .values(
        [...codes].map((code) => ({
          account_id: owner.id,
          code_hash: recoveryHash(tools.config, owner.id, code),
          made_at: tools.clock.now(),
        })),
      )
      .execute();
    await recordChange(tools, trx, { what: 'recovery-codes-made', accountId: owner.id, actor });
  });
  return { codes: [...codes].map((code) => `${code.slice(0, 5)}-${code.slice(5)}`) };
}
