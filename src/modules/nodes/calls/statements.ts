import { sign, verify } from 'node:crypto';
import { keyInUse } from './call-node.ts';
import type { RoomTools } from '../tools.ts';

/** A node's word that outlives the connection over which it was said. */
export interface StatementSignature {
  keyId: string;
  /** ECDSA P-256 with SHA-256 over the very bytes, DER in base64: what `openssl dgst -sha256 -verify` reads. */
  signature: string;
}

export type StatementCheck = { holds: true } | { holds: false; code: 'other-node' | 'unknown-key' | 'bad-signature' };

/**
 * Signs what this node says. The bytes name their kind (`"kind":"lien-thong/…@1"`), so that nobody can use a statement of one kind as one
 * of another; signed requests begin otherwise and have another form of signature.
 */
export async function signStatement(tools: RoomTools, bytes: Buffer): Promise<StatementSignature> {
  const { keyId, privateKey } = await keyInUse(tools);
  return { keyId, signature: sign('sha256', bytes, privateKey).toString('base64') };
}

/**
 * Whether that node said these bytes with a key that counted at that time. A key that is over has left the directory: for what was said
 * before, the directory of that time is asked, which this node has kept.
 * @throws nodes.no-directory, nodes.directory-too-old
 */
export async function checkStatement(
  tools: RoomTools,
  nodeId: string,
  bytes: Buffer,
  { keyId, signature }: StatementSignature,
  at: Date,
): Promise<StatementCheck> {
  if (keyId.split('#')[0] !== nodeId) return { holds: false, code: 'other-node' };
  const found = (await findKey(tools, keyId, at)) ?? ((await tools.refreshFor(keyId)) ? await findKey(tools, keyId, at) : undefined); // prettier-ignore
  if (!found) return { holds: false, code: 'unknown-key' };
  if (found.nodeId !== nodeId) return { holds: false, code: 'other-node' };
  return verify('sha256', bytes, found.key, Buffer.from(signature, 'base64'))
    ? { holds: true }
    : { holds: false, code: 'bad-signature' };
}

/** By the directory of now, or of then. */
const findKey = async (tools: RoomTools, keyId: string, at: Date) =>
  (await tools.usable()).book.keyOf(keyId, at) ?? (await tools.copies.asOf(at))?.keyOf(keyId, at);

/** For proofs that are checked elsewhere. @throws nodes.no-directory, nodes.directory-too-old */
export async function publicKeyOf(
  tools: RoomTools,
  nodeId: string,
  keyId: string,
  at: Date,
): Promise<string | undefined> {
  const found = await findKey(tools, keyId, at);
  return found?.nodeId === nodeId ? found.key.export({ type: 'spki', format: 'pem' }).toString() : undefined;
}
