import { sql } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import type { getMailbox, MailboxMode } from '../contract/mailbox.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

const MIB = 1024 ** 2;
const READS = ['exchange.send', 'exchange.receive', 'exchange.operate'];

export async function readMailbox(deps: ExchangeDeps, actor: OfficerActor): Promise<AnswerOf<typeof getMailbox>> {
  if (!READS.some((right) => actor.rights.includes(right))) throw platformProblem('not-allowed');
  const db = deps.database.of<Tables>();
  const row = await db
    .selectFrom('exchange.mailbox')
    .selectAll()
    .where('agency_id', '=', actor.agencyId)
    .executeTakeFirst();
  const { rows } = await sql<{ waiting: number; since: Date | null }>`
    select count(*)::int as waiting, min(transport_at) as since from exchange.delivery
    where recipient_agency_id = ${actor.agencyId} and transport in ('queued', 'delivering') and peer is null`.execute(
    db,
  );
  const { waiting = 0, since = null } = rows[0] ?? {};
  return {
    mode: modeOf(row?.mode),
    takesAttachments: row?.takes_attachments ?? true,
    takesEncrypted: row?.takes_encrypted ?? true,
    notKinds: (row?.not_kinds ?? []) as AnswerOf<typeof getMailbox>['notKinds'],
    ...(row?.only_types ? { onlyTypes: row.only_types } : {}),
    waiting,
    addresses: await countAddresses(deps, actor.agencyId),
    nodeFileMb: Math.floor(deps.config.files.axisMaxBytes / MIB),
    mayChange: actor.rights.includes('exchange.operate'),
    ...(row?.largest_file_bytes ? { largestFileMb: Math.floor(Number(row.largest_file_bytes) / MIB) } : {}),
    ...(row ? { setAt: row.set_at.toISOString() } : {}),
    ...(since ? { waitingSince: since.toISOString() } : {}),
  };
}

/** The database lets in no other mode; an agency that has chosen nothing works in the pages. */
export const modeOf = (mode: string | undefined): MailboxMode => (mode as MailboxMode | undefined) ?? 'here';

/** The agency's addresses that work and take the documents themselves. */
export async function countAddresses(deps: ExchangeDeps, agencyId: string): Promise<number> {
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('exchange.webhook')
    .select('topics')
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'active')
    .execute();
  return rows.filter(({ topics }) => topics.includes('delivery')).length;
}
