import { Readable } from 'node:stream';
import { digestOf, signRequest, type Digest } from '#platform/web/message-signatures.ts';
import { nodesProblem } from '../errors.ts';
import type { OwnKey } from '../keys/own-keys.ts';
import type { RoomTools } from '../tools.ts';

export interface NodeCall {
  method: string;
  /** Path and query at the other node, e.g. '/lien-nut/truc/goi'. */
  path: string;
  headers?: Record<string, string>;
  /** A stream needs its `digest`, which is signed before the first byte goes out. */
  body?: Buffer | Readable;
  digest?: Digest;
  /** Until the head of the answer is there, after the request is sent. Default 30 s. */
  timeoutMs?: number;
}

const PATIENCE_MS = 30_000;

/** The key that others know by now, or the first one where this node stands in no directory yet. */
export async function keyInUse(tools: RoomTools): Promise<OwnKey> {
  const own = await tools.own.of('node');
  const copy = await tools.copies.current();
  const ids = own.map((key) => key.keyId);
  const id = copy?.book.signingKeyId(tools.nodeId, ids, tools.deps.clock.now());
  const key = own.find(({ keyId }) => keyId === id) ?? own[0];
  if (!key) throw new Error('This node has no key.');
  return key;
}

/** A signed request to an address: a node's, or the registrar's before there is a directory. */
export async function sendSigned(
  tools: RoomTools,
  to: { node: string; url: string },
  { method, path, headers, body, digest, timeoutMs }: NodeCall,
  withKey?: OwnKey,
): Promise<Response> {
  const url = new URL(path, to.url);
  if (url.origin !== new URL(to.url).origin) throw new TypeError('The path leads to another address.');
  if (body instanceof Readable && !digest) throw new TypeError('A streamed body needs its digest.');
  const key = withKey ?? (await keyInUse(tools));
  const made = digest ?? (Buffer.isBuffer(body) ? digestOf(body) : undefined);
  const signed = await signRequest({
    method,
    url,
    ...(headers ? { headers } : {}),
    ...(made ? { digest: made } : {}),
    keyId: key.keyId,
    privateKey: key.privateKey,
    created: tools.deps.clock.now(),
  });
  return tools.caller.send({
    method,
    url,
    headers: signed,
    ...(body ? { body } : {}),
    timeoutMs: timeoutMs ?? PATIENCE_MS,
    node: to.node,
  });
}

/** @throws nodes.unknown-node, nodes.no-directory, nodes.directory-too-old, nodes.node-away, nodes.not-secure, nodes.plain-http, nodes.redirected */
export async function callNode(tools: RoomTools, nodeId: string, call: NodeCall): Promise<Response> {
  const node = (await tools.usable()).book.node(nodeId);
  if (!node) throw nodesProblem('unknown-node', { params: { node: nodeId } });
  return sendSigned(tools, { node: nodeId, url: node.url }, call);
}
