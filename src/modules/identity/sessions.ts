import type { Actor } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { vnDate } from '#platform/time.ts';
import type { Sessions } from '#platform/web/sessions.ts';
import { assuranceOf, type AccountLevel, type Proof } from './assurance.ts';
import type { DirectoryDoor, MandatesDoor } from './deps.ts';
import { tokenHash } from './secrets.ts';

const ANONYMOUS: Actor = { kind: 'anonymous' };
/** What an officer must have proved to act at all. */
const LEAST_FOR_OFFICERS = 1;

interface SessionRow {
  session_id: string;
  account_id: string;
  kind: 'citizen' | 'officer';
  level: AccountLevel;
  person_id: string | null;
  officer_id: string | null;
  name: string;
  proofs: Proof[];
  mandate_id: string | null;
  /** The post chosen at sign-in; null for citizens. */
  appointment_id: string | null;
}

/** Reads the actor behind a token. One named statement: this runs before every signed-in request. */
export function createSessions(deps: PlatformDeps, directory: DirectoryDoor, mandates: MandatesDoor): Sessions {
  return {
    async actorFor(token) {
      if (!token || token.length > 100) return ANONYMOUS;
      const { rows } = await deps.database.pool.query<SessionRow>({
        name: 'identity.session-actor-3',
        text: `select s.id as session_id, a.id as account_id, a.kind, a.level, a.person_id, a.officer_id, a.name, s.proofs,
                      s.mandate_id, s.appointment_id
               from identity.session s join identity.account a on a.id = s.account_id
               where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and a.closed_at is null and a.locked_at is null`,
        values: [tokenHash(token), deps.clock.now()],
      });
      const row = rows[0];
      if (!row) return ANONYMOUS;
      return row.kind === 'citizen' ? citizenActor(deps, mandates, row) : officerActor(deps, directory, row);
    },
  };
}

/** A citizen acts for oneself, or by one mandate for somebody else: when that ends, so has the session's authority. */
async function citizenActor(deps: PlatformDeps, mandates: MandatesDoor, row: SessionRow): Promise<Actor> {
  const personId = row.person_id ?? '';
  const assurance = assuranceOf(row.level, row.proofs);
  const actingFor = row.mandate_id ? await mandates.standing(row.mandate_id, personId, deps.clock.now()) : undefined;
  if (!assurance || (row.mandate_id && !actingFor)) return ANONYMOUS;
  return {
    kind: 'citizen',
    accountId: row.account_id,
    personId,
    name: row.name,
    sessionId: row.session_id,
    assurance,
    ...(actingFor ? { actingFor } : {}),
  };
}

/** An officer acts with the post chosen at sign-in. When its appointment ends, so does the session. */
async function officerActor(deps: PlatformDeps, directory: DirectoryDoor, row: SessionRow): Promise<Actor> {
  const assurance = assuranceOf(row.level, row.proofs);
  if (!assurance || assurance.level < LEAST_FOR_OFFICERS) return ANONYMOUS;
  const officerId = row.officer_id ?? '';
  const today = vnDate(deps.clock.now());
  const appointments = await directory.appointmentsOf(officerId, today);
  const current = appointments.find(({ id }) => id === row.appointment_id);
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
    sessionId: row.session_id,
    assurance,
  };
}
