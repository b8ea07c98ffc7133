import type { PlatformDeps, RoomParts } from '#platform/room.ts';

/** The front door of the federation: which nodes there are, where each agency is at home, and how nodes speak to each other. */
export interface Nodes {
  parts: RoomParts;
}

export function createNodes(_deps: PlatformDeps): Nodes {
  return { parts: { name: 'nodes' } };
}
