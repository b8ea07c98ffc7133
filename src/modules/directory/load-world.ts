import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { tellAgenciesChanged } from './caches.ts';
import { agencyChanged, officerAppointed } from './events.ts';
import { insertAgency, type AgencyEntry } from './write-agency.ts';
import { insertIntoPost, insertOfficer, seatFor } from './write-appointment.ts';

/** An officer as worlds describe one: the person, and the posts held one after another. */
export interface OfficerEntry {
  id: string;
  name: string;
  personId: string | null;
  appointments: readonly {
    agencyId: string;
    position: string;
    unit?: string;
    leadsUnit?: boolean;
    kind?: 'full' | 'acting' | 'in-charge';
    rights: readonly string[];
    validFrom: string;
    validTo: string | null;
    decision?: string;
  }[];
}

const SYSTEM = { kind: 'system', name: 'world' } as const;

/** Enters a world's agencies, parents and successors in any order. Those that are there already stay as they are. */
export async function loadAgencies(deps: PlatformDeps, agencies: readonly AgencyEntry[]): Promise<number> {
  return deps.database.transaction<unknown, number>(async (trx) => {
    const known = await sql<{
      id: string;
    }>`select id from directory.agency where id = any(${agencies.map((a) => a.id)}::uuid[])`.execute(trx);
    const there = new Set(known.rows.map((row) => row.id));
    const missing = agencies.filter((agency) => !there.has(agency.id));
    // Rows point at each other: enter them bare, then tie them.
    for (const agency of missing) await insertAgency(trx, { ...agency, parentId: null, successorId: null }, SYSTEM);
    for (const agency of missing) {
      if (agency.parentId !== null || agency.successorId !== null)
        await sql`update directory.agency set parent_id = ${agency.parentId}, successor_id = ${agency.successorId} where id = ${agency.id}`.execute(
          trx,
        );
      await deps.publish(trx, agencyChanged, { agencyId: agency.id, change: 'created' });
    }
    if (missing.length > 0) await tellAgenciesChanged(deps, trx);
    return missing.length;
  });
}

/** Enters a world's officers with their appointments. Those that are there already stay as they are. */
export async function loadOfficers(deps: PlatformDeps, officers: readonly OfficerEntry[]): Promise<number> {
  return deps.database.transaction<unknown, number>(async (trx) => {
    const known = await sql<{
      id: string;
    }>`select id from directory.officer where id = any(${officers.map((o) => o.id)}::uuid[])`.execute(trx);
    const there = new Set(known.rows.map((row) => row.id));
    const missing = officers.filter((officer) => !there.has(officer.id));
    for (const officer of missing) {
      await insertOfficer(trx, officer);
      for (const { decision = '', rights, ...post } of officer.appointments) {
        const { unit, leadsUnit, kind = 'full', ...rest } = post;
        const appointment = { ...rest, id: newId(), officerId: officer.id, rights: [...rights], kind };
        const postId = await seatFor(trx, { ...appointment, title: post.position, unit, leadsUnit });
        await insertIntoPost(trx, { ...appointment, postId, standsInFor: null, decision }, SYSTEM, deps.clock.now());
        const { id: appointmentId, ...told } = appointment;
        await deps.publish(trx, officerAppointed, { appointmentId, ...told, postId });
      }
    }
    return missing.length;
  });
}
