/** The front door of `procedures`: the national catalogue and the life events. */
export type * from './types.ts';
