import type { Context } from '#platform/operation.ts';
import type { PublicKeys } from '../contract/client-shapes.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { checkKeys } from './check-keys.ts';
import { lockKept } from './find-client.ts';
import { writeChange } from './write-change.ts';

/** Replaces the public keys of a client. To change keys without a gap: first both, then the new one alone. */
export async function setKeys(
  deps: RegisterDeps,
  clientId: string,
  given: PublicKeys,
  { actor }: Pick<Context, 'actor'>,
): Promise<void> {
  const jwks = await checkKeys(given);
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockKept(trx, clientId, actor);
    if (client.authMethod !== 'private_key_jwt') throw signOnProblem('no-keys-here');
    await trx
      .updateTable('sign_on.client')
      .set({ jwks: JSON.stringify(jwks), version: client.version + 1, changed_at: deps.clock.now() })
      .where('id', '=', clientId)
      .execute();
    await writeChange(trx, deps, client, { kind: 'keys-set', actor, data: { kids: jwks.keys.map(({ kid }) => kid) } });
  });
}
