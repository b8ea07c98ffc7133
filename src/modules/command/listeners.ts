import type { Transaction } from 'kysely';
import { birthRegistered, certificateIssued } from '#modules/civil-status/events.ts';
import {
  dossierAccepted,
  dossierFiled,
  dossierResolved,
  dossierReturned,
  dossierStateChanged,
} from '#modules/counter/events.ts';
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
  const noteOfBirth = async (
    trx: Transaction<Tables>,
    event: { id: string; at: Date },
    actId: string,
    kind: 'numbers' | 'certificates',
  ): Promise<void> => {
    const agencyId = await agencyOfBirth(trx, actId, null);
    if (agencyId) return note(trx, event, agencyId, kind);
    await trx.insertInto('command.waiting').values({ event_id: event.id, act_id: actId, kind, at: event.at }).execute();
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
    listen(dossierStateChanged, 'command.count-in-hand', async ({ payload }, { trx }) => {
      const step = Number(isInHand(payload.to)) - Number(isInHand(payload.from));
      if (step === 0) return;
      await tables(trx)
        .insertInto('command.in_hand')
        .values({ agency_id: payload.agencyId, n: step })
        .onConflict((conflict) =>
          conflict.column('agency_id').doUpdateSet(({ eb }) => ({ n: eb('command.in_hand.n', '+', step) })),
        )
        .execute();
      await deps.live.tell(trx, BOARD_TOPIC, 'all');
    }),
    listen(birthRegistered, 'command.count-births', async (event, { trx }) => {
      const { actId, agencyId } = event.payload;
      await agencyOfBirth(tables(trx), actId, agencyId);
      await note(tables(trx), event, agencyId, 'births');
      const early = await tables(trx)
        .deleteFrom('command.waiting')
        .where('act_id', '=', actId)
        .returningAll()
        .execute();
      for (const one of early) await note(tables(trx), { id: one.event_id, at: one.at }, agencyId, one.kind as Kind);
    }),
    listen(personNumbered, 'command.count-numbers', (event, { trx }) =>
      noteOfBirth(tables(trx), event, event.payload.birthActId, 'numbers'),
    ),
    listen(certificateIssued, 'command.count-certificates', (event, { trx }) =>
      noteOfBirth(tables(trx), event, event.payload.actId, 'certificates'),
    ),
  ];
}

/** Accepted and without a result: what an agency owes somebody. */
const isInHand = (state: string): boolean => state === 'accepted' || state === 'processing';

/**
 * Makes or finds the line of an act, and answers its agency once that is known. Whoever comes first holds the line until its
 * commit, so that of a birth and its number one always sees the other.
 */
async function agencyOfBirth(trx: Transaction<Tables>, actId: string, agencyId: string | null): Promise<string | null> {
  const line = await trx
    .insertInto('command.birth')
    .values({ act_id: actId, agency_id: agencyId })
    .onConflict((conflict) =>
      conflict.column('act_id').doUpdateSet(({ fn, ref }) => ({
        agency_id: fn.coalesce(ref('excluded.agency_id'), ref('command.birth.agency_id')),
      })),
    )
    .returning('agency_id')
    .executeTakeFirstOrThrow();
  return line.agency_id;
}
