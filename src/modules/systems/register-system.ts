import type { Transaction } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { officerOf } from './access.ts';
import type { SystemFacts } from './contract.ts';
import type { AgencyFacts, SystemsDeps } from './deps.ts';
import { agenciesBelow } from './speaks-for.ts';
import type { Tables } from './tables.ts';
import { writeChange } from './write-change.ts';

/** Writes down a system of the officer's agency. It can do nothing yet: it has no key. @throws systems.unknown-agency, systems.not-below */
export async function registerSystem(deps: SystemsDeps, facts: SystemFacts, actor: Actor): Promise<string> {
  const { agencyId } = officerOf(actor);
  const below = await agenciesBelow(deps, facts.speaksFor, agencyId);
  const id = newId();
  const now = deps.clock.now();
  await deps.database.transaction<Tables, void>(async (trx) => {
    await trx
      .insertInto('systems.system')
      .values({ id, agency_id: agencyId, ...columnsOf(facts), state: 'active', registered_at: now, changed_at: now })
      .execute();
    await writeRepresented(trx, id, below, now);
    await writeChange(deps, trx, { id, agencyId }, { kind: 'registered', actor, data: shownFacts(facts) });
  });
  return id;
}

export function columnsOf(facts: SystemFacts) {
  return {
    name: facts.name,
    about: facts.about ?? '',
    contact_name: facts.contactName,
    contact_email: facts.contactEmail,
    rights: [...facts.rights],
  };
}

/** What the history keeps: who may do what in whose name. The contact is a person, and stays in the row. */
export function shownFacts({ name, rights, speaksFor }: SystemFacts): Record<string, unknown> {
  return { name, rights, speaksFor };
}

export async function writeRepresented(
  trx: Transaction<Tables>,
  systemId: string,
  agencies: readonly AgencyFacts[],
  since: Date,
): Promise<void> {
  if (agencies.length === 0) return;
  await trx
    .insertInto('systems.represented')
    .values(agencies.map(({ id }) => ({ system_id: systemId, agency_id: id, since })))
    .execute();
}
