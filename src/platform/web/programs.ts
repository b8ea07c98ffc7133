import type { IncomingHttpHeaders } from 'node:http';
import type { ProgramActor } from '../access.ts';

/** A request with a signature in its headers, as it stands before its body is read. */
export interface SignedCall {
  method: string;
  /** As the caller must have signed it: the node's public address and the path. */
  url: string;
  headers: IncomingHttpHeaders;
  hasBody: boolean;
}

/** What the platform needs to know of the agencies' own systems; the room of systems provides it. */
export interface Programs {
  /**
   * The program behind a signed request, and the digest that its body must have. Undefined where the key is none of a system's: other
   * protocols (nodes among themselves) sign as well. Throws a problem where the signature does not hold.
   */
  actorFor(call: SignedCall): Promise<{ actor: ProgramActor; digest: Buffer | undefined } | undefined>;
}
