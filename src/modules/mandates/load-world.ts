import { sql } from 'kysely';
import { isProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import type { OrganisationView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { authorityBasis, guardianBasis, organisationBasis } from './legal.ts';
import { recordOrganisation } from './record-organisation.ts';
import { wholeScope } from './scope.ts';
import type { Tables } from './tables.ts';
import { writeMandate, type NewMandate } from './write-mandate.ts';

/** Organisations and mandates as worlds describe them, by ids of persons that are in the population register. */
export interface MandatesWorld {
  organisations: readonly {
    id: string;
    taxNumber: string;
    name: string;
    kind: OrganisationView['kind'];
    activeFrom: string;
    entry: string;
    representative: { personId: string; entryOn: string };
    staff: readonly { personId: string; scope: readonly string[]; days: number }[];
  }[];
  guardians: readonly {
    wardId: string;
    guardianId: string;
    decisionNumber: string;
    decisionOn: string;
    validTo: string;
  }[];
  /** `days` from today on. */
  authorities: readonly { principalId: string; agentId: string; scope: readonly string[]; days: number }[];
}

const WORLD = { kind: 'system', name: 'world' } as const;
const DAY = 24 * 3_600_000;

export async function loadMandates(deps: MandatesDeps, world: MandatesWorld): Promise<void> {
  const now = deps.clock.now();
  const today = vnDate(now);
  const inDays = (days: number): string => vnDate(new Date(now.getTime() + days * DAY));
  for (const { representative, staff, id, ...organisation } of world.organisations) {
    const { id: organisationId } = await recordOrganisation(deps, organisation, WORLD, id);
    const principal = { organisationId };
    const common = { principal, accepted: true, legalBasis: organisationBasis } as const;
    const underId = await write(deps, {
      ...common,
      kind: 'representative',
      agentPersonId: representative.personId,
      scope: wholeScope,
      validFrom: representative.entryOn,
      validTo: null,
      source: 'enterprise-register',
      sourceRef: organisation.entry,
      sourceOn: representative.entryOn,
    });
    for (const one of staff)
      await write(deps, {
        ...common,
        kind: 'staff',
        agentPersonId: one.personId,
        scope: one.scope,
        validFrom: today,
        validTo: inDays(one.days),
        source: 'delegation',
        underId,
      });
  }
  for (const { wardId, guardianId, decisionNumber, decisionOn, validTo } of world.guardians)
    await write(deps, {
      kind: 'guardian',
      principal: { personId: wardId },
      agentPersonId: guardianId,
      scope: wholeScope,
      validFrom: decisionOn,
      validTo,
      source: 'decision',
      sourceRef: decisionNumber,
      sourceOn: decisionOn,
      accepted: true,
      legalBasis: guardianBasis,
    });
  for (const { principalId, agentId, scope, days } of world.authorities)
    await write(deps, {
      kind: 'authority',
      principal: { personId: principalId },
      agentPersonId: agentId,
      scope,
      validFrom: today,
      validTo: inDays(days),
      source: 'declaration',
      accepted: true,
      legalBasis: authorityBasis,
    });
}

/** Answers the id, also of one that was there. */
async function write(deps: MandatesDeps, given: NewMandate): Promise<string> {
  const at = deps.clock.now();
  try {
    return await deps.database.transaction<Tables, string>(
      async (trx) => (await writeMandate(deps, trx, given, { actor: WORLD, at })).id,
    );
  } catch (error) {
    if (!isProblem(error) || error.code !== 'mandates.already-stands') throw error;
    const principal = 'personId' in given.principal ? given.principal.personId : given.principal.organisationId;
    const { rows } = await sql<{ id: string }>`select id from mandates.mandate where kind = ${given.kind}
      and coalesce(principal_person_id, organisation_id) = ${principal} and agent_person_id = ${given.agentPersonId}
      and ended_at is null limit 1`.execute(deps.database.of<unknown>());
    const [there] = rows;
    if (!there) throw error;
    return there.id;
  }
}
