import type { Actor } from '#platform/access.ts';

/** Who acts where nobody asked for it: the axis itself. */
export const HOUSE: Actor = { kind: 'system', name: 'exchange' };
