import type { Transaction } from 'kysely';
import { birthRegistered, certificateIssued } from '#modules/civil-status/events.ts';
import { dossierAccepted, dossierFiled, dossierResolved, dossierReturned } from '#modules/counter/events.ts';
import { personNumbered } from '#modules/population/events.ts';
import { listen, type Listener } from '#platform/events.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { vnDate, vnTime } from '#platform/time.ts';
import type { Kinds } from './contract.ts';
import type { Tables } from './tables.ts';

type Kind = (typeof Kinds)[number];

export const BOARD_TOPIC = 'command.board';

const tables = (trx: unknown) => trx as Transaction<Tables>;

/** Each announcement becomes a count of its hour and a line of the ticker, and open boards are told. */
export function commandListeners(deps: PlatformDeps): Listener[] {
  const note = async (
    trx: Transaction<Tables>,
    event: { id: string; at: Date },
    agencyId: string,
    ...kinds: Kind[]
  ) => {
    const hour = Number(vnTime(event.at).slice(0, 2));
    for (const kind of kinds)
      await trx
        .insertInto('command.tally')
        .values({ day: vnDate(event.at), hour, agency_id: agencyId, kind, n: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['day', 'agency_id', 'kind', 'hour'])
            .doUpdateSet(({ eb }) => ({ n: eb('command.tally.n', '+', 1) })),
        )
        .execute();
    await trx
      .insertInto('command.happening')
      .values({ event_id: event.id, kind: kinds[0] ?? 'filed', agency_id: agencyId, at: event.at })
      .execute();
    await deps.live.tell(trx, BOARD_TOPIC, 'all');
  };
  return [
    listen(dossierFiled, 'command.count-filed', (event, { trx }) =>
      note(tables(trx), event, event.payload.agencyId, 'filed'),
    ),
    listen(dossierAccepted, 'command.count-accepted', (event, { trx }) =>
      note(tables(trx), event, event.payload.agencyId, 'accepted'),
    ),
    listen(dossierResolved, 'command.count-resolved', (event, { trx }) =>
      note(tables(trx), event, event.payload.agencyId, 'resolved', event.payload.onTime ? 'on-time' : 'late'),
    ),
    listen(dossierReturned, 'command.count-returned', (event, { trx }) =>
      note(tables(trx), event, event.payload.agencyId, 'returned'),
    ),
    listen(birthRegistered, 'command.count-births', async (event, { trx }) => {
      const { actId, agencyId } = event.payload;
      await tables(trx).insertInto('command.birth').values({ act_id: actId, agency_id: agencyId }).execute();
      await note(tables(trx), event, agencyId, 'births');
    }),
    listen(personNumbered, 'command.count-numbers', async (event, { trx }) => {
      const agencyId = await agencyOfBirth(tables(trx), event.payload.birthActId);
      await note(tables(trx), event, agencyId, 'numbers');
    }),
    listen(certificateIssued, 'command.count-certificates', async (event, { trx }) => {
      const agencyId = await agencyOfBirth(tables(trx), event.payload.actId);
      await note(tables(trx), event, agencyId, 'certificates');
    }),
  ];
}

/** Deliveries may arrive out of order; the queue tries again until the birth itself has been counted. */
async function agencyOfBirth(trx: Transaction<Tables>, actId: string): Promise<string> {
  const birth = await trx
    .selectFrom('command.birth')
    .select('agency_id')
    .where('act_id', '=', actId)
    .executeTakeFirst();
  if (!birth) throw new Error('The birth of this number has not been counted yet');
  return birth.agency_id;
}
