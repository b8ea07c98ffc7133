import type { PlatformDeps, RoomParts } from '#platform/room.ts';

/** The front door of the agencies' own systems: which programs may speak in whose name, and how they prove who they are. */
export interface Systems {
  parts: RoomParts;
}

export function createSystems(_deps: PlatformDeps): Systems {
  return { parts: { name: 'systems' } };
}
