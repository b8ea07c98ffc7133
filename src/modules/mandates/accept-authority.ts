import type { CitizenActor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import { requireOneself } from './access.ts';
import type { MandateView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';
import { requireOfAge } from './give-authority.ts';
import { authorityBasis } from './legal.ts';
import { lockMandate } from './read-mandates.ts';
import { obstacleTo } from './rules.ts';
import type { Tables } from './tables.ts';
import { viewOf } from './view.ts';
import { announceGiven, note } from './write-mandate.ts';

/** The agent takes on an authority. Pressed twice it is taken on once; taken back or too late, it is refused. */
export async function acceptAuthority(
  deps: MandatesDeps,
  mandateId: string,
  actor: CitizenActor,
): Promise<MandateView> {
  requireOneself(actor);
  return deps.database.transaction<Tables, MandateView>(async (trx) => {
    const at = deps.clock.now();
    const offer = await lockMandate(trx, mandateId);
    if (offer?.facts.agent.id !== actor.personId) throw mandatesProblem('not-found');
    if (offer.facts.kind !== 'authority' || offer.facts.endedAt) throw mandatesProblem('not-waiting');
    if (offer.facts.acceptedAt) return viewOf(offer, at);
    await requireOfAge(trx, actor.personId, vnDate(at));
    const mandate = { ...offer, facts: { ...offer.facts, acceptedAt: at } };
    const obstacle = obstacleTo(mandate.facts, at);
    if (obstacle && obstacle !== 'not-yet') throw mandatesProblem('not-waiting');
    await trx.updateTable('mandates.mandate').set({ accepted_at: at }).where('id', '=', offer.id).execute();
    await note(deps, trx, mandate, { what: 'accepted', actor, at, legalBasis: authorityBasis });
    await announceGiven(deps, trx, mandate, actor);
    return viewOf(mandate, at);
  });
}
