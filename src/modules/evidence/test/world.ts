import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import { createSigning, type Signing } from '#modules/signing/index.ts';
import { lookPool } from '#test/world/look-pool.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { createEvidence, type Evidence, type EvidenceDeps } from '../index.ts';
import type { Tables } from '../tables.ts';

export const officer: OfficerActor = {
  kind: 'officer',
  accountId: randomUUID(),
  officerId: randomUUID(),
  agencyId: randomUUID(),
  name: 'Hoàng Văn Nông',
  position: 'Công chức tư pháp - hộ tịch',
  rights: ['evidence.view'],
};

export const subjectOf = (id: string): string => `dossier:${id}`;
export const clock = testClock('2026-11-23T05:00:00Z');

export type EvidenceWorld = {
  node: TestNode;
  signing: Signing;
  evidence: Evidence;
  /** The owner of the database, who may do what the application may not. */
  owner: Kysely<Tables>;
  recordOne(subject: string, data?: unknown): Promise<string>;
  close(): Promise<void>;
};

/** A node with evidence sealed by real signing. */
export async function startEvidence({
  env,
  ...given
}: Pick<EvidenceDeps, 'patienceMs' | 'authorities' | 'stateFreshMs' | 'afterArchiveStep'> & {
  env?: Record<string, string>;
} = {}): Promise<EvidenceWorld> {
  const doors: { signing?: Signing; evidence?: Evidence } = {};
  const node = await startNode({
    clock,
    ...(env ? { env } : {}),
    build: (deps) => {
      const signing = (doors.signing = createSigning(deps));
      const evidence = (doors.evidence = createEvidence({ ...deps, signing, ...given }));
      return [signing, evidence];
    },
  });
  const { signing, evidence } = doors;
  if (!signing || !evidence) throw new Error('The node was not built.');
  const owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: lookPool({ ...node.owner, max: 2 }) }) });
  const entry = { kind: 'counter.dossier-accepted', actor: officer, purpose: 'Tiếp nhận hồ sơ' };
  return {
    node,
    signing,
    evidence,
    owner,
    recordOne: (subject, data = { step: 1 }) =>
      node.database.transaction<Tables, string>((trx) => evidence.record(trx, { ...entry, subject, data })),
    async close() {
      await owner.destroy();
      await node.close();
    },
  };
}
