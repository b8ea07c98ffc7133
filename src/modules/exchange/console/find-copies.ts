import { sql, type RawBuilder } from 'kysely';
import { stuckStates, type ConsoleFilter } from '../contract/console.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { moveTransport, transportStates, type TransportMove } from '../delivery/transport.ts';
import type { Watch } from './access.ts';

/** Conditions on exchange.delivery d: what may be seen, and what was asked for. @throws exchange.unknown-agency */
export async function copiesWhere(
  deps: Pick<ExchangeDeps, 'directory'>,
  watch: Watch,
  filter: ConsoleFilter,
): Promise<RawBuilder<unknown>> {
  const parts = [statesWhere(filter.state ? [filter.state] : stuckStates)];
  if (!watch.node)
    parts.push(sql`(d.sender_agency_id = ${watch.agencyId} or d.recipient_agency_id = ${watch.agencyId})`);
  if (filter.priority !== undefined) parts.push(sql`d.priority = ${filter.priority}`);
  if (filter.sender) parts.push(sql`d.sender_agency_id = ${await idOf(deps, filter.sender)}`);
  if (filter.recipient) parts.push(sql`d.recipient_agency_id = ${await idOf(deps, filter.recipient)}`);
  return sql.join(parts, sql` and `);
}

/** As words of the statement: a partial index is only seen where the planner can read the states. */
const statesWhere = (states: readonly string[]): RawBuilder<unknown> =>
  sql`d.transport in (${sql.join(states.map((state) => sql.lit(state)))})`;

/** The states from which an act may be done, as conditions. */
export const fromWhich = (act: TransportMove): RawBuilder<unknown> =>
  statesWhere(transportStates.filter((state) => moveTransport(state, act) !== undefined));

async function idOf(deps: Pick<ExchangeDeps, 'directory'>, code: string): Promise<string> {
  const agency = await deps.directory.findAgencyByCode(code);
  if (!agency) throw exchangeProblem('unknown-agency', { params: { code } });
  return agency.id;
}
