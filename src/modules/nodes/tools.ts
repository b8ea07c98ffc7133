import type { Caller } from './calls/caller.ts';
import type { Copies, Copy } from './copy/copies.ts';
import type { NodesDeps } from './deps.ts';
import { nodesProblem } from './errors.ts';
import type { OwnKeys } from './keys/own-keys.ts';

/** What the parts of this room share. */
export interface RoomTools {
  deps: NodesDeps;
  nodeId: string;
  copies: Copies;
  own: OwnKeys;
  caller: Caller;
  /** The directory, as long as it may be used for trust. @throws nodes.no-directory, nodes.directory-too-old */
  usable(): Promise<Copy>;
  /** Looks for a newer directory because of a key that nobody knows; false where that was done moments ago. */
  refreshFor(keyId: string): Promise<boolean>;
}

export async function usableCopy(copies: Copies): Promise<Copy> {
  const copy = await copies.trusted();
  if (copy) return copy;
  throw nodesProblem((await copies.current()) ? 'directory-too-old' : 'no-directory', { retryAfter: 60 });
}
