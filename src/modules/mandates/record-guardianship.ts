import { sql } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { InputOf } from '#platform/operation.ts';
import { addDays, vnDate } from '#platform/time.ts';
import type { recordGuardianship as operation } from './contract.ts';
import type { MandateView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { keepText } from './end-mandate.ts';
import { mandatesProblem } from './errors.ts';
import { guardianBasis } from './legal.ts';
import { namePerson } from './name-person.ts';
import { dayOfMajority, isLonger, type Life } from './rules.ts';
import { tidyScope, wholeScope } from './scope.ts';
import type { Tables } from './tables.ts';
import { requireDays } from './terms.ts';
import { viewOf } from './view.ts';
import { narrowScope, writeMandate } from './write-mandate.ts';

/** By the decision of a court or the recognition of a commune. A child's guardian is one until the child is of age. */
export async function recordGuardianship(
  deps: MandatesDeps,
  body: InputOf<typeof operation>['body'],
  actor: OfficerActor,
): Promise<MandateView> {
  const at = deps.clock.now();
  const today = vnDate(at);
  const decision = keepText(body.decisionNumber);
  const scope = narrowScope(tidyScope(body.scope ?? wholeScope), wholeScope);
  requireDays({ from: body.validFrom, to: body.validTo ?? null, documentOn: body.decisionOn }, today);
  if (body.validFrom < body.decisionOn) throw mandatesProblem('dates-not-valid');
  const why = {
    actor,
    purpose: 'Ghi nhận người giám hộ',
    legalBasis: guardianBasis,
    caseRef: `decision:${decision.replace(/\s/gu, '')}`,
  };
  const wardId = await namePerson(deps, { personalId: body.wardPersonalId, fullName: body.wardFullName }, why, {
    number: 'wardPersonalId',
    name: 'wardFullName',
  });
  const guardianId = await namePerson(
    deps,
    { personalId: body.guardianPersonalId, fullName: body.guardianFullName },
    why,
    { number: 'guardianPersonalId', name: 'guardianFullName' },
  );
  if (wardId === guardianId) throw mandatesProblem('for-oneself');
  return deps.database.transaction<Tables, MandateView>(async (trx) => {
    const { rows } = await sql<Pick<Life, 'birthDate' | 'birthYear'>>`select birth_date as "birthDate",
      birth_year as "birthYear" from population.shared_life where person_id = ${wardId}`.execute(trx);
    const ofAge = rows[0] ? dayOfMajority(rows[0]) : today;
    const childUntil = body.validFrom < ofAge ? addDays(ofAge, -1) : null;
    const given = body.validTo ?? null;
    const mandate = await writeMandate(
      deps,
      trx,
      {
        kind: 'guardian',
        principal: { personId: wardId },
        agentPersonId: guardianId,
        scope,
        validFrom: body.validFrom,
        validTo: isLonger(given, childUntil) ? childUntil : given,
        source: 'decision',
        sourceRef: decision,
        sourceOn: body.decisionOn,
        accepted: true,
        legalBasis: guardianBasis,
      },
      { actor, at },
    );
    return viewOf(mandate, at);
  });
}
