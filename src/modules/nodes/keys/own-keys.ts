import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { PlatformDeps } from '#platform/room.ts';
import { createSealer } from '#platform/sealed.ts';
import type { Tables } from '../tables.ts';
import { jwkOf, keyIdOf, readKey, type PublicKey } from './key-names.ts';

type Purpose = 'node' | 'registrar';

export interface OwnKey {
  keyId: string;
  publicKey: PublicKey;
  privateKey: KeyObject;
}

/** The private keys of this node. They rest sealed in the database, and are made on first use. */
export interface OwnKeys {
  /** Those that are not retired, oldest first. For 'registrar' two: the one that signs, and the one that follows. */
  of(purpose: Purpose): Promise<OwnKey[]>;
  /** Makes the next one beside those that are there. */
  add(purpose: Purpose): Promise<OwnKey>;
  /** In the caller's transaction. */
  retire(trx: Transaction<Tables>, keyIds: readonly string[]): Promise<void>;
  forget(): void;
}

interface Kept {
  key: {
    kty?: string | undefined;
    crv?: string | undefined;
    x?: string | undefined;
    y?: string | undefined;
    d?: string | undefined;
  };
}

const LEAST: Record<Purpose, number> = { node: 1, registrar: 2 };
const TOPIC = 'nodes.keys';

export function createOwnKeys(deps: PlatformDeps, nodeId: string): OwnKeys {
  const sealer = createSealer<Kept['key']>(deps.config.secrets.masterKey, 'nodes.own-key');
  const kept = new Map<Purpose, Promise<OwnKey[]>>();
  const forget = (): void => kept.clear();
  deps.live.subscribe(`${TOPIC}:all`, forget);

  async function read(db: Pick<Transaction<Tables>, 'selectFrom'>, purpose: Purpose): Promise<OwnKey[]> {
    const rows = await db
      .selectFrom('nodes.own_key')
      .select(['key_id', 'public_key', 'sealed'])
      .where('purpose', '=', purpose)
      .where('retired_at', 'is', null)
      .orderBy('made_at')
      .orderBy('key_id')
      .execute();
    return rows.map(({ key_id, public_key, sealed }) => {
      const key = sealer.open(sealed, new Date());
      if (!key) throw new Error('A key of this node does not open: MASTER_KEY is not the one it was sealed with.');
      return {
        keyId: key_id,
        publicKey: readKey(public_key, `nodes.own_key.public_key of ${key_id}`),
        privateKey: createPrivateKey({ key, format: 'jwk' }),
      };
    });
  }

  /** Several processes may come at the same moment: one makes what is missing, the others find it. */
  async function make(purpose: Purpose, wanted: (known: number) => number): Promise<OwnKey[]> {
    const keys = await deps.database.transaction<Tables, OwnKey[]>(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtext('nodes.own-keys'))`.execute(trx);
      const known = await read(trx, purpose);
      for (let n = known.length; n < wanted(known.length); n += 1) {
        const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        const jwk = jwkOf(publicKey);
        await trx
          .insertInto('nodes.own_key')
          .values({
            key_id: keyIdOf(nodeId, jwk),
            purpose,
            public_key: JSON.stringify(jwk),
            sealed: sealer.seal(privateKey.export({ format: 'jwk' })),
            // A second one of the same moment follows the first.
            made_at: new Date(deps.clock.now().getTime() + n),
          })
          .execute();
      }
      await deps.live.tell(trx, TOPIC, 'all');
      return read(trx, purpose);
    });
    forget();
    return keys;
  }

  return {
    of(purpose) {
      const known = kept.get(purpose);
      if (known) return known;
      const reading = read(deps.database.of<Tables>(), purpose).then((keys) =>
        keys.length >= LEAST[purpose] ? keys : make(purpose, () => LEAST[purpose]),
      );
      kept.set(purpose, reading);
      reading.catch(() => kept.delete(purpose));
      return reading;
    },
    async add(purpose) {
      const key = (await make(purpose, (known) => known + 1)).at(-1);
      if (!key) throw new Error('The key could not be made.');
      return key;
    },
    async retire(trx, keyIds) {
      await trx
        .updateTable('nodes.own_key')
        .set({ retired_at: deps.clock.now() })
        .where('key_id', 'in', keyIds.length > 0 ? [...keyIds] : [''])
        .execute();
      await deps.live.tell(trx, TOPIC, 'all');
      forget();
    },
    forget,
  };
}
