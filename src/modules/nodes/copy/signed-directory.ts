import { verify, type KeyObject } from 'node:crypto';
import type { DirectoryDocument } from '../document.ts';
import { DirectoryRefusal, readDocument } from '../document.ts';
import { keyOfJwk } from '../keys/key-names.ts';
import type { Tables } from '../tables.ts';
import type { RoomTools } from '../tools.ts';

/** A directory byte for byte, for proofs that are checked elsewhere. */
export interface SignedDirectory {
  serial: number;
  text: string;
  /** ECDSA over the bytes of the text, DER. */
  signature: Buffer;
  /** The key of those that it names that signed it, PEM. */
  signer: string;
}

/** The directory that held at that time as far as this node had one; where it does not name the key that is asked for, the one of now if that does. */
export async function signedDirectory(
  tools: RoomTools,
  at: Date,
  keyId?: string,
): Promise<SignedDirectory | undefined> {
  const then = await tools.copies.asOf(at);
  const now = await tools.copies.current();
  const names = (document: DirectoryDocument) =>
    keyId === undefined || document.nodes.some(({ keys }) => keys.some((key) => key.keyId === keyId));
  const book = [then, now?.book].find((one) => one && names(one.document));
  if (!book) return undefined;
  const row = await tools.deps.database
    .of<Tables>()
    .selectFrom('nodes.copy')
    .select(['document', 'signature'])
    .where('serial', '=', book.serial)
    .executeTakeFirstOrThrow();
  const signer = book.document.registrar.keys
    .map((key) => keyOfJwk(key))
    .find((key) => verify('sha256', Buffer.from(row.document), key, row.signature));
  // Signed by a key that it no longer names: then it proves nothing to somebody who has only the directory.
  if (!signer) return undefined;
  return {
    serial: book.serial,
    text: row.document,
    signature: row.signature,
    signer: signer.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** What a directory says, for whoever has nothing but its bytes. */
export interface ReadDirectory {
  serial: number;
  issuedAt: string;
  /** The keys under which the next directories may come. */
  registrarKeys: KeyObject[];
  /** Whether the key was that node's at that time. */
  names(nodeId: string, keyId: string, key: KeyObject, at: Date): boolean;
  /** The node where an agency is at home, by the code under which it stands there. */
  homeOf(code: string): { nodeId: string; node: string } | undefined;
}

/** @returns undefined where none of these keys signed it, or it is no directory */
export function readDirectory(
  bytes: Buffer,
  signature: Buffer,
  trusted: readonly KeyObject[],
): ReadDirectory | undefined {
  let document: DirectoryDocument;
  try {
    document = readDocument(bytes, signature, trusted);
  } catch (error) {
    if (error instanceof DirectoryRefusal) return undefined;
    throw error;
  }
  return {
    serial: document.serial,
    issuedAt: document.issuedAt,
    registrarKeys: document.registrar.keys.map((key) => keyOfJwk(key)),
    names: (nodeId, keyId, key, at) =>
      document.nodes.some(
        (node) =>
          node.id === nodeId &&
          node.keys.some(
            (one) =>
              one.keyId === keyId &&
              keyOfJwk(one.jwk).equals(key) &&
              (one.until === null || at.toISOString() <= one.until),
          ),
      ),
    homeOf(code) {
      const member = document.members.find((one) => one.code === code);
      const node = member && document.nodes.find(({ id }) => id === member.nodeId);
      return node && { nodeId: node.id, node: node.name };
    },
  };
}
