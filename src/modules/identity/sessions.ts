import type { Actor } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { vnDate } from '#platform/time.ts';
import type { Sessions } from '#platform/web/sessions.ts';
import type { DirectoryDoor } from './deps.ts';
import { tokenHash } from './secrets.ts';

const ANONYMOUS: Actor = { kind: 'anonymous' };

interface SessionRow {
  account_id: string;
  kind: 'citizen' | 'officer';
  person_id: string | null;
  officer_id: string | null;
  name: string;
  /** The post chosen at sign-in; null for citizens, and in sessions from before posts were chosen. */
  appointment_id: string | null;
}

/** Reads the actor behind a token. One named statement: this runs before every signed-in request. */
export function createSessions(deps: PlatformDeps, directory: DirectoryDoor): Sessions {
  return {
    async actorFor(token) {
      if (!token || token.length > 100) return ANONYMOUS;
      const { rows } = await deps.database.pool.query<SessionRow>({
        name: 'identity.session-actor-2',
        text: `select a.id as account_id, a.kind, a.person_id, a.officer_id, a.name, s.appointment_id
               from identity.session s join identity.account a on a.id = s.account_id
               where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and a.closed_at is null`,
        values: [tokenHash(token), deps.clock.now()],
      });
      const row = rows[0];
      if (!row) return ANONYMOUS;
      if (row.kind === 'citizen')
        return { kind: 'citizen', accountId: row.account_id, personId: row.person_id ?? '', name: row.name };
      return officerActor(deps, directory, row);
    },
  };
}

/** An officer acts with the post chosen at sign-in. When its appointment ends, so does the session. */
async function officerActor(deps: PlatformDeps, directory: DirectoryDoor, row: SessionRow): Promise<Actor> {
  const officerId = row.officer_id ?? '';
  const today = vnDate(deps.clock.now());
  const appointments = await directory.appointmentsOf(officerId, today);
  const current = row.appointment_id
    ? appointments.find(({ id }) => id === row.appointment_id)
    : appointments.length === 1
      ? appointments[0]
      : undefined;
  if (!current) return ANONYMOUS;
  const agency = await directory.getAgency(current.agencyId);
  return {
    kind: 'officer',
    accountId: row.account_id,
    officerId,
    agencyId: current.agencyId,
    agencyName: agency.name,
    name: row.name,
    position: current.position,
    rights: current.rights,
  };
}
