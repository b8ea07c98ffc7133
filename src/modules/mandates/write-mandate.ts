import { sql, type Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { breaksConstraint, type Executor } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';
import { mandateEnded, mandateGiven } from './events.ts';
import { findMandate, mandatesUnder, type Mandate } from './read-mandates.ts';
import type { Kind } from './rules.ts';
import { within, type Scope } from './scope.ts';
import type { Tables } from './tables.ts';
import { partiesOf } from './view.ts';

export type Trx = Transaction<Tables>;

/** How a mandate is written and ended: the row, its history, the announcement and the evidence, in the caller's transaction. */

export interface NewMandate {
  kind: Kind;
  principal: { personId: string } | { organisationId: string };
  agentPersonId: string;
  /** Tidied. */
  scope: Scope;
  validFrom: string;
  validTo: string | null;
  source: 'birth-act' | 'decision' | 'declaration' | 'enterprise-register' | 'delegation';
  sourceRef?: string;
  sourceOn?: string;
  underId?: string;
  /** False for an authority, which its agent has yet to take on. */
  accepted: boolean;
  legalBasis: string;
}

/** @throws mandates.already-stands */
export async function writeMandate(
  deps: MandatesDeps,
  trx: Trx,
  given: NewMandate,
  how: { actor: Actor; at: Date },
): Promise<Mandate> {
  const id = newId();
  await trx
    .insertInto('mandates.mandate')
    .values({
      id,
      kind: given.kind,
      principal_person_id: 'personId' in given.principal ? given.principal.personId : null,
      organisation_id: 'organisationId' in given.principal ? given.principal.organisationId : null,
      agent_person_id: given.agentPersonId,
      scope: given.scope.join(' '),
      valid_from: given.validFrom,
      valid_to: given.validTo,
      source: given.source,
      source_ref: given.sourceRef ?? null,
      source_on: given.sourceOn ?? null,
      under_id: given.underId ?? null,
      granted_at: how.at,
      granted_by: JSON.stringify(actorReference(how.actor)),
      accepted_at: given.accepted ? how.at : null,
    })
    .execute()
    .catch((error: unknown) => {
      throw breaksConstraint(error, 'mandate_once') ? mandatesProblem('already-stands', { cause: error }) : error;
    });
  const mandate = await findMandate(trx, id);
  if (!mandate) throw new Error('A mandate names somebody whom the population register does not know');
  await note(deps, trx, mandate, { what: given.accepted ? 'given' : 'offered', legalBasis: given.legalBasis, ...how });
  await announceGiven(deps, trx, mandate, how.actor);
  return mandate;
}

export async function announceGiven(deps: MandatesDeps, trx: Executor, mandate: Mandate, actor: Actor): Promise<void> {
  const { scope, validFrom, validTo, acceptedAt } = mandate.facts;
  await deps.publish(
    trx,
    mandateGiven,
    { ...aboutOf(mandate), waiting: acceptedAt === null, scope: [...scope], validFrom, validTo },
    { actor },
  );
}

/** What events say of whom a mandate is about. */
export function aboutOf(mandate: Mandate) {
  return {
    mandateId: mandate.id,
    ...partiesOf(mandate),
    ...(mandate.representativePersonId ? { representativePersonId: mandate.representativePersonId } : {}),
  };
}

export interface Ending {
  how: 'principal' | 'agent' | 'officer' | 'law';
  why: string | null;
  actor: Actor;
  at: Date;
  legalBasis: string;
}

/** Ends a locked mandate, and with a representative's what staff hold under it. @throws mandates.already-ended */
export async function writeEnd(deps: MandatesDeps, trx: Trx, mandate: Mandate, ending: Ending): Promise<Mandate> {
  const { numUpdatedRows } = await trx
    .updateTable('mandates.mandate')
    .set({
      ended_at: ending.at,
      ended_by: JSON.stringify(actorReference(ending.actor)),
      ended_how: ending.how,
      ended_why: ending.why,
    })
    .where('id', '=', mandate.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw mandatesProblem('already-ended');
  await note(deps, trx, mandate, { what: 'ended', ...ending, data: { how: ending.how } });
  await deps.publish(
    trx,
    mandateEnded,
    {
      ...aboutOf(mandate),
      how: ending.how,
      why: ending.why,
      waiting: mandate.facts.acceptedAt === null,
    },
    { actor: ending.actor },
  );
  for (const under of await mandatesUnder(trx, mandate.id))
    await writeEnd(deps, trx, under, { ...ending, how: 'law', why: null });
  return {
    ...mandate,
    facts: { ...mandate.facts, endedAt: ending.at },
    endedHow: ending.how,
    endedWhy: ending.why,
  };
}

export async function note(
  deps: MandatesDeps,
  trx: Executor,
  mandate: Mandate,
  done: {
    what: 'given' | 'offered' | 'accepted' | 'ended';
    actor: Actor;
    at: Date;
    legalBasis: string;
    data?: Record<string, string>;
  },
): Promise<void> {
  const { kind, principal, agent, scope, validFrom, validTo } = mandate.facts;
  await sql`insert into mandates.mandate_event (id, mandate_id, at, what, actor, data)
    values (${newId()}, ${mandate.id}, ${done.at}, ${done.what}, ${JSON.stringify(actorReference(done.actor))}::jsonb,
      ${JSON.stringify(done.data ?? {})}::jsonb)`.execute(trx as Trx);
  await deps.evidence.record(trx, {
    kind: `mandates.mandate-${done.what}`,
    subject: `mandate:${mandate.id}`,
    actor: done.actor,
    purpose: 'Đại diện, ủy quyền',
    legalBasis: done.legalBasis,
    data: {
      kind,
      principal: `${principal.kind}:${principal.id}`,
      agent: `person:${agent.id}`,
      scope,
      validFrom,
      validTo,
      ...done.data,
    },
  });
}

/** A tidy scope that is no wider than what may be given. @throws mandates.scope-not-valid, mandates.wider-than-own */
export function narrowScope(wanted: Scope | undefined, most: Scope): Scope {
  if (!wanted) throw mandatesProblem('scope-not-valid');
  if (!within(wanted, most)) throw mandatesProblem('wider-than-own');
  return wanted;
}
