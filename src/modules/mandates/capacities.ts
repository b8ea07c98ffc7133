import type { ActingFor } from '#platform/access.ts';
import { isId } from '#platform/id.ts';
import { vnDate, vnInstant } from '#platform/time.ts';
import { deriveParents } from './derive-parents.ts';
import type { MandatesDeps } from './deps.ts';
import { findMandate, findStanding, mandatesOfAgent, type Mandate } from './read-mandates.ts';
import { kinds, lastDay, stands, type Kind } from './rules.ts';
import { partiesOf } from './view.ts';

/** Somebody whom a person may act for today. */
export interface Capacity extends ActingFor {
  relation: Kind;
  /** YYYY-MM-DD, the last day; null while it stands until ended. */
  validTo: string | null;
}

/** What counter and sign-on may say of a mandate, whether it stands or not. */
export interface MandateDescription {
  id: string;
  kind: Kind;
  principal: { kind: 'person' | 'organisation'; id: string; name: string; taxNumber: string | null };
  agent: { personId: string; name: string };
  scope: readonly string[];
  validFrom: string;
  validTo: string | null;
  standsNow: boolean;
}

export async function capacitiesOf(deps: MandatesDeps, personId: string, on: string): Promise<Capacity[]> {
  const now = deps.clock.now();
  await deriveParents(deps, personId, now);
  const at = on === vnDate(now) ? now : vnInstant(on, '12:00');
  const mandates = await mandatesOfAgent(deps.database.of<unknown>(), personId);
  return mandates
    .filter(({ facts }) => stands(facts, at))
    .map((mandate) => ({
      ...actingFor(mandate),
      relation: mandate.facts.kind,
      validTo: lastDay(mandate.facts),
    }))
    .toSorted((a, b) => kinds.indexOf(a.relation) - kinds.indexOf(b.relation) || a.name.localeCompare(b.name, 'vi'));
}

/** Runs with every request of a session that acts for somebody: one named statement, then the pure rule. */
export async function standing(
  deps: MandatesDeps,
  mandateId: string,
  agentPersonId: string,
  at: Date,
): Promise<ActingFor | undefined> {
  if (!isId(mandateId) || !isId(agentPersonId)) return undefined;
  const mandate = await findStanding(deps.database.pool, mandateId, agentPersonId);
  return mandate && stands(mandate.facts, at) ? actingFor(mandate) : undefined;
}

export async function describe(deps: MandatesDeps, mandateId: string): Promise<MandateDescription | undefined> {
  const mandate = isId(mandateId) ? await findMandate(deps.database.of<unknown>(), mandateId) : undefined;
  if (!mandate) return undefined;
  const { facts } = mandate;
  const { kind, principal, agent } = partiesOf(mandate);
  return {
    id: mandate.id,
    kind,
    principal: { ...principal, taxNumber: mandate.taxNumber },
    agent,
    scope: facts.scope,
    validFrom: facts.validFrom,
    validTo: lastDay(facts),
    standsNow: stands(facts, deps.clock.now()),
  };
}

function actingFor({ id, facts, principalName }: Mandate): ActingFor {
  return {
    mandateId: id,
    kind: facts.principal.kind,
    id: facts.principal.id,
    name: principalName,
    scope: facts.scope,
  };
}
