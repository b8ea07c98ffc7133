import { sign, verify, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import { fingerprintOf, keyIdOf, PublicKeyShape } from './keys/key-names.ts';
import { LimitsShape } from './limits/limits.ts';

/**
 * The directory of nodes: which nodes there are, by which keys they are known, and at which of them each agency is at home. Canonical JSON
 * (RFC 8785) under a signature of the registrar over its very bytes, so that anybody can check it with openssl and nobody needs to trust
 * whoever passed it on.
 */
export const KIND = 'lien-thong/danh-ba-nut@1';

const NodeId = Type.String({ pattern: '^[a-z][a-z0-9-]{2,39}$' });
const At = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
const exact = { additionalProperties: false };

export const KeyEntryShape = Type.Object(
  { keyId: Type.String({ maxLength: 80 }), jwk: PublicKeyShape, from: At, until: Type.Union([At, Type.Null()]) },
  exact,
);
export const NodeEntryShape = Type.Object(
  {
    id: NodeId,
    name: Type.String({ minLength: 1, maxLength: 120 }),
    url: Type.String({ maxLength: 200, pattern: '^https?://[^/?#@\\s]+$' }),
    keys: Type.Array(KeyEntryShape, { maxItems: 20 }),
  },
  exact,
);
export const MemberEntryShape = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 35 }),
    name: Type.String({ maxLength: 300 }),
    nodeId: NodeId,
    since: At,
    before: Type.Array(Type.Object({ nodeId: NodeId, since: At, until: At }, exact), { maxItems: 200 }),
    /** What its software cannot take, by the word of its node. Left out: nothing is known, or nothing stands against anything. */
    limits: Type.Optional(LimitsShape),
  },
  exact,
);
export const DocumentShape = Type.Object(
  {
    kind: Type.Literal(KIND),
    serial: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    issuedAt: At,
    validUntil: At,
    /** Whose signature the next directories may bear: the key in use and the one that follows it. */
    registrar: Type.Object({ nodeId: NodeId, keys: Type.Array(PublicKeyShape, { minItems: 1, maxItems: 5 }) }, exact),
    nodes: Type.Array(NodeEntryShape, { maxItems: 10_000 }),
    members: Type.Array(MemberEntryShape, { maxItems: 100_000 }),
  },
  exact,
);

export type DirectoryDocument = Static<typeof DocumentShape>;
export type NodeEntry = Static<typeof NodeEntryShape>;
export type MemberEntry = Static<typeof MemberEntryShape>;

/** 30,000 agencies take about 6 MB. What is larger is not read to its end. */
export const LARGEST_BYTES = 32 * 1024 * 1024;

export type RefusedBecause = 'too-large' | 'malformed' | 'wrong-signature' | 'older' | 'conflict' | 'over';

/** Why a directory that was offered is not believed. */
export class DirectoryRefusal extends Error {
  override readonly name = 'DirectoryRefusal';
  readonly code: RefusedBecause;
  constructor(code: RefusedBecause, options?: ErrorOptions) {
    super(`A directory of nodes was not believed: ${code}`, options);
    this.code = code;
  }
}

export function writeDocument(document: DirectoryDocument, key: KeyObject): { text: string; signature: Buffer } {
  const text = canonicalize(document) ?? '';
  return { text, signature: sign('sha256', Buffer.from(text), key) };
}

/**
 * The signature comes first: nothing is made of bytes that nobody vouches for.
 * @param trusted any of these may have signed
 * @throws DirectoryRefusal
 */
export function readDocument(bytes: Buffer, signature: Buffer, trusted: readonly KeyObject[]): DirectoryDocument {
  if (bytes.length > LARGEST_BYTES) throw new DirectoryRefusal('too-large');
  if (!trusted.some((key) => verify('sha256', bytes, key, signature))) throw new DirectoryRefusal('wrong-signature');
  return parseDocument(bytes.toString('utf8'));
}

/** Which of these keys signed the bytes; -1 where none did. */
export const signerOf = (bytes: Buffer, signature: Buffer, keys: readonly KeyObject[]): number =>
  keys.findIndex((key) => verify('sha256', bytes, key, signature));

/** For a text whose signature was checked before it was kept. @throws DirectoryRefusal malformed */
export function parseDocument(text: string): DirectoryDocument {
  try {
    const document = JSON.parse(text) as unknown;
    if (Check(DocumentShape, document) && canonicalize(document) === text && holds(document)) return document;
  } catch (cause) {
    throw new DirectoryRefusal('malformed', { cause });
  }
  throw new DirectoryRefusal('malformed');
}

/** What the shape cannot say: names that are named once, keys that are whose they say, times in order. */
function holds({ nodes, members, registrar, issuedAt, validUntil }: DirectoryDocument): boolean {
  const ids = new Set(nodes.map((node) => node.id));
  const codes = new Set(members.map((member) => member.code));
  const keys = nodes.flatMap((node) => node.keys.map((key) => key.keyId));
  return (
    ids.size === nodes.length &&
    codes.size === members.length &&
    new Set(keys).size === keys.length &&
    issuedAt < validUntil &&
    registrar.keys.every((key) => fingerprintOf(key)) &&
    nodes.every((node) => node.keys.every((key) => key.keyId === keyIdOf(node.id, key.jwk))) &&
    members.every((member) => ids.has(member.nodeId) && member.before.every((home) => home.since <= home.until))
  );
}
