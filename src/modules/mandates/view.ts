import type { MandateView } from './contract/shapes.ts';
import type { mandateGiven } from './events.ts';
import type { Static } from 'typebox';
import type { Mandate } from './read-mandates.ts';
import { lastDay, obstacleTo, type Obstacle } from './rules.ts';

/** A mandate as it is shown: its state in a word, and why it does not stand. */
export function viewOf(mandate: Mandate, at: Date): MandateView {
  const { facts } = mandate;
  const obstacle = obstacleTo(facts, at);
  return {
    id: mandate.id,
    ...partiesOf(mandate),
    scope: [...facts.scope],
    validFrom: facts.validFrom,
    validTo: lastDay(facts),
    state: facts.endedAt ? 'ended' : stateOf(obstacle),
    obstacle: obstacle ?? null,
    source: mandate.source,
    sourceRef: mandate.sourceRef,
    sourceOn: mandate.sourceOn,
    grantedAt: mandate.grantedAt.toISOString(),
    endedAt: facts.endedAt?.toISOString() ?? null,
    endedHow: mandate.endedHow,
    endedWhy: mandate.endedWhy,
  };
}

function stateOf(obstacle: Obstacle | undefined): MandateView['state'] {
  if (obstacle === undefined) return 'standing';
  if (obstacle === 'not-accepted') return 'waiting';
  return obstacle === 'not-yet' ? 'future' : 'resting';
}

type Parties = Pick<Static<(typeof mandateGiven)['payload']>, 'kind' | 'principal' | 'agent'>;

/** Who it is about, with names. */
export function partiesOf({ facts, principalName, agentName }: Mandate): Parties {
  return {
    kind: facts.kind,
    principal: { kind: facts.principal.kind, id: facts.principal.id, name: principalName },
    agent: { personId: facts.agent.id, name: agentName },
  };
}
