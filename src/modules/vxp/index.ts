import type { PlatformDeps, RoomParts } from '#platform/room.ts';

/** The border to clients of the older document axis (VXP): edXML packets over REST, with parameters in headers. */
export interface Vxp {
  parts: RoomParts;
}

export function createVxp(_deps: PlatformDeps): Vxp {
  return { parts: { name: 'vxp' } };
}
