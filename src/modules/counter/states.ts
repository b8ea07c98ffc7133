/**
 * The life of a dossier, as a pure machine: six states in a row and four ways to end early. Waiting for papers, a running
 * or paused clock, payment and delivery are facets kept in side tables, never states: a dossier has one state at a time.
 */

export const states = [
  'draft',
  'submitted',
  'accepted',
  'processing',
  'resolved',
  'returned',
  'rejected_at_reception',
  'refused',
  'withdrawn',
  'cancelled',
] as const;

export type DossierState = (typeof states)[number];

/** States that no transition leaves: what was decided stays decided; a correction is a new dossier. */
export const terminalStates: readonly DossierState[] = [
  'returned',
  'rejected_at_reception',
  'refused',
  'withdrawn',
  'cancelled',
];

/** Who may cause a transition. `system` is an event of another room (the act was registered, the certificate issued). */
export type Cause = 'citizen' | 'officer' | 'system';

interface Transition {
  from: readonly DossierState[];
  to: DossierState;
  by: readonly Cause[];
}

export const transitions = {
  file: { from: ['draft'], to: 'submitted', by: ['citizen'] },
  accept: { from: ['submitted'], to: 'accepted', by: ['officer'] },
  'reject-at-reception': { from: ['submitted'], to: 'rejected_at_reception', by: ['officer'] },
  'start-processing': { from: ['accepted'], to: 'processing', by: ['officer', 'system'] },
  resolve: { from: ['processing'], to: 'resolved', by: ['officer', 'system'] },
  'return-result': { from: ['resolved'], to: 'returned', by: ['citizen', 'officer'] },
  // Once the work has begun a register may already carry the act, so a citizen can no longer take the dossier back.
  withdraw: { from: ['submitted', 'accepted'], to: 'withdrawn', by: ['citizen'] },
  refuse: { from: ['accepted', 'processing'], to: 'refused', by: ['officer'] },
  cancel: { from: ['submitted', 'accepted', 'processing'], to: 'cancelled', by: ['officer', 'system'] },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;

/** The state after `name`, or undefined where the transition may not happen from `from` or not by `cause`. */
export function after(name: TransitionName, from: DossierState, cause: Cause): DossierState | undefined {
  const transition: Transition = transitions[name];
  if (!transition.from.includes(from)) return undefined;
  if (!transition.by.includes(cause)) return undefined;
  return transition.to;
}

export function isTerminal(state: DossierState): boolean {
  return terminalStates.includes(state);
}

export function isState(text: string): text is DossierState {
  return (states as readonly string[]).includes(text);
}

/** The processing clock beside the state: `none` before acceptance. */
export type ClockState = 'none' | 'running' | 'paused' | 'stopped';
export const pauseReasons = ['supplement', 'payment', 'suspension'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What the clock must be in a state, when nothing pauses it. */
export function clockOf(state: DossierState): ClockState {
  if (state === 'draft' || state === 'submitted') return 'none';
  if (state === 'accepted' || state === 'processing') return 'running';
  return 'stopped';
}

/** Where the officer's queue shows a dossier. One shelf at a time; `done` leaves the working list. */
export const stages = ['to-accept', 'waiting', 'in-progress', 'to-return', 'done'] as const;
export type Stage = (typeof stages)[number];

export function stageOf(state: DossierState, isPaused: boolean): Stage {
  if (isTerminal(state)) return 'done';
  if (state === 'resolved') return 'to-return';
  if (isPaused) return 'waiting';
  return state === 'submitted' || state === 'draft' ? 'to-accept' : 'in-progress';
}
