import type { Executor } from '#platform/database/database.ts';
import { job } from '#platform/jobs.ts';
import type { AnswerOf, Context, InputOf } from '#platform/operation.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import type { viewHistory } from './contract.ts';
import { readHistory, type EvidenceLine } from './queries.ts';
import { insertRecord, insertRecords, type EvidenceEntry } from './record.ts';
import { evidenceRoutes } from './routes.ts';
import { linkRecords, signHead, type Sealer } from './seal.ts';
import type { Tables } from './tables.ts';
import { verifyChain, type Verification } from './verify.ts';
import { viewHistoryAs } from './view-history.ts';

export type { EvidenceEntry } from './record.ts';
export type { EvidenceLine } from './queries.ts';
export type { Breakage, Verification } from './verify.ts';

/** `signing` signs the head of the chain now and then; without it the chain alone stands. */
export type EvidenceDeps = PlatformDeps & { signing?: Sealer };

export interface Evidence {
  /**
   * Appends one record in the caller's transaction: one statement, no lock that another could wait for.
   * @returns the record's id
   * @throws TypeError when the entry is not well-formed
   */
  record(trx: Executor, entry: EvidenceEntry): Promise<string>;
  /** The same for many at once, in one statement. @returns their ids, in the same order */
  recordAll(trx: Executor, entries: readonly EvidenceEntry[]): Promise<readonly string[]>;
  /** Everything recorded of a subject, oldest first, at most 1,000 lines after the line `after`. For the rooms; records nothing. */
  historyOf(subject: string, page?: { after?: string; limit?: number }): Promise<EvidenceLine[]>;
  /** The same for an officer: records who looked and why. @throws evidence.other-agency */
  viewHistory(
    wanted: InputOf<typeof viewHistory>['body'],
    context: Pick<Context, 'actor'>,
  ): Promise<AnswerOf<typeof viewHistory>>;
  /** Links what is waiting and signs the head when it is time. Runs every minute by itself. @returns records linked */
  seal(): Promise<number>;
  /** Recomputes the whole chain in one snapshot. `broken` is empty when all is well. */
  verify(): Promise<Verification>;
  parts: RoomParts;
}

export function createEvidence(deps: EvidenceDeps): Evidence {
  const { database, clock, signing, log } = deps;
  const seal = async () => {
    const linked = await linkRecords(database);
    if (signing) await signHead({ database, clock, sealer: signing, log });
    return linked;
  };
  const door: Omit<Evidence, 'parts'> = {
    record: (trx, entry) => insertRecord(trx, clock, entry),
    recordAll: (trx, entries) => insertRecords(trx, clock, entries),
    historyOf: (subject, page = {}) =>
      readHistory(database.of<Tables>(), subject, {
        ...(page.after ? { after: page.after } : {}),
        limit: Math.min(page.limit ?? 1000, 1000),
      }),
    viewHistory: (wanted, context) => viewHistoryAs(deps, wanted, context),
    seal,
    verify: () =>
      database.transaction<Tables, Verification>((trx) => verifyChain(trx, signing), { isolation: 'repeatable read' }),
  };
  return {
    ...door,
    parts: {
      name: 'evidence',
      served: evidenceRoutes(door),
      jobs: [job('evidence.seal', async () => void (await seal()), { every: '* * * * *' })],
    },
  };
}
