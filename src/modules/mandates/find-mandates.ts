import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf, InputOf } from '#platform/operation.ts';
import type { findMandates as operation } from './contract.ts';
import type { MandatesDeps } from './deps.ts';
import { keepText } from './end-mandate.ts';
import { mandatesProblem } from './errors.ts';
import { organisationBasis, familyBasis } from './legal.ts';
import { namePerson } from './name-person.ts';
import { findByTaxNumber } from './organisations.ts';
import { mandatesOfAgent, mandatesOfOrganisation, mandatesOfPrincipal } from './read-mandates.ts';
import { viewOf } from './view.ts';

/** What an officer may see, for a purpose that is kept with the reading. */
export async function findMandates(
  deps: MandatesDeps,
  body: InputOf<typeof operation>['body'],
  actor: OfficerActor,
): Promise<AnswerOf<typeof operation>> {
  const purpose = keepText(body.purpose);
  const now = deps.clock.now();
  const database = deps.database.of<unknown>();
  if (body.taxNumber !== undefined) {
    const organisation = await findByTaxNumber(deps, body.taxNumber);
    if (!organisation) throw mandatesProblem('organisation-not-found');
    await deps.database.transaction<unknown, void>(async (trx) => {
      await deps.evidence.record(trx, {
        kind: 'mandates.organisation-read',
        subject: `organisation:${organisation.id}`,
        actor,
        purpose,
        legalBasis: organisationBasis,
      });
    });
    const mandates = await mandatesOfOrganisation(database, organisation.id);
    return { organisation, mandates: mandates.map((one) => viewOf(one, now)) };
  }
  const personId = await namePerson(
    deps,
    { personalId: body.personalId ?? '', fullName: body.fullName ?? '' },
    { actor, purpose, legalBasis: familyBasis, caseRef: 'mandates' },
    { number: 'personalId', name: 'fullName' },
  );
  const [asPrincipal, asAgent] = await Promise.all([
    mandatesOfPrincipal(database, personId),
    mandatesOfAgent(database, personId),
  ]);
  return { organisation: null, mandates: [...asAgent, ...asPrincipal].map((one) => viewOf(one, now)) };
}
