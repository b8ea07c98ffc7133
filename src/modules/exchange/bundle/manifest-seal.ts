import { createHash } from 'node:crypto';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

/** The node's seal over the list of files of a bundle, made once for each list. */
export async function manifestSeal(deps: ExchangeDeps, manifest: Buffer): Promise<Buffer> {
  const db = deps.database.of<Tables>();
  const name = createHash('sha256').update(manifest).digest();
  const kept = () =>
    db.selectFrom('exchange.bundle_manifest').select('seal').where('manifest_sha256', '=', name).executeTakeFirst();
  const known = await kept();
  if (known) return known.seal;
  const seal = await deps.signing.sealBytes(manifest);
  await db
    .insertInto('exchange.bundle_manifest')
    .values({ manifest_sha256: name, seal, at: deps.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await kept())?.seal ?? seal;
}
