import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import { newId } from '#platform/id.ts';
import { hasControlChars, nfc } from '#platform/text.ts';
import { digestOf, SignatureRefusal, verifyRequest } from '#platform/web/message-signatures.ts';
import { SKEW_SECONDS } from '../book.ts';
import { mayCall } from '../calls/caller.ts';
import { urlOf } from '../calls/peer.ts';
import type { NodesDeps } from '../deps.ts';
import { nodesProblem } from '../errors.ts';
import { fingerprintOf, keyIdOf, keyOfJwk, PublicKeyShape } from '../keys/key-names.ts';
import type { Tables } from '../tables.ts';
import type { RoomTools } from '../tools.ts';
import { changeRegister } from './register.ts';

export const JoinShape = Type.Object(
  {
    nodeId: Type.String({ pattern: '^[a-z][a-z0-9-]{2,39}$' }),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    url: Type.String({ maxLength: 200 }),
    jwk: PublicKeyShape,
  },
  { additionalProperties: false },
);
export type Join = Static<typeof JoinShape>;
export type JoinState = 'waiting' | 'admitted' | 'refused';

const MOST_WAITING = 200;
/** A node asks once an hour; a flood of invented ones from one address is stopped here. */
const MOST_OF_ADDRESS = 30;
const REFUSED_FOR_MS = 7 * 86_400_000;
/** How often each address asked, of each node of this process. */
const asked = new WeakMap<NodesDeps, LRUCache<string, { times: number }>>();

/** Takes a request to join: signed with the very key that it brings, so that nobody asks with the key of another. */
export async function receiveJoin(tools: RoomTools, request: FastifyRequest): Promise<{ state: JoinState }> {
  if (!tools.deps.config.node.registrar) throw nodesProblem('not-the-registrar');
  slowDown(tools.deps, request.ip);
  const join = await readJoin(tools, request);
  const db = tools.deps.database.of<Tables>();
  const known = await db
    .selectFrom('nodes.registered_key as k')
    .innerJoin('nodes.registered_node as n', 'n.id', 'k.node_id')
    .select(['n.name', 'n.url', 'k.valid_until'])
    .where('k.key_id', '=', keyIdOf(join.nodeId, join.jwk))
    .where('n.left_at', 'is', null)
    .executeTakeFirst();
  if (known && (!known.valid_until || known.valid_until > tools.deps.clock.now())) {
    if (known.name !== join.name || known.url !== join.url) await changeAddress(tools, join);
    return { state: 'admitted' };
  }
  return { state: await letWait(tools, join) };
}

async function readJoin(tools: RoomTools, request: FastifyRequest): Promise<Join> {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  try {
    const join = JSON.parse(bytes.toString('utf8')) as unknown;
    if (!Check(JoinShape, join)) throw new TypeError('shape');
    const url = new URL(join.url);
    if (url.origin !== join.url || !mayCall(url, tools.deps.config.node)) throw new TypeError('url');
    if (hasControlChars(join.name) || nfc(join.name) !== join.name) throw new TypeError('name');
    const key = keyOfJwk(join.jwk);
    await verifyRequest({
      method: request.method,
      url: urlOf(tools, request),
      headers: request.headers,
      digestOfBody: digestOf(bytes),
      now: tools.deps.clock.now(),
      maxSkewSeconds: SKEW_SECONDS,
      keyOf: async (keyId) => (keyId === keyIdOf(join.nodeId, join.jwk) ? key : undefined),
    });
    return join;
  } catch (cause) {
    if (cause instanceof SignatureRefusal || cause instanceof TypeError || cause instanceof SyntaxError)
      throw nodesProblem('joining-unreadable', { cause });
    throw cause;
  }
}

/** A node that is known says by its key that it moved, or is called otherwise now. */
async function changeAddress(tools: RoomTools, { nodeId, name, url }: Join): Promise<void> {
  const actor = { kind: 'system', name: `node ${nodeId}` } as const;
  await changeRegister(tools, actor, async (trx) => {
    await trx.updateTable('nodes.registered_node').set({ name, url }).where('id', '=', nodeId).execute();
    await tools.deps.evidence.record(trx, {
      kind: 'nodes.address-changed',
      subject: `node:${nodeId}`,
      actor,
      data: { name, url },
    });
  });
}

async function letWait({ deps }: RoomTools, join: Join): Promise<JoinState> {
  const fingerprint = fingerprintOf(join.jwk);
  const db = deps.database.of<Tables>();
  const now = deps.clock.now();
  const latest = await db
    .selectFrom('nodes.joining')
    .select(['decision', 'decided_at'])
    .where('node_id', '=', join.nodeId)
    .where('fingerprint', '=', fingerprint)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (latest?.decision === 'refused' && now.getTime() - (latest.decided_at?.getTime() ?? 0) < REFUSED_FOR_MS)
    return 'refused';
  const waiting = await db
    .selectFrom('nodes.joining')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('decision', 'is', null)
    .executeTakeFirst();
  if (Number(waiting?.count ?? 0) >= MOST_WAITING && latest?.decision !== null)
    throw nodesProblem('too-many-waiting', { retryAfter: 3600 });
  await db
    .insertInto('nodes.joining')
    .values({
      id: newId(),
      node_id: join.nodeId,
      name: join.name,
      url: join.url,
      public_key: JSON.stringify(join.jwk),
      fingerprint,
      asked_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['node_id', 'fingerprint'])
        .where('decision', 'is', null)
        .doUpdateSet({ name: join.name, url: join.url }),
    )
    .execute();
  return 'waiting';
}

function slowDown(deps: NodesDeps, address: string): void {
  const addresses = asked.get(deps) ?? new LRUCache<string, { times: number }>({ max: 1000, ttl: 3_600_000 });
  asked.set(deps, addresses);
  const before = addresses.get(address) ?? { times: 0 };
  before.times += 1;
  if (before.times === 1) addresses.set(address, before);
  if (before.times > MOST_OF_ADDRESS) throw nodesProblem('too-many-waiting', { retryAfter: 3600 });
}
