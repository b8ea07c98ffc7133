import { sql } from 'kysely';
import type { Executor } from '#platform/database/database.ts';
import { vnDate } from '#platform/time.ts';
import type { OrganisationView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';
import { stateOn, type OrganisationState } from './rules.ts';
import type { Trx } from './write-mandate.ts';

interface Row extends Omit<OrganisationView, 'state'> {
  states: OrganisationState[] | null;
}

/** @throws mandates.organisation-not-found */
export async function findOrganisation(deps: MandatesDeps, organisationId: string): Promise<OrganisationView> {
  const found = await readOne(deps, deps.database.of<unknown>(), sql`o.id = ${organisationId}`);
  if (!found) throw mandatesProblem('organisation-not-found');
  return found;
}

export function findByTaxNumber(
  deps: MandatesDeps,
  taxNumber: string,
  executor: Executor = deps.database.of<unknown>(),
): Promise<OrganisationView | undefined> {
  return readOne(deps, executor, sql`o.tax_number = ${taxNumber}`);
}

async function readOne(
  deps: MandatesDeps,
  executor: Executor,
  where: ReturnType<typeof sql>,
): Promise<OrganisationView | undefined> {
  const { rows } = await sql<Row>`
    select o.id, o.tax_number as "taxNumber", o.enterprise_code as "enterpriseCode", o.name, o.kind,
      (select json_agg(json_build_object('state', s.state, 'from', s.valid_from) order by s.valid_from, s.id)
        from mandates.organisation_state s where s.organisation_id = o.id) as states
    from mandates.organisation o where ${where}`.execute(executor as Trx);
  const [row] = rows;
  if (!row) return undefined;
  const { states, ...organisation } = row;
  return { ...organisation, state: stateOn(states ?? [], vnDate(deps.clock.now())) ?? null };
}
