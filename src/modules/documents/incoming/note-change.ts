import type { Actor } from '#platform/access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { appendIncomingEvent } from './incoming-row.ts';
import type { Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';

export interface ChangeNote {
  packetRef: string;
  agencyId: string;
  kind: 'recall' | 'update' | 'replace';
  reason: string;
}

const kinds = { recall: 'taken-back', update: 'updated', replace: 'replaced' } as const;

/**
 * Writes into a document's history that the agency agreed to its recall, update or replacement. The line stays in the register with its
 * number: what was once entered is never taken out. The same again writes nothing.
 */
export async function noteChange(deps: DocumentsDeps, given: ChangeNote, actor: Actor): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const row = await trx
      .selectFrom('documents.incoming')
      .select('id')
      .where('agency_id', '=', given.agencyId)
      .where('packet_ref', '=', given.packetRef)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return;
    const kind = kinds[given.kind];
    const known = await trx
      .selectFrom('documents.incoming_event')
      .select('id')
      .where('incoming_id', '=', row.id)
      .where('kind', '=', kind)
      .where('note', '=', given.reason)
      .executeTakeFirst();
    if (known) return;
    await appendIncomingEvent(trx, row.id, {
      kind,
      from: null,
      to: null,
      at: deps.clock.now(),
      actor,
      note: given.reason,
    });
    await deps.evidence.record(trx, {
      kind: `documents.incoming-${kind}`,
      subject: `document:${row.id}`,
      actor,
      data: { packetRef: given.packetRef },
    });
    await tellAgency(trx, deps, given.agencyId);
  });
}
