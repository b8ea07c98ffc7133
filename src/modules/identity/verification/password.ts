import { randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import type { Tables } from '../tables.ts';
import { proof, type VerificationKind } from './kind.ts';
import { hashPassword, passwordMatches } from './password-pool.ts';

export interface GivenPassword {
  kind: 'password';
  password: string;
}

let nobody: Promise<string> | undefined;

/** Something known. Kept as argon2id; compared in the same time whether or not the account, or its password, exists. */
export const password: VerificationKind<GivenPassword> = {
  name: 'password',
  given: Type.Object({ kind: Type.Literal('password'), password: Type.String({ minLength: 1, maxLength: 200 }) }),
  counter: 'password',
  async offer({ database }, account) {
    const row = await database
      .of<Tables>()
      .selectFrom('identity.password')
      .select('account_id')
      .where('account_id', '=', account.id)
      .executeTakeFirst();
    return row && { kind: 'password' };
  },
  async verify({ database, config, clock }, account, given) {
    const row =
      account &&
      (await database
        .of<Tables>()
        .selectFrom('identity.password')
        .select('hash')
        .where('account_id', '=', account.id)
        .executeTakeFirst());
    nobody ??= hashPassword(config, randomBytes(16).toString('hex')).catch((error: unknown) => {
      nobody = undefined;
      throw error;
    });
    const matches = await passwordMatches(config, row?.hash ?? (await nobody), given.password);
    return row && matches ? proof('password', clock.now()) : undefined;
  },
};
