import { gauge } from '#platform/metrics.ts';
import { officersWanted } from '#modules/notices/events.ts';
import { OF_NOW_MS } from '../calls/note-trust.ts';
import { alarmRaised } from '../events.ts';
import type { Tables } from '../tables.ts';
import type { RoomTools } from '../tools.ts';
import { alarmNotice } from './alarm-notice.ts';
import { alarmsOf, lifeLeft, type Alarm } from './alarms.ts';

/** How this node stands now. */
export async function standing(tools: RoomTools) {
  const { deps, copies, nodeId } = tools;
  const copy = await copies.current();
  const row = await deps.database.of<Tables>().selectFrom('nodes.refreshing').selectAll().executeTakeFirstOrThrow();
  const untrusted = await deps.database
    .of<Tables>()
    .selectFrom('nodes.untrusted')
    .select(['node', 'code', 'at'])
    .where('at', '>', new Date(deps.clock.now().getTime() - OF_NOW_MS))
    .orderBy('node')
    .limit(100)
    .execute();
  const { registrar, registrarUrl, graceDays } = deps.config.node;
  const facts = {
    registrar,
    joined: copy?.book.node(nodeId) !== undefined,
    book: copy?.book,
    graceDays,
    failures: row.failures,
    heardAt: row.heard_at,
    refused: row.refused,
    untrusted: untrusted.length,
  };
  return { copy, row, facts, untrusted, alone: !registrar && !registrarUrl };
}

/** Tells the operators when something about the directory becomes wrong, once, and when it is well again. */
export async function watchDirectory(tools: RoomTools): Promise<Alarm[]> {
  const { deps } = tools;
  const { facts, row, alone } = await standing(tools);
  if (alone) return [];
  const now = deps.clock.now();
  if (facts.book) gauge('lienthong_directory_life_left', lifeLeft(facts.book, now));
  const alarms = alarmsOf(facts, now);
  gauge('lienthong_directory_alarms', alarms.length);
  const fresh = alarms.filter((alarm) => !row.alarms.includes(alarm));
  if (fresh.length === 0 && alarms.length === row.alarms.length) return alarms;
  await deps.database.transaction<Tables, void>(async (trx) => {
    await trx.updateTable('nodes.refreshing').set({ alarms, alarms_at: now }).execute();
    if (fresh.length === 0) return;
    await deps.publish(trx, alarmRaised, { alarms: fresh });
    await deps.publish(trx, officersWanted, alarmNotice(fresh));
  });
  if (fresh.length > 0)
    deps.log.error({ alarms: fresh }, 'the directory of nodes needs an operator; see docs/operate/federation.md');
  else deps.log.info({ alarms }, 'an alarm about the directory of nodes is over');
  return alarms;
}
