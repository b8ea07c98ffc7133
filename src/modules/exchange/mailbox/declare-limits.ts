import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { limitsOfRow } from './limits.ts';

export const DECLARE_LIMITS = 'exchange.declare-limits';

/** What the mailbox says now goes to the room of nodes, for the directory: senders at other nodes are refused by it as those here are. */
export async function declareMailbox(deps: ExchangeDeps, agencyId: string): Promise<void> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.mailbox')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  if (!row) return;
  await deps.nodes.declareLimits(
    agencyId,
    limitsOfRow({
      mostBytes: row.largest_file_bytes === null ? null : String(row.largest_file_bytes),
      attachments: row.takes_attachments,
      encrypted: row.takes_encrypted,
      notKinds: row.not_kinds,
      onlyTypes: row.only_types,
    }),
  );
}
