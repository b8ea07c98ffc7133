import { sql } from 'kysely';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { CODE_TRIES, codeHash, type CodeHolder } from './issue-code.ts';

/**
 * Pure. The six digits that were meant, or undefined. Spaces and dots come from copying; fullwidth digits from keyboards of other
 * languages. Letters that look like digits (O, l) are not guessed at.
 */
export function readCode(given: string, digits = 6): string | undefined {
  const code = given.normalize('NFKC').replace(/[\s.-]/g, '');
  return code.length === digits && /^[0-9]+$/.test(code) ? code : undefined;
}

/**
 * Whether the code is the open one, and then it is spent. One statement: of two that bring the same code at the same moment, one has
 * it. What is no code at all costs no try. Answers the contact that it was sent to.
 */
export async function spendCode(
  executor: Executor,
  { clock, config }: Pick<PlatformDeps, 'clock' | 'config'>,
  of: CodeHolder,
  given: string,
): Promise<{ contactId: string | null } | undefined> {
  const code = readCode(given);
  if (!code) return undefined;
  const now = clock.now();
  const { rows } = await sql<{ contact_id: string | null; right: boolean }>`
    update identity.one_time_code
    set tries = tries + 1, used_at = case when code_hash = ${codeHash(config, of, code)} then ${now}::timestamptz end
    where holder = ${of.holder} and purpose = ${of.purpose} and channel = ${of.channel}
      and used_at is null and tries < ${CODE_TRIES} and expires_at > ${now}
    returning contact_id, used_at is not null as "right"`.execute(executor);
  const row = rows[0];
  return row?.right ? { contactId: row.contact_id } : undefined;
}
