import { sql, type SqlBool } from 'kysely';
import type { DocumentsDeps } from '../deps.ts';
import { appendIncomingEvent } from './incoming-row.ts';
import { remindMinutes } from '../legal.ts';
import type { Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';

/** No working time is longer in calendar days than this between the reminder and the due time: the longest Tết with its weekends. */
const LOOK_AHEAD_DAYS = 16;

/**
 * Reminds of what is due within a working day and of what is overdue, once each; a new due time is reminded of again.
 * @returns reminders written
 */
export async function remindOfDue(deps: DocumentsDeps): Promise<number> {
  const now = deps.clock.now();
  const db = deps.database.of<Tables>();
  const near = await db
    .selectFrom('documents.incoming as i')
    .select(['i.id', 'i.agency_id', 'i.due_at'])
    .where('i.state', 'in', ['registered', 'assigned', 'in-progress'])
    .where('i.due_at', '<', new Date(now.getTime() + LOOK_AHEAD_DAYS * 86_400_000))
    .where(
      sql<SqlBool>`not exists (select from documents.reminder r where r.incoming_id = i.id and r.due_at = i.due_at
        and (r.kind = 'overdue' or i.due_at >= ${now}))`,
    )
    .orderBy('i.due_at')
    .limit(1000)
    .execute();
  let written = 0;
  for (const { id, agency_id: agencyId, due_at: dueAt } of near) {
    if (!dueAt) continue;
    const overdue = dueAt < now;
    if (!overdue && (await deps.calendar.workingMinutesBetween(agencyId, now, dueAt)) > remindMinutes) continue;
    const kind = overdue ? 'overdue' : 'due-soon';
    written += await deps.database.transaction<Tables, number>(async (trx) => {
      const inserted = await trx
        .insertInto('documents.reminder')
        .values({ incoming_id: id, kind, due_at: dueAt, at: now })
        .onConflict((known) => known.doNothing())
        .returning('incoming_id')
        .executeTakeFirst();
      if (!inserted) return 0;
      const note = overdue ? 'Văn bản đã quá hạn xử lý.' : 'Văn bản sắp đến hạn xử lý.';
      const actor = { kind: 'system', name: 'documents' } as const;
      await appendIncomingEvent(trx, id, {
        kind: 'remind',
        from: null,
        to: null,
        at: now,
        actor,
        note,
        data: { kind },
      });
      await tellAgency(trx, deps, agencyId);
      return 1;
    });
  }
  return written;
}
