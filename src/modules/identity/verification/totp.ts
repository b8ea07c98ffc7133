import { sql } from 'kysely';
import { Type } from 'typebox';
import { secretSealer, stepOf } from '../totp/app-code.ts';
import type { Tables } from '../tables.ts';
import { proof, type VerificationKind } from './kind.ts';

/** A code that an app on the person's phone makes by itself, without a network. Each works once. */
export const totp: VerificationKind<{ kind: 'totp'; code: string }> = {
  name: 'totp',
  given: Type.Object({ kind: Type.Literal('totp'), code: Type.String({ minLength: 1, maxLength: 40 }) }),
  counter: 'code',
  wishesSecondStep: true,
  async offer({ database }, account) {
    const row = await database
      .of<Tables>()
      .selectFrom('identity.totp')
      .select('account_id')
      .where('account_id', '=', account.id)
      .executeTakeFirst();
    return row && { kind: 'totp' };
  },
  async verify({ database, config, clock }, account, given) {
    if (!account) return undefined;
    const row = await database
      .of<Tables>()
      .selectFrom('identity.totp')
      .select('secret_sealed')
      .where('account_id', '=', account.id)
      .executeTakeFirst();
    const now = clock.now();
    const secret = row && secretSealer(config).open(row.secret_sealed, now);
    const found = secret === undefined ? undefined : stepOf(secret, given.code, now);
    if (!found?.near) return undefined;
    // Neither this code nor an earlier one works again, also where two bring it at the same moment.
    const { numAffectedRows } = await sql`
      update identity.totp set last_step = ${found.step} where account_id = ${account.id} and last_step < ${found.step}`.execute(
      database.of(),
    );
    return numAffectedRows === 1n ? proof('totp', now) : undefined;
  },
};
