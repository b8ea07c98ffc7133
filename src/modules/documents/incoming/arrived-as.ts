import type { DocumentsDeps } from '../deps.ts';
import type { IncomingState } from '../states.ts';
import type { Tables } from '../tables.ts';

/** What a packet became in the register of its recipient. */
export interface ArrivedAs {
  id: string;
  state: IncomingState;
  number: number | null;
}

/** The incoming documents that packets became, by the packet's name. Those that the register did not take in are not there. */
export async function arrivedAs(
  deps: Pick<DocumentsDeps, 'database'>,
  packetRefs: readonly string[],
  agencyId: string,
): Promise<ReadonlyMap<string, ArrivedAs>> {
  if (packetRefs.length === 0) return new Map();
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('documents.incoming')
    .select(['id', 'packet_ref', 'state', 'number'])
    .where('agency_id', '=', agencyId)
    .where('packet_ref', 'in', [...packetRefs])
    .execute();
  return new Map(
    rows.map(({ id, packet_ref, state, number }) => [packet_ref ?? '', { id, state: state as IncomingState, number }]),
  );
}
