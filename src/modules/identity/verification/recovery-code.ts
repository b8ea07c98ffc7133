import { Type } from 'typebox';
import { readRecoveryCode, recoveryHash } from '../recovery/read-code.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import { proof, type VerificationKind } from './kind.ts';

/** One of ten codes that the person has printed, for when phone and key are gone. Its use is told to the owner. */
export const recoveryCode: VerificationKind<{ kind: 'recovery-code'; code: string }> = {
  name: 'recovery-code',
  given: Type.Object({ kind: Type.Literal('recovery-code'), code: Type.String({ minLength: 1, maxLength: 40 }) }),
  counter: 'code',
  async offer({ database }, account) {
    const row = await database
      .of<Tables>()
      .selectFrom('identity.recovery_code')
      .select('account_id')
      .where('account_id', '=', account.id)
      .where('used_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    return row && { kind: 'recovery-code' };
  },
  async verify(tools, account, given) {
    const code = readRecoveryCode(given.code);
    if (!account || !code) return undefined;
    const now = tools.clock.now();
    return tools.database.transaction<Tables, ReturnType<typeof proof> | undefined>(async (trx) => {
      const used = await trx
        .updateTable('identity.recovery_code')
        .set({ used_at: now })
        .where('account_id', '=', account.id)
        .where('code_hash', '=', recoveryHash(tools.config, account.id, code))
        .where('used_at', 'is', null)
        .executeTakeFirst();
      if (used.numUpdatedRows === 0n) return undefined;
      await recordChange(tools, trx, {
        what: 'recovery-code-used',
        accountId: account.id,
        actor: { kind: 'system', name: 'identity.recovery-code' },
      });
      return proof('recovery-code', now);
    });
  },
};
