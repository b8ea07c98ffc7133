import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { AnswerOf, Context, InputOf } from '#platform/operation.ts';
import type { viewHistory } from './contract.ts';
import { mayViewHistory } from './access.ts';
import { evidenceProblem } from './errors.ts';
import { hasActed, readHistory } from './queries.ts';
import { insertRecord } from './record.ts';
import type { Tables } from './tables.ts';

/** Reads a history for an officer, where the rule of `access.ts` allows it. Who looks is recorded in the same transaction: a read without its trace cannot happen. */
export function viewHistoryAs(
  deps: { database: Database; clock: Clock; archive: string },
  wanted: InputOf<typeof viewHistory>['body'],
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof viewHistory>> {
  const { subject, purpose, after, limit = 50 } = wanted;
  return deps.database.transaction<Tables, AnswerOf<typeof viewHistory>>(async (trx) => {
    const actedOnByOwnAgency = actor.kind === 'officer' && (await hasActed(trx, deps.archive, subject, actor.agencyId));
    if (!mayViewHistory(actor, { subject, actedOnByOwnAgency })) throw evidenceProblem('other-agency');
    const lines = await readHistory(trx, deps.archive, subject, { ...(after ? { after } : {}), limit });
    await insertRecord(trx, deps.clock, {
      kind: 'evidence.history-viewed',
      subject,
      actor,
      purpose,
      data: { lines: lines.length },
    });
    const last = lines.length === limit ? lines.at(-1) : undefined;
    return {
      lines: lines.map(({ subject: _subject, at, ...line }) => ({ ...line, at: at.toISOString() })),
      ...(last ? { next: last.id } : {}),
    };
  });
}
