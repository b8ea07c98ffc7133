/** The roads of a document, pure: outgoing from draft to issue, incoming from arrival to done. */
export const outgoingStates = [
  'draft',
  'in-review',
  'approved',
  'numbered',
  'signed',
  'issued',
  'discarded',
  'voided',
] as const;
export type OutgoingState = (typeof outgoingStates)[number];

interface Step<State extends string> {
  from: readonly State[];
  to: State;
}

/**
 * Before the number a document may go back or away; after it, it may only go forward or be voided, because the number stays in the
 * book. What was issued stays issued: taking it back is a message between agencies.
 */
export const outgoingSteps = {
  submit: { from: ['draft'], to: 'in-review' },
  approve: { from: ['in-review'], to: 'approved' },
  return: { from: ['in-review', 'approved'], to: 'draft' },
  discard: { from: ['draft'], to: 'discarded' },
  number: { from: ['approved'], to: 'numbered' },
  sign: { from: ['numbered'], to: 'signed' },
  issue: { from: ['signed'], to: 'issued' },
  void: { from: ['numbered', 'signed'], to: 'voided' },
} as const satisfies Record<string, Step<OutgoingState>>;
export type OutgoingStep = keyof typeof outgoingSteps;

export const incomingStates = ['arrived', 'registered', 'assigned', 'in-progress', 'done', 'refused'] as const;
export type IncomingState = (typeof incomingStates)[number];

/** `assign` again is a new assignment. Steps may be skipped forward, never back behind the register. */
export const incomingSteps = {
  register: { from: ['arrived'], to: 'registered' },
  refuse: { from: ['arrived'], to: 'refused' },
  assign: { from: ['registered', 'assigned', 'in-progress'], to: 'assigned' },
  begin: { from: ['assigned'], to: 'in-progress' },
  finish: { from: ['assigned', 'in-progress'], to: 'done' },
  'file-away': { from: ['registered'], to: 'done' },
} as const satisfies Record<string, Step<IncomingState>>;
export type IncomingStep = keyof typeof incomingSteps;

/** The state after a step, or undefined where it cannot be taken from there. */
export function afterOutgoing(step: OutgoingStep, from: OutgoingState): OutgoingState | undefined {
  const { from: allowed, to }: Step<OutgoingState> = outgoingSteps[step];
  return allowed.includes(from) ? to : undefined;
}

export function afterIncoming(step: IncomingStep, from: IncomingState): IncomingState | undefined {
  const { from: allowed, to }: Step<IncomingState> = incomingSteps[step];
  return allowed.includes(from) ? to : undefined;
}

/** States in which the number stands in the book. */
export const numberedStates: readonly OutgoingState[] = ['numbered', 'signed', 'issued', 'voided'];

/** The code that the sender of an incoming document hears for a step, where there is one. */
export const exchangeCodes: Partial<Record<IncomingStep, string>> = {
  register: '03',
  refuse: '02',
  assign: '04',
  begin: '05',
  finish: '06',
  'file-away': '06',
};
