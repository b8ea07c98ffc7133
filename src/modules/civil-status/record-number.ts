import type { Transaction } from 'kysely';
import type { PlatformDeps } from '#platform/room.ts';
import { findAct } from './queries.ts';
import type { Tables } from './tables.ts';

export const certificateJob = 'civil-status.issue-certificate';

/** The population register has numbered the child: the act is complete and its certificate can be made. */
export async function recordNumber(
  tools: Pick<PlatformDeps, 'clock' | 'jobs' | 'live'>,
  trx: Transaction<Tables>,
  numbered: { birthActId: string; personId: string; personalId: string },
): Promise<void> {
  const act = await findAct(trx, numbered.birthActId);
  // Another node's act, or a number drawn for something that is not a birth act of this register.
  if (!act) return;
  const inserted = await trx
    .insertInto('civil_status.birth_act_number')
    .values({
      act_id: act.id,
      personal_id: numbered.personalId,
      person_id: numbered.personId,
      numbered_at: tools.clock.now(),
    })
    .onConflict((conflict) => conflict.column('act_id').doNothing())
    .returning('act_id')
    .executeTakeFirst();
  if (!inserted) return;
  await tools.jobs.add(trx, certificateJob, { actId: act.id }, { key: `${certificateJob}:${act.id}` });
  await tools.live.tell(trx, 'civil-status.birth', act.dossier_id);
}
