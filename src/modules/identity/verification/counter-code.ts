import { createHmac, randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import { Type } from 'typebox';
import type { Config } from '#platform/config.ts';
import { newId } from '#platform/id.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { proof, type VerificationKind } from './kind.ts';

export interface GivenCounterCode {
  kind: 'counter-code';
  code: string;
}

/** Long enough to go home and find a grandchild with a computer. */
export const COUNTER_CODE_HOURS = 24;
/** Twelve digits, 40 bits, for a day and behind a counter of wrong tries; digits, because they are read aloud and typed by old hands. */
const DIGITS = 12;

/** Keyed: what is on paper is short, and a plain hash of it would be found by trying all. */
function hashOf({ secrets }: Config, accountId: string, code: string): Buffer {
  return createHmac('sha256', secrets.masterKey).update(`counter-code:${accountId}:${code}`).digest();
}

/** Pure. '4821 7739 0562' however it is spaced. */
export function readCounterCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').replace(/[\s.-]/g, '');
  return /^[0-9]{12}$/.test(code) ? code : undefined;
}

/** Makes a code for an account in place of any earlier one. The answer is the only place where it stands in clear. */
export async function issueCounterCode(
  trx: Transaction<Tables>,
  config: Config,
  given: { accountId: string; givenBy: string; now: Date },
): Promise<{ code: string; expiresAt: Date }> {
  const { accountId, givenBy, now } = given;
  const code = Array.from({ length: DIGITS / 4 }, () => String(randomInt(10_000)).padStart(4, '0'));
  const expiresAt = new Date(now.getTime() + COUNTER_CODE_HOURS * 3_600_000);
  await endCounterCodes(trx, accountId, now);
  await trx
    .insertInto('identity.counter_code')
    .values({
      id: newId(),
      account_id: accountId,
      code_hash: hashOf(config, accountId, code.join('')),
      given_by: givenBy,
      made_at: now,
      expires_at: expiresAt,
    })
    .execute();
  return { code: code.join(' '), expiresAt };
}

export async function endCounterCodes(trx: Transaction<Tables>, accountId: string, now: Date): Promise<void> {
  await trx
    .updateTable('identity.counter_code')
    .set({ ended_at: now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
}

/** The open code of an account, if this is it; not spent by looking. */
export async function findCounterCode(
  executor: Pick<Transaction<Tables>, 'selectFrom'>,
  config: Config,
  given: { accountId: string; code: string; now: Date },
): Promise<string | undefined> {
  const code = readCounterCode(given.code);
  if (!code) return undefined;
  const row = await executor
    .selectFrom('identity.counter_code')
    .select('id')
    .where('account_id', '=', given.accountId)
    .where('code_hash', '=', hashOf(config, given.accountId, code))
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', given.now)
    .executeTakeFirst();
  return row?.id;
}

/** Spends a code that was found. Of two at the same moment one has it. @throws identity.code-over */
export async function spendCounterCode(
  trx: Pick<Transaction<Tables>, 'updateTable'>,
  id: string,
  now: Date,
): Promise<void> {
  const spent = await trx
    .updateTable('identity.counter_code')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (spent.numUpdatedRows !== 1n) throw identityProblem('code-over');
}

/**
 * A code from the counter. It is not offered at sign-in: the page /kich-hoat takes it, because it is spent once and has to leave a
 * password behind.
 */
export const counterCode: VerificationKind<GivenCounterCode> = {
  name: 'counter-code',
  given: Type.Object({ kind: Type.Literal('counter-code'), code: Type.String({ minLength: 1, maxLength: 40 }) }),
  counter: 'code',
  offer: async () => undefined,
  async verify({ database, config, clock }, account, given) {
    const now = clock.now();
    const db = database.of<Tables>();
    const id = account && (await findCounterCode(db, config, { accountId: account.id, code: given.code, now }));
    if (!id) return undefined;
    await spendCounterCode(db, id, now);
    return proof('counter-code', now);
  },
};
