import { randomBytes } from 'node:crypto';
import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { Context, InputOf } from '#platform/operation.ts';
import type { registerClient as contract } from '../contract/clients.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { checkFacts } from './check-facts.ts';
import { checkKeys } from './check-keys.ts';
import { factColumns } from './client.ts';
import { secretSealer } from './client-book.ts';
import { writeChange } from './write-change.ts';

export type NewClient = InputOf<typeof contract>['body'];

/** So that a script gone wild does not fill the register. */
const MOST_PER_AGENCY = 200;

/** 256 bits, in letters that survive a configuration file. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Enters a new client of the actor's agency, in test mode. @returns its id and the secret that is shown once */
export async function registerClient(
  deps: RegisterDeps,
  typed: NewClient,
  ctx: Pick<Context, 'actor'>,
): Promise<{ id: string; secret: string | null }> {
  const { actor } = ctx;
  if (actor.kind !== 'officer') throw signOnProblem('no-such-client');
  return enterClient(deps, { ...typed, id: newId(), agencyId: actor.agencyId }, actor);
}

/** The same for worlds, which say the agency and the id themselves. */
export async function enterClient(
  deps: RegisterDeps,
  client: NewClient & { id: string; agencyId: string },
  actor: Actor,
): Promise<{ id: string; secret: string | null }> {
  const { id, agencyId, kind, sharesSubject, dpopBound, authMethod, keys, ...typed } = client;
  const { facts, fields } = checkFacts(typed, { kind, mode: 'test' });
  if ((kind === 'native') !== (authMethod === 'none'))
    fields.push({
      path: 'authMethod',
      code: 'kind',
      vi: 'Ứng dụng trên máy của người dân không giữ khóa (none); ứng dụng trên máy chủ phải có khóa.',
      en: 'An app on a person’s device keeps no key (none); one on a server must have one.',
    });
  if (authMethod === 'private_key_jwt' && !keys)
    fields.push({
      path: 'keys',
      code: 'needed',
      vi: 'Xin dán các khóa công khai của ứng dụng.',
      en: 'Paste the public keys of the application.',
    });
  if (fields.length > 0) throw signOnProblem('facts-incorrect', { fields });
  const jwks = authMethod === 'private_key_jwt' && keys ? await checkKeys({ keys }) : null;
  const secret = authMethod === 'client_secret_basic' ? newSecret() : null;
  const now = deps.clock.now();
  await deps.database.transaction<Tables, void>(async (trx) => {
    const { count } = await trx
      .selectFrom('sign_on.client')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('agency_id', '=', agencyId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_PER_AGENCY)
      throw signOnProblem('too-many-clients', { params: { limit: MOST_PER_AGENCY } });
    await trx
      .insertInto('sign_on.client')
      .values({
        id,
        agency_id: agencyId,
        kind,
        ...factColumns(facts, kind),
        sector: sharesSubject ? agencyId : id,
        auth_method: authMethod,
        secret_sealed: secret === null ? null : secretSealer(deps.config.secrets.masterKey).seal(secret),
        secret_at: secret === null ? null : now,
        jwks: jwks === null ? null : JSON.stringify(jwks),
        require_dpop: dpopBound,
        mode: 'test',
        created_at: now,
        created_by: JSON.stringify(actorReference(actor)),
        changed_at: now,
      })
      .execute();
    await writeChange(trx, deps, { id, agencyId }, { kind: 'registered', actor, data: { kind, authMethod } });
  });
  return { id, secret };
}
