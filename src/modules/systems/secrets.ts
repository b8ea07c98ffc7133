import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Actor } from '#platform/access.ts';
import type { SystemsDeps } from './deps.ts';
import type { Tables } from './tables.ts';
import { lockSystem, writeChange } from './write-change.ts';

/**
 * How a shared secret is kept. It is 256 random bits, not a password: nobody guesses it however fast the guessing, so the slow hash that
 * passwords need would only make every call of the older axis slow. The key keeps a stolen table from being of any use elsewhere.
 */
function digestOf(masterKey: Buffer, secret: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'lien-thong/systems/shared-secrets/1', 32));
  return createHmac('sha256', key).update(secret).digest();
}

export function isSecret({ config }: Pick<SystemsDeps, 'config'>, kept: Buffer | null, shown: string): boolean {
  const digest = digestOf(config.secrets.masterKey, shown);
  return kept !== null && timingSafeEqual(kept, digest);
}

/** A new secret, shown this once. The earlier one stops with the commit. @throws systems.not-found, systems.ended */
export async function renewSecret(deps: SystemsDeps, systemId: string, actor: Actor): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await write(deps, systemId, digestOf(deps.config.secrets.masterKey, secret), actor);
  return secret;
}

/** @throws systems.not-found, systems.ended */
export async function dropSecret(deps: SystemsDeps, systemId: string, actor: Actor): Promise<boolean> {
  return write(deps, systemId, null, actor);
}

async function write(deps: SystemsDeps, systemId: string, hash: Buffer | null, actor: Actor): Promise<boolean> {
  return deps.database.transaction<Tables, boolean>(async (trx) => {
    const row = await lockSystem(trx, systemId, actor);
    if (hash === null && row.secret_hash === null) return false;
    const now = deps.clock.now();
    await trx
      .updateTable('systems.system')
      .set({ secret_hash: hash, secret_at: hash && now, version: row.version + 1, changed_at: now })
      .where('id', '=', systemId)
      .execute();
    const kind = hash ? 'secret-renewed' : 'secret-dropped';
    await writeChange(deps, trx, { id: systemId, agencyId: row.agency_id }, { kind, actor });
    return true;
  });
}
