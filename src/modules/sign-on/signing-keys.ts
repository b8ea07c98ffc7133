import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { sql, type Transaction } from 'kysely';
import type { PlatformDeps } from '#platform/room.ts';
import { createSealer, type Sealer } from '#platform/sealed.ts';
import type { Tables } from './tables.ts';

/** ES256 for everybody; RS256 for systems whose libraries are too old for it. */
export const algorithms = ['ES256', 'RS256'] as const;
type Algorithm = (typeof algorithms)[number];

const TOPIC = 'sign-on.keys';
const DAY_MS = 86_400_000;
/** The job runs daily and rotates what is older than this. */
export const ROTATE_AFTER_DAYS = 90;
/** A retired key stays published until every token signed with it, and every cached copy of the key set, is over. */
const PUBLISHED_AFTER_DAYS = 7;

export interface SigningKeys {
  /** In the order in which the library prefers them: the current ones first. Makes the first keys of an installation. */
  read(): Promise<JWK[]>;
  /**
   * The next key becomes the current one, which stays published until its tokens are over; a new next key is published before it is
   * ever used. So nobody who keeps a copy of the key set meets a signature that is unknown to them.
   * @param olderThan only keys that are current since before; two processes at once rotate once
   */
  rotate(olderThan: Date): Promise<{ rotated: Algorithm[] }>;
  onChange(hear: () => void): void;
}

export function createSigningKeys(deps: PlatformDeps): SigningKeys {
  const sealer = createSealer<JWK>(deps.config.secrets.masterKey, 'sign-on.signing-key');

  async function read(): Promise<JWK[]> {
    const rows = await deps.database
      .of<Tables>()
      .selectFrom('sign_on.signing_key')
      .select(['sealed', 'state'])
      .orderBy(sql`array_position(array['current', 'next', 'retired'], state)`)
      .orderBy('alg')
      .execute();
    if (!algorithms.every((_one, index) => rows[index]?.state === 'current')) return [];
    return rows.map(({ sealed }) => opened(sealer, sealed));
  }

  async function locked<R>(work: (trx: Transaction<Tables>) => Promise<R>): Promise<R> {
    return deps.database.transaction<Tables, R>(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtext('sign-on.keys'))`.execute(trx);
      return work(trx);
    });
  }

  async function begin(): Promise<void> {
    await locked(async (trx) => {
      const known = await trx.selectFrom('sign_on.signing_key').select('alg').where('state', '=', 'current').execute();
      for (const alg of algorithms) {
        if (known.some((row) => row.alg === alg)) continue;
        await insertKey(trx, sealer, alg, 'current', deps.clock.now());
        await insertKey(trx, sealer, alg, 'next', deps.clock.now());
      }
    });
  }

  return {
    async read() {
      const keys = await read();
      if (keys.length > 0) return keys;
      await begin();
      return read();
    },
    rotate: (olderThan) =>
      locked(async (trx) => {
        const now = deps.clock.now();
        const rotated: Algorithm[] = [];
        for (const alg of algorithms) {
          const retired = await trx
            .updateTable('sign_on.signing_key')
            .set({ state: 'retired', retired_at: now })
            .where('alg', '=', alg)
            .where('state', '=', 'current')
            .where('current_from', '<', olderThan)
            .executeTakeFirst();
          if (retired.numUpdatedRows === 0n) continue;
          await trx
            .updateTable('sign_on.signing_key')
            .set({ state: 'current', current_from: now })
            .where('alg', '=', alg)
            .where('state', '=', 'next')
            .execute();
          await insertKey(trx, sealer, alg, 'next', now);
          rotated.push(alg);
        }
        const gone = await trx
          .deleteFrom('sign_on.signing_key')
          .where('state', '=', 'retired')
          .where('retired_at', '<', new Date(now.getTime() - PUBLISHED_AFTER_DAYS * DAY_MS))
          .executeTakeFirst();
        if (rotated.length > 0 || gone.numDeletedRows > 0n) await deps.live.tell(trx, TOPIC, 'all');
        return { rotated };
      }),
    onChange: (hear) => void deps.live.subscribe(`${TOPIC}:all`, hear),
  };
}

function opened(sealer: Sealer<JWK>, sealed: string): JWK {
  const key = sealer.open(sealed, new Date());
  if (!key)
    throw new Error('A signing key of the sign-on does not open: MASTER_KEY is not the one it was sealed with.');
  return key;
}

async function insertKey(
  trx: Transaction<Tables>,
  sealer: Sealer<JWK>,
  alg: Algorithm,
  state: 'current' | 'next',
  now: Date,
): Promise<void> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  await trx
    .insertInto('sign_on.signing_key')
    .values({
      kid,
      alg,
      state,
      sealed: sealer.seal({ ...jwk, kid, alg, use: 'sig' }),
      made_at: now,
      current_from: state === 'current' ? now : null,
    })
    .execute();
}
