import type { ExchangeDeps } from '../deps.ts';

/** What the directory calls the node at which an agency is at home; its id where that is another node by now. */
export async function nameOfPeer(deps: ExchangeDeps, peer: string, agencyId: string | undefined): Promise<string> {
  const home = agencyId === undefined ? undefined : await deps.nodes.homeOf(agencyId);
  return home && !home.here && home.nodeId === peer ? home.name : peer;
}
