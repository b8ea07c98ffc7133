import type { Context } from '#platform/operation.ts';
import type { ClientFacts } from '../contract/client-shapes.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { checkFacts } from './check-facts.ts';
import { factColumns } from './client.ts';
import { lockKept } from './find-client.ts';
import { writeChange } from './write-change.ts';

/**
 * Changes what is written down of a client: at once in test mode; of a live client the change waits for a second officer, because who
 * may move a redirect alone may sign people in alone. Any change throws away what waited before: it was about something else.
 */
export async function updateClient(
  deps: RegisterDeps,
  clientId: string,
  { version, changes }: { version: number; changes: Partial<ClientFacts> },
  { actor }: Pick<Context, 'actor'>,
): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockKept(trx, clientId, actor);
    if (client.version !== version) throw signOnProblem('client-changed');
    const { facts, fields } = checkFacts({ ...client.facts, ...changes }, client);
    if (fields.length > 0) throw signOnProblem('facts-incorrect', { fields });
    const differing = differences(client.facts, facts);
    if (differing.length === 0) return;
    const changed = Object.fromEntries(differing.map((name) => [name, facts[name]])) as Partial<ClientFacts>;
    const waits = client.mode === 'live';
    const proposal = { toLive: false, changes: changed, byName: actor.kind === 'officer' ? actor.name : '' };
    const now = deps.clock.now();
    await trx
      .updateTable('sign_on.client')
      .set({
        ...(waits ? {} : factColumns(facts, client.kind)),
        proposal: waits ? JSON.stringify(proposal) : null,
        proposed_by: waits && actor.kind === 'officer' ? actor.officerId : null,
        proposed_at: waits ? now : null,
        version: client.version + 1,
        changed_at: now,
      })
      .where('id', '=', clientId)
      .execute();
    await writeChange(trx, deps, client, {
      kind: waits ? 'change-proposed' : 'changed',
      actor,
      data: { fields: differing, before: pick(client.facts, differing), after: changed },
    });
  });
}

function differences(before: ClientFacts, after: ClientFacts): (keyof ClientFacts)[] {
  return (Object.keys(after) as (keyof ClientFacts)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

function pick(facts: ClientFacts, names: readonly (keyof ClientFacts)[]): Partial<ClientFacts> {
  return Object.fromEntries(names.map((name) => [name, facts[name]]));
}
