import type { Context } from '#platform/operation.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { secretSealer } from './client-book.ts';
import { lockKept } from './find-client.ts';
import { newSecret } from './register-client.ts';
import { writeChange } from './write-change.ts';

/** Gives a client a new secret, which is shown this once. The old one stops with the commit. */
export async function rotateSecret(
  deps: RegisterDeps,
  clientId: string,
  { actor }: Pick<Context, 'actor'>,
): Promise<string> {
  const secret = newSecret();
  await deps.database.transaction<Tables, void>(async (trx) => {
    const client = await lockKept(trx, clientId, actor);
    if (client.authMethod !== 'client_secret_basic') throw signOnProblem('no-secret-here');
    const now = deps.clock.now();
    await trx
      .updateTable('sign_on.client')
      .set({
        secret_sealed: secretSealer(deps.config.secrets.masterKey).seal(secret),
        secret_at: now,
        version: client.version + 1,
        changed_at: now,
      })
      .where('id', '=', clientId)
      .execute();
    await writeChange(trx, deps, client, { kind: 'secret-rotated', actor });
  });
  return secret;
}
