import type { OfficerActor } from '#platform/access.ts';
import type { InputOf } from '#platform/operation.ts';
import { vnDate } from '#platform/time.ts';
import type { recordRepresentative as operation } from './contract.ts';
import type { MandateView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { keepText } from './end-mandate.ts';
import { mandatesProblem } from './errors.ts';
import { organisationBasis } from './legal.ts';
import { namePerson } from './name-person.ts';
import { findOrganisation } from './organisations.ts';
import { wholeScope } from './scope.ts';
import type { Tables } from './tables.ts';
import { requireDays } from './terms.ts';
import { viewOf } from './view.ts';
import { writeMandate } from './write-mandate.ts';

/** The legal representative, as the register of enterprises (or the decision on the unit) says. There may be several. */
export async function recordRepresentative(
  deps: MandatesDeps,
  organisationId: string,
  body: InputOf<typeof operation>['body'],
  actor: OfficerActor,
): Promise<MandateView> {
  const at = deps.clock.now();
  const entry = keepText(body.entry);
  requireDays({ from: body.validFrom, to: body.validTo ?? null, documentOn: body.entryOn }, vnDate(at));
  const organisation = await findOrganisation(deps, organisationId);
  if (organisation.state !== 'active') throw mandatesProblem('organisation-not-active');
  const agentPersonId = await namePerson(
    deps,
    { personalId: body.personalId, fullName: body.fullName },
    {
      actor,
      purpose: 'Ghi nhận người đại diện theo pháp luật',
      legalBasis: organisationBasis,
      caseRef: `organisation:${organisationId}`,
    },
    { number: 'personalId', name: 'fullName' },
  );
  return deps.database.transaction<Tables, MandateView>(async (trx) => {
    const mandate = await writeMandate(
      deps,
      trx,
      {
        kind: 'representative',
        principal: { organisationId },
        agentPersonId,
        scope: wholeScope,
        validFrom: body.validFrom,
        validTo: body.validTo ?? null,
        source: 'enterprise-register',
        sourceRef: entry,
        sourceOn: body.entryOn,
        accepted: true,
        legalBasis: organisationBasis,
      },
      { actor, at },
    );
    return viewOf(mandate, at);
  });
}
