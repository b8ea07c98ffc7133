import type { Room } from '#platform/room.ts';

/** The front door of `portal`: public pages only. It owns no tables, serves no operations and hears nothing. */
export type Portal = Room;

export function createPortal(): Portal {
  return { parts: { name: 'portal' } };
}
