import type { Actor, CitizenActor, OfficerActor } from '#platform/access.ts';
import { endsByItsPeople, requireOneself } from './access.ts';
import type { MandateView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';
import { authorityBasis, familyBasis, guardianBasis, organisationBasis } from './legal.ts';
import { requirePart } from './my-mandates.ts';
import { lockMandate, type Mandate } from './read-mandates.ts';
import type { Kind } from './rules.ts';
import type { Tables } from './tables.ts';
import { viewOf } from './view.ts';
import { writeEnd, type Trx } from './write-mandate.ts';

export const basisOf: Record<Kind, string> = {
  parent: familyBasis,
  guardian: guardianBasis,
  authority: authorityBasis,
  representative: organisationBasis,
  staff: organisationBasis,
};

/** By its principal, its agent, or the representative who answers for the staff. No proof is asked for again: ending protects. */
export async function endMandate(
  deps: MandatesDeps,
  input: { mandateId: string; why?: string },
  actor: CitizenActor,
): Promise<MandateView> {
  requireOneself(actor);
  const why = input.why === undefined ? null : keepText(input.why);
  return end(deps, input.mandateId, actor, why, async (trx, mandate, at) => {
    const part = await requirePart(trx, actor, mandate, at);
    if (!endsByItsPeople(mandate.facts.kind)) throw mandatesProblem('ends-by-law-only');
    return part === 'agent' ? 'agent' : 'principal';
  });
}

export function endByOfficer(
  deps: MandatesDeps,
  input: { mandateId: string; why: string },
  actor: OfficerActor,
): Promise<MandateView> {
  return end(deps, input.mandateId, actor, keepText(input.why), async () => 'officer');
}

async function end(
  deps: MandatesDeps,
  mandateId: string,
  actor: Actor,
  why: string | null,
  howOf: (trx: Trx, mandate: Mandate, at: Date) => Promise<'principal' | 'agent' | 'officer'>,
): Promise<MandateView> {
  return deps.database.transaction<Tables, MandateView>(async (trx) => {
    const at = deps.clock.now();
    const mandate = await lockMandate(trx, mandateId);
    if (!mandate) throw mandatesProblem('not-found');
    const how = await howOf(trx, mandate, at);
    const ended = await writeEnd(deps, trx, mandate, { how, why, actor, at, legalBasis: basisOf[mandate.facts.kind] });
    return viewOf(ended, at);
  });
}

/** @throws mandates.text-not-valid */
export function keepText(text: string): string {
  const kept = text.trim().replace(/\s+/gu, ' ');
  if (kept === '') throw mandatesProblem('text-not-valid');
  return kept;
}
