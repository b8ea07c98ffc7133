import { sql, type RawBuilder } from 'kysely';
import type { Executor } from '#platform/database/database.ts';
import type { Facts, Kind, Life, OrganisationState } from './rules.ts';
import { parseScope } from './scope.ts';

/** A mandate with everything that decides whether it stands, and the names of its people as they are today. */
export interface Mandate {
  id: string;
  facts: Facts;
  principalName: string;
  /** Of an organisation. */
  taxNumber: string | null;
  agentName: string;
  source: string;
  sourceRef: string | null;
  sourceOn: string | null;
  grantedAt: Date;
  endedHow: 'principal' | 'agent' | 'officer' | 'law' | null;
  endedWhy: string | null;
  underId: string | null;
  /** Who answers for the organisation where this is a mandate of its staff. */
  representativePersonId: string | null;
}

interface LifeRow {
  full_name: string;
  birth_date: string | null;
  birth_year: number;
  died_on: string | null;
}

interface Row {
  id: string;
  kind: Kind;
  principal_person_id: string | null;
  organisation_id: string | null;
  organisation_name: string | null;
  tax_number: string | null;
  states: OrganisationState[] | null;
  agent_person_id: string;
  scope: string;
  valid_from: string;
  valid_to: string | null;
  source: string;
  source_ref: string | null;
  source_on: string | null;
  under_id: string | null;
  granted_at: Date;
  accepted_at: Date | null;
  ended_at: Date | null;
  ended_how: Mandate['endedHow'];
  ended_why: string | null;
  in_birth_act: boolean;
  principal_life: LifeRow | null;
  agent_life: LifeRow;
  above: Above | null;
}

interface Above {
  kind: Kind;
  organisation_id: string;
  agent_person_id: string;
  scope: string;
  valid_from: string;
  valid_to: string | null;
  accepted_at: string | null;
  ended_at: string | null;
  under_id: string | null;
  life: LifeRow;
}

const life = (alias: string): string =>
  `json_build_object('full_name', ${alias}.full_name, 'birth_date', ${alias}.birth_date, 'birth_year', ${alias}.birth_year, 'died_on', ${alias}.died_on)`;

/**
 * One statement for all that the rule asks: the mandate, the one it was delegated under, the organisation's states, and by the
 * population's shared views the lives of the people and the birth act. Every join is by a key.
 */
const SELECT = `
  select m.id, m.kind, m.principal_person_id, m.organisation_id, o.name as organisation_name, o.tax_number, m.agent_person_id, m.scope,
    m.valid_from, m.valid_to, m.source, m.source_ref, m.source_on, m.under_id, m.granted_at, m.accepted_at,
    m.ended_at, m.ended_how, m.ended_why,
    (select json_agg(json_build_object('state', s.state, 'from', s.valid_from) order by s.valid_from, s.id)
      from mandates.organisation_state s where s.organisation_id = m.organisation_id) as states,
    m.kind = 'parent' and exists (select from population.shared_parentage k
      where k.child_id = m.principal_person_id and k.parent_id = m.agent_person_id) as in_birth_act,
    case when p.person_id is not null then ${life('p')} end as principal_life,
    ${life('a')} as agent_life,
    case when u.id is not null then json_build_object('kind', u.kind, 'organisation_id', u.organisation_id,
      'agent_person_id', u.agent_person_id, 'scope', u.scope, 'valid_from', u.valid_from, 'valid_to', u.valid_to,
      'accepted_at', u.accepted_at, 'ended_at', u.ended_at, 'under_id', u.under_id, 'life', ${life('b')}) end as above
  from mandates.mandate m
  join population.shared_life a on a.person_id = m.agent_person_id
  left join population.shared_life p on p.person_id = m.principal_person_id
  left join mandates.organisation o on o.id = m.organisation_id
  left join mandates.mandate u on u.id = m.under_id
  left join population.shared_life b on b.person_id = u.agent_person_id`;

type Sql = Parameters<ReturnType<typeof sql>['execute']>[0];
interface Pool {
  query<R extends object>(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: R[] }>;
}

/** By id, as a named statement: runs with every request of a session that acts for somebody. */
export async function findStanding(pool: Pool, mandateId: string, agentPersonId: string): Promise<Mandate | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'mandates.standing-2',
    text: `${SELECT} where m.id = $1 and m.agent_person_id = $2 and m.ended_at is null`,
    values: [mandateId, agentPersonId],
  });
  return rows[0] && asMandate(rows[0]);
}

export async function findMandate(executor: Executor, mandateId: string): Promise<Mandate | undefined> {
  return (await read(executor, sql`m.id = ${mandateId}`))[0];
}

/** As above, locked until the end of the transaction: two who act on it at the same time come one after the other. */
export async function lockMandate(trx: Executor, mandateId: string): Promise<Mandate | undefined> {
  await sql`select 1 from mandates.mandate where id = ${mandateId} for update`.execute(trx as Sql);
  return findMandate(trx, mandateId);
}

export const mandatesOfAgent = (executor: Executor, personId: string): Promise<Mandate[]> =>
  read(executor, sql`m.agent_person_id = ${personId} and m.ended_at is null`);

/** Given by or standing for a person, the latest first; ended ones too. */
export const mandatesOfPrincipal = (executor: Executor, personId: string): Promise<Mandate[]> =>
  read(executor, sql`m.principal_person_id = ${personId}`);

export const mandatesOfOrganisation = (executor: Executor, organisationId: string): Promise<Mandate[]> =>
  read(executor, sql`m.organisation_id = ${organisationId}`);

export const mandatesUnder = (executor: Executor, mandateId: string): Promise<Mandate[]> =>
  read(executor, sql`m.under_id = ${mandateId} and m.ended_at is null`);

/** How many are read at once. */
export const mostRead = 500;

/** Not ended, but for one of the reasons that a day can bring: what `end-by-law` looks through, by id after `after`. */
export const mandatesThatMayBeOver = (
  executor: Executor,
  day: string,
  offersBefore: Date,
  after: string,
): Promise<Mandate[]> =>
  read(
    executor,
    sql`m.ended_at is null and m.id > ${after} and (m.valid_to < ${day}::date or a.died_on <= ${day}::date or p.died_on <= ${day}::date
      or (m.accepted_at is null and m.granted_at < ${offersBefore})
      or (m.kind = 'parent' and (p.birth_year <= extract(year from ${day}::date) - 18
        or not exists (select from population.shared_parentage k where k.child_id = m.principal_person_id and k.parent_id = m.agent_person_id)))
      or (u.id is not null and u.ended_at is not null))`,
    sql`m.id`,
  );

async function read(
  executor: Executor,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql`m.granted_at desc, m.id desc`,
): Promise<Mandate[]> {
  const { rows } = await sql<Row>`${sql.raw(SELECT)} where ${where} order by ${order} limit ${mostRead}`.execute(
    executor as Sql,
  );
  return rows.map(asMandate);
}

function asMandate(row: Row): Mandate {
  return {
    id: row.id,
    facts: factsOf(row),
    principalName: row.principal_life?.full_name ?? row.organisation_name ?? '',
    taxNumber: row.tax_number,
    agentName: row.agent_life.full_name,
    source: row.source,
    sourceRef: row.source_ref,
    sourceOn: row.source_on,
    grantedAt: row.granted_at,
    endedHow: row.ended_how,
    endedWhy: row.ended_why,
    underId: row.under_id,
    representativePersonId: row.above?.agent_person_id ?? null,
  };
}

const asLife = (row: LifeRow): Life => ({
  birthDate: row.birth_date,
  birthYear: row.birth_year,
  diedOn: row.died_on,
});

function factsOf(row: Row): Facts {
  const states = row.states ?? [];
  return {
    kind: row.kind,
    principal: row.principal_life
      ? { kind: 'person', id: row.principal_person_id ?? '', life: asLife(row.principal_life) }
      : { kind: 'organisation', id: row.organisation_id ?? '', states },
    agent: { id: row.agent_person_id, life: asLife(row.agent_life) },
    scope: parseScope(row.scope),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    acceptedAt: row.accepted_at,
    endedAt: row.ended_at,
    decided: row.source_ref !== null && row.source_on !== null,
    inBirthAct: row.in_birth_act,
    under: row.above && aboveOf(row.above, states),
  };
}

function aboveOf(above: Above, states: readonly OrganisationState[]): Facts {
  return {
    kind: above.kind,
    principal: { kind: 'organisation', id: above.organisation_id, states },
    agent: { id: above.agent_person_id, life: asLife(above.life) },
    scope: parseScope(above.scope),
    validFrom: above.valid_from,
    validTo: above.valid_to,
    acceptedAt: above.accepted_at === null ? null : new Date(above.accepted_at),
    endedAt: above.ended_at === null ? null : new Date(above.ended_at),
    decided: true,
    inBirthAct: false,
    // A mandate that was itself delegated is none to delegate under; which one it was does not matter.
    under: null,
  };
}
