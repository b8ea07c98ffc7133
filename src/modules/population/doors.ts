import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';

/** What this room needs of `evidence`: a record that commits with the reading it proves. */
export interface EvidenceDoor {
  record(
    trx: Executor,
    entry: {
      kind: string;
      subject: string;
      actor: Actor;
      purpose?: string;
      legalBasis?: string;
      data: Record<string, unknown>;
    },
  ): Promise<unknown>;
}
