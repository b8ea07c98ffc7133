import type { RawBuilder } from 'kysely';
import type { Executor } from '#platform/database/database.ts';
import { job } from '#platform/jobs.ts';
import type { AnswerOf, Context, InputOf } from '#platform/operation.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import type { listSeals, viewHistory } from './contract.ts';
import { readHistory, type EvidenceLine } from './queries.ts';
import { insertRecord, insertRecords, recordingOf, type EvidenceEntry } from './record.ts';
import { evidenceRoutes } from './routes.ts';
import { authoritiesOf, rootsPem, type Authority, type OwnAuthority } from './authorities.ts';
import { makeDays } from './days.ts';
import { sealsAfter } from './list-seals.ts';
import { proveRecord, type Proof } from './proof.ts';
import { proveSubject, type ProofSet } from './prove-subject.ts';
import { archiveDays, type ArchiveStep } from './archive/archive-days.ts';
import { readArchiveState, type ArchiveState } from './archive/archive-state.ts';
import { createSealing, type Sealer } from './seal.ts';
import { createSealingState, type SealingState } from './sealing-state.ts';
import { createSealingWatch } from './watch-sealing.ts';
import { createStamping } from './stamp-seals.ts';
import type { Tables } from './tables.ts';
import { verifyEvidence, type Verification } from './verify.ts';
import { viewHistoryAs } from './view-history.ts';

export type { EvidenceEntry } from './record.ts';
export type { EvidenceLine } from './queries.ts';
export { checkProof } from './check-proof.ts';
export { statementDigest } from './statement.ts';
export type { Proof } from './proof.ts';
export type { ProofSet, SealDocument } from './prove-subject.ts';
export type { ArchiveState } from './archive/archive-state.ts';
export type { SealingState } from './sealing-state.ts';
export type { Breakage, Verification } from './verify.ts';

/** `signing` signs the seals, and stamps them in the demo world; without it the linked trees alone stand. */
export type EvidenceDeps = PlatformDeps & {
  signing?: Sealer & Partial<OwnAuthority>;
  /** Instead of those of the settings. */
  authorities?: readonly Authority[];
  /** How old the state of `requireStamps` may be; some seconds when absent. */
  stateFreshMs?: number;
  /** How long a run of the sealer waits for transactions that are recording; some seconds when absent. */
  patienceMs?: number;
  /** Called after each step of archiving a day; what it throws ends the run there. For tests of crashes. */
  afterArchiveStep?: (step: ArchiveStep) => void;
};

export interface Evidence {
  /**
   * Appends one record in the caller's transaction: one row, no lock that another could wait for.
   * @returns the record's id
   * @throws TypeError when the entry is not well-formed
   */
  record(trx: Executor, entry: EvidenceEntry): Promise<string>;
  /** The same for many at once, in one statement. @returns their ids, in the same order */
  recordAll(trx: Executor, entries: readonly EvidenceEntry[]): Promise<readonly string[]>;
  /** The same as a part of a statement of the caller: a WITH query that returns nothing. */
  recordingOf(entries: readonly EvidenceEntry[]): RawBuilder<unknown>;
  /** Everything recorded of a subject, oldest first, at most 1,000 lines after the line `after`. For the rooms; records nothing. */
  historyOf(subject: string, page?: { after?: string; limit?: number }): Promise<EvidenceLine[]>;
  /** The same for an officer: records who looked and why. @throws evidence.other-agency */
  viewHistory(
    wanted: InputOf<typeof viewHistory>['body'],
    context: Pick<Context, 'actor'>,
  ): Promise<AnswerOf<typeof viewHistory>>;
  /** Puts what is waiting under a seal. Runs every minute by itself. @returns records sealed */
  seal(): Promise<number>;
  /** Gets a time stamp over the newest seal when it is time. Runs every minute by itself. @returns the seal stamped */
  stamp(): Promise<number | undefined>;
  /** Where seals and time stamps stand; one cheap query. */
  sealingState(): Promise<SealingState>;
  /** For work that must leave evidence in time: from memory. @throws evidence.no-time-stamp when the limit has passed */
  requireStamps(): Promise<void>;
  /** That a record stands under a seal; computed when asked. @returns undefined when it is not there or not sealed yet */
  proofOf(recordId: string): Promise<Proof | undefined>;
  /** All proofs of a subject, with the seals and time stamps that they need: for a bundle that is checked without us. */
  proveSubject(subject: string): Promise<ProofSet>;
  /** PEM of the roots of the time stamp authorities that are asked. */
  stampRootsPem(): Promise<string>;
  /** The published seals after a number, oldest first. */
  sealsAfter(after: number): Promise<AnswerOf<typeof listSeals>>;
  /** Takes sealed days that are old enough out of the database, into files; an hourly job. @returns the days */
  archive(afterDays?: number): Promise<string[]>;
  /** What is in the archive, and whether a day waits to be. */
  archiveState(): Promise<ArchiveState>;
  /** Recomputes everything in one snapshot. `broken` is empty when all is well. */
  verify(): Promise<Verification>;
  parts: RoomParts;
}

export function createEvidence(deps: EvidenceDeps): Evidence {
  const { database, clock, signing, log } = deps;
  const { patienceMs } = deps;
  const node = deps.config.publicUrl;
  const seal = createSealing({
    database,
    clock,
    log,
    signing,
    node,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  const { stamps } = deps.config;
  const own = signing?.answerStampQuestion && signing.roots ? (signing as OwnAuthority) : undefined;
  const authorities = deps.authorities ?? authoritiesOf(deps.config, own);
  const archive = deps.config.archive.dir;
  const days = {
    database,
    clock,
    log,
    folder: archive,
    afterDays: deps.config.archive.afterDays,
    ...(deps.afterArchiveStep ? { after: deps.afterArchiveStep } : {}),
  };
  const stamp = createStamping({ database, clock, log, authorities, everyMinutes: stamps.everyMinutes });
  const state = createSealingState({
    database,
    clock,
    stamped: authorities.length > 0,
    limitHours: stamps.limitHours,
    ...(deps.stateFreshMs === undefined ? {} : { freshMs: deps.stateFreshMs }),
  });
  const watch = createSealingWatch({ clock, log, sealingState: () => state.sealingState() });
  const door: Omit<Evidence, 'parts'> = {
    record: (trx, entry) => insertRecord(trx, clock, entry),
    recordAll: (trx, entries) => insertRecords(trx, clock, entries),
    recordingOf: (entries) => recordingOf(clock, entries),
    historyOf: (subject, page = {}) =>
      readHistory(database.of<Tables>(), archive, subject, {
        ...(page.after ? { after: page.after } : {}),
        limit: Math.min(page.limit ?? 1000, 1000),
      }),
    viewHistory: (wanted, context) => viewHistoryAs({ database, clock, archive }, wanted, context),
    seal,
    stamp,
    ...state,
    proofOf: (recordId) => proveRecord(database.of<Tables>(), archive, recordId),
    proveSubject: (subject) => proveSubject(database.of<Tables>(), archive, subject),
    stampRootsPem: () => rootsPem(authorities),
    sealsAfter: (after) => sealsAfter(database.of<Tables>(), after),
    archive: (afterDays) => archiveDays(days, afterDays),
    archiveState: () => readArchiveState(database.of<Tables>(), days),
    verify: () =>
      database.transaction<Tables, Verification>((trx) => verifyEvidence(trx, signing, archive), {
        isolation: 'repeatable read',
      }),
  };
  return {
    ...door,
    parts: {
      name: 'evidence',
      served: evidenceRoutes(door),
      jobs: [
        job('evidence.seal', async () => void (await seal()), { every: '* * * * *' }),
        job('evidence.stamp', async () => void (await stamp()), { every: '* * * * *' }),
        job('evidence.watch', async () => void (await watch()), { every: '* * * * *' }),
        job('evidence.archive', async () => void (await archiveDays(days)), { every: '37 * * * *' }),
        job('evidence.make-days', async () => void (await makeDays(deps)), { every: '7 * * * *' }),
      ],
    },
  };
}
