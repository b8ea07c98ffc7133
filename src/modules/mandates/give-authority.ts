import { sql } from 'kysely';
import type { CitizenActor } from '#platform/access.ts';
import type { InputOf } from '#platform/operation.ts';
import { formatDate, vnDate } from '#platform/time.ts';
import { requireOneself } from './access.ts';
import type { giveAuthority as operation } from './contract.ts';
import type { MandateView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';
import { authorityBasis, leastAgeOfAgent } from './legal.ts';
import { namePerson } from './name-person.ts';
import { dayOfMajority } from './rules.ts';
import { tidyScope, wholeScope } from './scope.ts';
import type { Tables } from './tables.ts';
import { latestLastDay, requireDays } from './terms.ts';
import { viewOf } from './view.ts';
import { narrowScope, writeMandate, type Trx } from './write-mandate.ts';

/** The principal's own declaration. It is an offer until the agent takes it on. */
export async function giveAuthority(
  deps: MandatesDeps,
  body: InputOf<typeof operation>['body'],
  actor: CitizenActor,
): Promise<MandateView> {
  requireOneself(actor);
  const at = deps.clock.now();
  const today = vnDate(at);
  const scope = narrowScope(tidyScope(body.scope), wholeScope);
  const validFrom = body.validFrom ?? today;
  requireDays({ from: validFrom, to: body.validTo }, today);
  const latest = await latestLastDay(deps, today);
  if (validFrom < today || body.validTo < today || body.validTo > latest)
    throw mandatesProblem('term-not-valid', { params: { latest: formatDate(latest) } });
  const agentPersonId = await namePerson(
    deps,
    { personalId: body.agentPersonalId, fullName: body.agentFullName },
    {
      actor,
      purpose: 'Xác định người được ủy quyền',
      legalBasis: authorityBasis,
      caseRef: `authority:${actor.personId}`,
    },
    { number: 'agentPersonalId', name: 'agentFullName' },
  );
  if (agentPersonId === actor.personId) throw mandatesProblem('for-oneself');
  return deps.database.transaction<Tables, MandateView>(async (trx) => {
    await requireOfAge(trx, actor.personId, today);
    const mandate = await writeMandate(
      deps,
      trx,
      {
        kind: 'authority',
        principal: { personId: actor.personId },
        agentPersonId,
        scope,
        validFrom,
        validTo: body.validTo,
        source: 'declaration',
        accepted: false,
        legalBasis: authorityBasis,
      },
      { actor, at },
    );
    return viewOf(mandate, at);
  });
}

/** Asked only of whoever acts, about themselves: their age is told to nobody else. @throws mandates.too-young */
export async function requireOfAge(trx: Trx, personId: string, today: string): Promise<void> {
  const { rows } = await sql<{ birthDate: string | null; birthYear: number }>`
    select birth_date as "birthDate", birth_year as "birthYear" from population.shared_life where person_id = ${personId}`.execute(
    trx,
  );
  const [life] = rows;
  if (!life || today < dayOfMajority(life)) throw mandatesProblem('too-young', { params: { age: leastAgeOfAgent } });
}
