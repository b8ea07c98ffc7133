import { actorReference, type OfficerActor } from '#platform/access.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { InputOf } from '#platform/operation.ts';
import { fold } from '#platform/text.ts';
import { vnDate } from '#platform/time.ts';
import type { recordOrganisation as operation, recordOrganisationState as stateOperation } from './contract.ts';
import type { OrganisationView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { keepText } from './end-mandate.ts';
import { mandatesProblem } from './errors.ts';
import { organisationBasis } from './legal.ts';
import { findByTaxNumber, findOrganisation } from './organisations.ts';
import type { Tables } from './tables.ts';
import { requireDays } from './terms.ts';
import type { Trx } from './write-mandate.ts';

export async function recordOrganisation(
  deps: MandatesDeps,
  body: InputOf<typeof operation>['body'],
  actor: OfficerActor | { kind: 'system'; name: string },
  organisationId: string = newId(),
): Promise<OrganisationView> {
  const at = deps.clock.now();
  const name = keepText(body.name);
  const entry = keepText(body.entry);
  requireDays({ from: body.activeFrom, documentOn: body.activeFrom }, vnDate(at));
  const known = await findByTaxNumber(deps, body.taxNumber);
  if (known) return sameName(known, name);
  try {
    await deps.database.transaction<Tables, void>(async (trx) => {
      await trx
        .insertInto('mandates.organisation')
        .values({
          id: organisationId,
          tax_number: body.taxNumber,
          enterprise_code: body.enterpriseCode ?? null,
          name,
          name_folded: fold(name),
          kind: body.kind,
          recorded_at: at,
          recorded_by: JSON.stringify(actorReference(actor)),
        })
        .execute();
      await addState(deps, trx, { organisationId, state: 'active', validFrom: body.activeFrom, entry }, actor, at);
    });
  } catch (error) {
    // Another officer recorded it at the same moment.
    if (!breaksConstraint(error, 'organisation_tax_number_key')) throw error;
    const winner = await findByTaxNumber(deps, body.taxNumber);
    if (!winner) throw error;
    return sameName(winner, name);
  }
  return findOrganisation(deps, organisationId);
}

function sameName(known: OrganisationView, name: string): OrganisationView {
  if (fold(known.name) !== fold(name)) throw mandatesProblem('organisation-known');
  return known;
}

/** From a day on it works, rests or is no more. Mandates for it stand only while it works. */
export async function recordOrganisationState(
  deps: MandatesDeps,
  organisationId: string,
  body: InputOf<typeof stateOperation>['body'],
  actor: OfficerActor,
): Promise<OrganisationView> {
  await findOrganisation(deps, organisationId);
  requireDays({ from: body.validFrom }, vnDate(deps.clock.now()));
  const state = { organisationId, state: body.state, validFrom: body.validFrom, entry: keepText(body.entry) };
  await deps.database.transaction<Tables, void>((trx) => addState(deps, trx, state, actor, deps.clock.now()));
  return findOrganisation(deps, organisationId);
}

async function addState(
  deps: MandatesDeps,
  trx: Trx,
  given: { organisationId: string; state: string; validFrom: string; entry: string },
  actor: OfficerActor | { kind: 'system'; name: string },
  at: Date,
): Promise<void> {
  await trx
    .insertInto('mandates.organisation_state')
    .values({
      id: newId(),
      organisation_id: given.organisationId,
      state: given.state,
      valid_from: given.validFrom,
      source: given.entry,
      recorded_at: at,
      recorded_by: JSON.stringify(actorReference(actor)),
    })
    .execute();
  await deps.evidence.record(trx, {
    kind: 'mandates.organisation-recorded',
    subject: `organisation:${given.organisationId}`,
    actor,
    purpose: 'Ghi nhận tổ chức',
    legalBasis: organisationBasis,
    data: { state: given.state, validFrom: given.validFrom, entry: given.entry },
  });
}
