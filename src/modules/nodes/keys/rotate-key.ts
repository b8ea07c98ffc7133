import { createPublicKey, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { Actor } from '#platform/access.ts';
import { digestOf } from '#platform/web/message-signatures.ts';
import { sendSigned } from '../calls/call-node.ts';
import { recognise } from '../calls/peer.ts';
import { nodesProblem } from '../errors.ts';
import { addNodeKey } from '../registrar/node-keys.ts';
import { changeRegister } from '../registrar/register.ts';
import type { Tables } from '../tables.ts';
import type { RoomTools } from '../tools.ts';
import { keyOfJwk, PublicKeyShape } from './key-names.ts';
import type { OwnKey } from './own-keys.ts';

export const KEYS_AT = '/lien-nut/danh-ba/khoa';

const NextKeyShape = Type.Object(
  {
    jwk: PublicKeyShape,
    /** The present key may be in other hands: it ends now. */
    atOnce: Type.Boolean(),
    /** By the new key over the rest: nobody brings a key that is not theirs. */
    proof: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
);

const proved = (nodeId: string, { jwk, atOnce }: Pick<Static<typeof NextKeyShape>, 'jwk' | 'atOnce'>): Buffer =>
  Buffer.from(canonicalize({ kind: 'lien-thong/khoa-nut@1', nodeId, jwk, atOnce }) ?? '');

/**
 * This node's next key: made here, told to the registrar under the present one, used once all others had the time to hear of it. Where the
 * registrar is away it is told later, by `settleKeys`.
 * @throws nodes.stands-alone, nodes.not-joined, nodes.node-away when it must be told at once
 */
export async function rotateKey(tools: RoomTools, atOnce: boolean, actor: Actor): Promise<{ keyId: string }> {
  const { deps, own, copies, nodeId } = tools;
  const { registrar, registrarUrl } = deps.config.node;
  if (!registrar && !registrarUrl) throw nodesProblem('stands-alone');
  const entry = (await copies.current())?.book.node(nodeId);
  if (!registrar && !entry) throw nodesProblem('not-joined');
  // One that was made before and could not be told is told now.
  const untold = (await own.of('node')).findLast(({ keyId }) => !entry?.keys.some((one) => one.keyId === keyId));
  const key = entry && untold ? untold : await own.add('node');
  await deps.database.transaction<Tables, string>((trx) =>
    deps.evidence.record(trx, {
      kind: 'nodes.key-made',
      subject: `node:${nodeId}`,
      actor,
      data: { keyId: key.keyId, atOnce },
    }),
  );
  const told = await tellRegistrar(tools, key, atOnce, actor);
  if (!told && atOnce) throw nodesProblem('node-away', { params: { node: 'registrar' }, retryAfter: 60 });
  return { keyId: key.keyId };
}

async function tellRegistrar(tools: RoomTools, key: OwnKey, atOnce: boolean, actor: Actor): Promise<boolean> {
  const { deps, nodeId } = tools;
  const { registrar, registrarUrl } = deps.config.node;
  if (registrar) {
    await changeRegister(tools, actor, (trx) => addNodeKey(tools, trx, { nodeId, key: key.publicKey, atOnce }, actor));
    return true;
  }
  if (!registrarUrl) return false;
  const proof = sign('sha256', proved(nodeId, { jwk: key.publicKey, atOnce }), key.privateKey).toString('base64url');
  const body = Buffer.from(JSON.stringify({ jwk: key.publicKey, atOnce, proof }));
  const response = await sendSigned(
    tools,
    { node: 'registrar', url: registrarUrl },
    { method: 'POST', path: KEYS_AT, headers: { 'content-type': 'application/json' }, body },
  ).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'the registrar could not be told of the next key');
    return undefined;
  });
  await response?.body?.cancel();
  if (response?.status === 409)
    // It is over, or one too many: nobody will ever know it.
    await deps.database.transaction<Tables, void>((trx) => tools.own.retire(trx, [key.keyId]));
  return response?.status === 200;
}

/** The registrar takes a node's next key, under the present one. @throws nodes.not-a-peer, nodes.key-refused */
export async function receiveKey(tools: RoomTools, request: FastifyRequest): Promise<void> {
  if (!tools.deps.config.node.registrar) throw nodesProblem('not-the-registrar');
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const { nodeId } = await recognise(tools, request, digestOf(bytes));
  const next = readNext(bytes);
  if (
    !verify(
      'sha256',
      proved(nodeId, next),
      createPublicKey({ key: next.jwk, format: 'jwk' }),
      Buffer.from(next.proof, 'base64url'),
    )
  )
    throw nodesProblem('key-refused');
  const actor = { kind: 'system', name: `node ${nodeId}` } as const;
  await changeRegister(tools, actor, (trx) =>
    addNodeKey(tools, trx, { nodeId, key: next.jwk, atOnce: next.atOnce }, actor),
  );
}

function readNext(bytes: Buffer): Static<typeof NextKeyShape> {
  try {
    const next = JSON.parse(bytes.toString('utf8')) as unknown;
    if (Check(NextKeyShape, next) && keyOfJwk(next.jwk)) return next;
  } catch (cause) {
    throw nodesProblem('key-refused', { cause });
  }
  throw nodesProblem('key-refused');
}

/** Brings this node's keys and the directory together: tells of those it does not name, and puts away those that are over. */
export async function settleKeys(tools: RoomTools): Promise<void> {
  const { deps, own, copies, nodeId } = tools;
  const entry = (await copies.trusted())?.book.node(nodeId);
  if (!entry || entry.keys.length === 0) return;
  const now = deps.clock.now().toISOString();
  const keys = await own.of('node');
  const over = keys.filter(({ keyId }) =>
    entry.keys.some((key) => key.keyId === keyId && key.until && key.until < now),
  );
  if (over.length > 0)
    await deps.database.transaction<Tables, void>((trx) =>
      own.retire(
        trx,
        over.map((key) => key.keyId),
      ),
    );
  const present = keys.some(({ keyId }) => entry.keys.some((key) => key.keyId === keyId));
  // Without a present key nothing can be told: then the node has to be admitted again.
  if (!present) return;
  for (const key of keys)
    if (!over.includes(key) && !entry.keys.some(({ keyId }) => keyId === key.keyId))
      await tellRegistrar(tools, key, false, { kind: 'system', name: 'nodes' });
}
