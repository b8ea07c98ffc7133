import type { CitizenActor } from '#platform/access.ts';
import type { InputOf } from '#platform/operation.ts';
import { formatDate, vnDate } from '#platform/time.ts';
import type { delegateStaff as operation } from './contract.ts';
import type { MandateView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';
import { organisationBasis } from './legal.ts';
import { namePerson } from './name-person.ts';
import { lockMandate, mandatesOfOrganisation } from './read-mandates.ts';
import { isLonger, stands } from './rules.ts';
import { tidyScope } from './scope.ts';
import type { Tables } from './tables.ts';
import { latestLastDay, requireDays } from './terms.ts';
import { viewOf } from './view.ts';
import { narrowScope, writeMandate } from './write-mandate.ts';

/** The representative names who of the organisation may do what, until when; never more or longer than the representative may. */
export async function delegateStaff(
  deps: MandatesDeps,
  organisationId: string,
  body: InputOf<typeof operation>['body'],
  actor: CitizenActor,
): Promise<MandateView> {
  const at = deps.clock.now();
  const today = vnDate(at);
  const own = (await mandatesOfOrganisation(deps.database.of<unknown>(), organisationId)).find(
    ({ facts }) => facts.kind === 'representative' && facts.agent.id === actor.personId && stands(facts, at),
  );
  if (!own) throw mandatesProblem('not-representative');
  // Acting for this very organisation is acting as its representative; for anybody else it is not.
  if (actor.actingFor && actor.actingFor.mandateId !== own.id) throw mandatesProblem('only-oneself');
  const scope = narrowScope(tidyScope(body.scope), own.facts.scope);
  requireDays({ from: today, to: body.validTo }, today);
  if (isLonger(body.validTo, own.facts.validTo)) throw mandatesProblem('wider-than-own');
  const latest = await latestLastDay(deps, today);
  if (body.validTo > latest) throw mandatesProblem('term-not-valid', { params: { latest: formatDate(latest) } });
  const agentPersonId = await namePerson(
    deps,
    { personalId: body.agentPersonalId, fullName: body.agentFullName },
    {
      actor,
      purpose: 'Xác định nhân viên được giao việc',
      legalBasis: organisationBasis,
      caseRef: `organisation:${organisationId}`,
    },
    { number: 'agentPersonalId', name: 'agentFullName' },
  );
  if (agentPersonId === actor.personId) throw mandatesProblem('for-oneself');
  return deps.database.transaction<Tables, MandateView>(async (trx) => {
    // Ended between reading and writing, it would leave staff under nobody.
    const locked = await lockMandate(trx, own.id);
    if (!locked || !stands(locked.facts, at)) throw mandatesProblem('not-representative');
    const mandate = await writeMandate(
      deps,
      trx,
      {
        kind: 'staff',
        principal: { organisationId },
        agentPersonId,
        scope,
        validFrom: today,
        validTo: body.validTo,
        source: 'delegation',
        underId: own.id,
        accepted: true,
        legalBasis: organisationBasis,
      },
      { actor, at },
    );
    return viewOf(mandate, at);
  });
}
