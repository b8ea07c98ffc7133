import { isProblem } from '#platform/problem.ts';
import type { NodesDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import type { Caller } from './caller.ts';

/** What stays wrong is written down again, so that it is known to be of now. */
const AGAIN_MS = 60_000;
/** A node is called at least this often while something waits for it. What is older says nothing about now. */
export const OF_NOW_MS = 2 * 60 * 60_000;

/** Keeps, for all processes of this node, with whom no secure connection comes about; and forgets it when one does. */
export function noteTrust(deps: Pick<NodesDeps, 'database' | 'clock'>, caller: Caller): Caller {
  /** What this process wrote last of a node, and when; null: all was well. */
  const written = new Map<string, { code: string; at: number } | null>();
  const table = () => deps.database.of<Tables>();

  async function wrong(node: string, code: string): Promise<void> {
    const now = deps.clock.now();
    const before = written.get(node);
    if (before?.code === code && now.getTime() - before.at < AGAIN_MS) return;
    written.set(node, { code, at: now.getTime() });
    await table()
      .insertInto('nodes.untrusted')
      .values({ node, code, at: now })
      .onConflict((conflict) => conflict.column('node').doUpdateSet({ code, at: now }))
      .execute();
  }

  async function well(node: string): Promise<void> {
    if (written.get(node) === null) return;
    written.set(node, null);
    await table().deleteFrom('nodes.untrusted').where('node', '=', node).execute();
  }

  return {
    stop: () => caller.stop(),
    async send(outgoing) {
      const secure = outgoing.url.protocol === 'https:';
      try {
        const response = await caller.send(outgoing);
        if (secure) await well(outgoing.node);
        return response;
      } catch (error) {
        if (isProblem(error, 'nodes.not-secure'))
          await wrong(outgoing.node, error.detail.params?.['code']?.toString() ?? '');
        throw error;
      }
    },
  };
}
