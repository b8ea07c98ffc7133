import type { DossierState } from '../../states.ts';

type Tone = 'plain' | 'now' | 'wait' | 'ok' | 'bad';

const tones: Record<DossierState, Tone> = {
  draft: 'plain',
  submitted: 'now',
  accepted: 'now',
  processing: 'now',
  resolved: 'ok',
  returned: 'ok',
  rejected_at_reception: 'bad',
  refused: 'bad',
  withdrawn: 'plain',
  cancelled: 'bad',
};

/** The colour of a state; the word beside it says the same. */
export function toneOf(state: DossierState, isWaiting: boolean): Tone {
  return isWaiting ? 'wait' : tones[state];
}
