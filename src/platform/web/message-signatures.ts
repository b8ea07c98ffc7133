import { createHash, randomBytes, sign, subtle, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import type { webcrypto } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import {
  isInnerList,
  parseDictionary,
  serializeDictionary,
  serializeInnerList,
  serializeItem,
} from 'structured-headers';
import type { InnerList, Item } from 'structured-headers';

/**
 * Requests that say themselves who sent them: HTTP message signatures (RFC 9421) with ECDSA on P-256, over a digest of the body (RFC 9530).
 * The library writes and reads the text that is signed. What must be covered, how old it may be and which key counts is decided here: a
 * signature over too little proves nothing, however valid it is.
 */

/** The digest of a body is SHA-256, as 32 bytes. */
export type Digest = Buffer;
export type HeaderRecord = Record<string, string | readonly string[] | undefined>;

export type SignatureRefusalCode =
  | 'unsigned'
  | 'malformed'
  | 'unknown-key'
  | 'bad-signature'
  | 'bad-digest'
  | 'too-old'
  | 'too-new'
  | 'missing-component';

const because: Record<SignatureRefusalCode, string> = {
  unsigned: 'The request carries no signature.',
  malformed: 'The signature cannot be read.',
  'unknown-key': 'The key that the request names is not known.',
  'bad-signature': 'The signature does not fit the request.',
  'bad-digest': 'The body is not the one that was signed for.',
  'too-old': 'The signature is over.',
  'too-new': 'The signature was made later than now: the clock of the sender or of this node is wrong.',
  'missing-component': 'The signature leaves out a part of the request that it must cover.',
};

/** Why a request is not believed. For the room that asked, which answers by a problem of its own. */
export class SignatureRefusal extends Error {
  override readonly name = 'SignatureRefusal';
  readonly code: SignatureRefusalCode;
  /** The part that is missing, never a value of the request. */
  readonly part: string | undefined;
  constructor(code: SignatureRefusalCode, part?: string, options?: ErrorOptions) {
    super(part ? `${because[code]} (${part})` : because[code], options);
    this.code = code;
    this.part = part;
  }
}

export interface RequestToSign {
  method: string;
  /** Absolute, as the receiver knows itself. */
  url: string | URL;
  headers?: HeaderRecord;
  /** What is sent, or the digest of it where it streams; neither for a request without a body. */
  body?: Buffer | string;
  digest?: Digest;
  keyId: string;
  privateKey: KeyObject;
  created?: Date;
  expires?: Date;
}

export interface RequestToVerify {
  method: string;
  /** Absolute and verbatim, as the caller saw it: the node's public address and the request's target. */
  url: string;
  headers: HeaderRecord;
  /** Of the body that came; left out while it has not come yet: then the answer's `digest` is what it must have. */
  digestOfBody?: Digest;
  now: Date;
  keyOf(keyId: string): Promise<KeyObject | undefined>;
  maxSkewSeconds: number;
}

export interface VerifiedRequest {
  keyId: string;
  /** To be remembered until `expires` and the skew are over, and refused a second time. */
  nonce: string;
  created: Date;
  /** Never more than `LONGEST_SECONDS` after `created`, whatever the sender wrote. */
  expires: Date;
  digest?: Digest;
}

/** A signature is for one request that is under way, not a permit: the memory of nonces lasts no longer than this and the skew. */
export const LONGEST_SECONDS = 300;
const ALGORITHM = 'ecdsa-p256-sha256';
const LABEL = 'sig';
const EMPTY = createHash('sha256').digest();

export function digestOf(body: Buffer | string): Digest {
  return createHash('sha256').update(body).digest();
}

/** RFC 9530: `sha-256=:…:` */
export function writeContentDigest(digest: Digest): string {
  return serializeDictionary(new Map([['sha-256', [bytesOf(digest), new Map()] as Item]]));
}

/** The SHA-256 of a Content-Digest field; undefined when it names other algorithms only. @throws SignatureRefusal malformed */
export function readContentDigest(field: string): Digest | undefined {
  const usual = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(field)?.[1];
  if (usual) return Buffer.from(usual, 'base64');
  const item = dictionary(field).get('sha-256');
  if (item === undefined) return undefined;
  if (!(item[0] instanceof ArrayBuffer) || item[0].byteLength !== 32)
    throw new SignatureRefusal('malformed', 'content-digest');
  return Buffer.from(item[0]);
}

/** The headers to send: those given, the digest of the body and the signature over them. */
export async function signRequest(request: RequestToSign): Promise<Record<string, string>> {
  const headers = lowerCase(request.headers ?? {});
  const digest = request.digest ?? (request.body === undefined ? undefined : digestOf(request.body));
  if (digest) {
    headers['content-digest'] = writeContentDigest(digest);
    headers['content-type'] ??= 'application/octet-stream';
  }
  const url = new URL(request.url);
  url.hash = '';
  const created = Math.floor((request.created ?? new Date()).getTime() / 1000);
  const expires = request.expires ? Math.floor(request.expires.getTime() / 1000) : created + LONGEST_SECONDS;
  const covered = ['@method', '@target-uri', ...['content-digest', 'content-type'].filter((name) => headers[name])];
  const input: InnerList = [
    covered.map((name): Item => [name, new Map()]),
    new Map<string, string | number>([
      ['created', created],
      ['expires', expires],
      ['nonce', randomBytes(16).toString('base64url')],
      ['keyid', request.keyId],
      ['alg', ALGORITHM],
    ]),
  ];
  const base = signatureBase(input, { method: request.method, url: url.href, headers });
  const signature = sign('sha256', Buffer.from(base), { key: request.privateKey, dsaEncoding: 'ieee-p1363' });
  return {
    ...headers,
    'signature-input': serializeDictionary(new Map([[LABEL, input]])),
    signature: serializeDictionary(new Map([[LABEL, [bytesOf(signature), new Map()] as Item]])),
  };
}

/** @throws SignatureRefusal */
export async function verifyRequest(request: RequestToVerify): Promise<VerifiedRequest> {
  const headers = lowerCase(request.headers);
  const { input, signature } = readSignature(headers);
  const digest = digestNeeded(headers, coveredBy(input, headers), request.digestOfBody);
  const { created, expires, nonce, keyId } = readParameters(input[1]);
  const now = request.now.getTime() / 1000;
  if (created - request.maxSkewSeconds > now) throw new SignatureRefusal('too-new');
  if (expires + request.maxSkewSeconds < now) throw new SignatureRefusal('too-old');
  const key = await request.keyOf(keyId);
  if (!key || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new SignatureRefusal('unknown-key');
  const message = { method: request.method, url: request.url, headers };
  if (!(await fitsAside(signatureBase(input, message), signature, key))) throw new SignatureRefusal('bad-signature');
  if (digest && request.digestOfBody && !timingSafeEqual(digest, request.digestOfBody))
    throw new SignatureRefusal('bad-digest');
  return {
    keyId,
    nonce,
    created: new Date(created * 1000),
    expires: new Date(expires * 1000),
    ...(digest ? { digest } : {}),
  };
}

type Message =
  | { method: string; url: string; headers: Record<string, string> }
  | { status: number; headers: Record<string, string> };

/**
 * The text under the signature, RFC 9421 section 2.5. What is covered by nearly everybody is written out here, the rest by the library, which
 * reads each name three times: it took as long as hashing and canonicalising the document.
 */
export function signatureBase(input: InnerList, message: Message): string {
  const lines: string[] = [];
  for (const [name, parameters] of input[0]) {
    const value = typeof name === 'string' && parameters.size === 0 ? plainValue(name, message) : undefined;
    if (value === undefined) return signatureBaseByLibrary(input, message);
    lines.push(`"${String(name)}": ${value}`);
  }
  return [...lines, `"@signature-params": ${serializeInnerList(input)}`].join('\n');
}

function plainValue(name: string, message: Message): string | undefined {
  if ('method' in message && name === '@method') return message.method.toUpperCase();
  if ('method' in message && name === '@target-uri') return message.url;
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name) || !Object.hasOwn(message.headers, name)) return undefined;
  const value = message.headers[name];
  return value === undefined || value.includes('\n') ? undefined : value.trim();
}

export function signatureBaseByLibrary(input: InnerList, message: Message): string {
  try {
    const config = { fields: input[0].map((item) => serializeItem(item)) };
    const lines =
      'status' in message ? httpbis.createSignatureBase(config, message) : httpbis.createSignatureBase(config, message);
    return httpbis.formatSignatureBase([...lines, ['"@signature-params"', [serializeInnerList(input)]]]);
  } catch (cause) {
    throw new SignatureRefusal('malformed', 'signature-input', { cause });
  }
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const forSubtle = new WeakMap<KeyObject, webcrypto.CryptoKey>();

/**
 * The same in a thread of its own: checking a signature is a quarter of what taking a document over costs this process, and while another
 * core does it, this one goes on with other requests. By WebCrypto, because `verify` with a callback keeps this thread busy for 87 µs of its
 * 212, and this for 49 of 169.
 */
async function fitsAside(base: string, signature: Buffer, key: KeyObject): Promise<boolean> {
  let ready = forSubtle.get(key);
  if (!ready) forSubtle.set(key, (ready = key.toCryptoKey(ECDSA, true, ['verify'])));
  return subtle.verify(ECDSA, ready, signature, Buffer.from(base));
}

export function fits(base: string, signature: Buffer, key: KeyObject): boolean {
  return verify('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** One signature, with one label in both headers: of several, nobody could say which one was meant. */
function readSignature(headers: Record<string, string>): { input: InnerList; signature: Buffer } {
  const [inputs, signatures] = [headers['signature-input'], headers['signature']];
  if (inputs === undefined && signatures === undefined) throw new SignatureRefusal('unsigned');
  const [given, ...more] = dictionary(inputs ?? '');
  const usual = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]{86}==):$/.exec(signatures ?? '');
  if (given && more.length === 0 && usual?.[1] === given[0] && usual[2] && isInnerList(given[1]))
    return { input: given[1], signature: Buffer.from(usual[2], 'base64') };
  const made = dictionary(signatures ?? '');
  const bytes = given && made.get(given[0])?.[0];
  if (!given || more.length > 0 || made.size !== 1 || !isInnerList(given[1]) || !(bytes instanceof ArrayBuffer))
    throw new SignatureRefusal('malformed', 'signature');
  if (bytes.byteLength !== 64) throw new SignatureRefusal('malformed', 'signature');
  return { input: given[1], signature: Buffer.from(bytes) };
}

/** The names of what is covered. Parameters of components (`;req`, `;bs`, `;key`) change what a name means: none is taken. */
function coveredBy(input: InnerList, headers: Record<string, string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, parameters] of input[0]) {
    if (typeof name !== 'string' || parameters.size > 0 || names.has(name) || name !== name.toLowerCase())
      throw new SignatureRefusal('malformed', 'signature-input');
    if (!name.startsWith('@') && headers[name] === undefined) throw new SignatureRefusal('missing-component', 'header');
    names.add(name);
  }
  for (const name of ['@method', '@target-uri'])
    if (!names.has(name)) throw new SignatureRefusal('missing-component', name);
  return names;
}

function digestNeeded(
  headers: Record<string, string>,
  covered: ReadonlySet<string>,
  ofBody: Digest | undefined,
): Digest | undefined {
  const hasBody =
    Number(headers['content-length'] ?? 0) > 0 ||
    headers['transfer-encoding'] !== undefined ||
    headers['content-digest'] !== undefined ||
    (ofBody !== undefined && !ofBody.equals(EMPTY));
  if (!hasBody) return undefined;
  for (const name of ['content-digest', 'content-type'])
    if (!covered.has(name)) throw new SignatureRefusal('missing-component', name);
  const digest = readContentDigest(headers['content-digest'] ?? '');
  if (!digest) throw new SignatureRefusal('missing-component', 'content-digest');
  return digest;
}

function readParameters(parameters: InnerList[1]) {
  const value = (name: string, kind: 'string' | 'number'): unknown => {
    const found = parameters.get(name);
    if (found === undefined) throw new SignatureRefusal('missing-component', name);
    if (typeof found !== kind) throw new SignatureRefusal('malformed', name);
    return found;
  };
  const created = value('created', 'number') as number;
  const expires = value('expires', 'number') as number;
  const nonce = value('nonce', 'string') as string;
  const keyId = value('keyid', 'string') as string;
  if (!Number.isInteger(created) || !Number.isInteger(expires) || expires < created)
    throw new SignatureRefusal('malformed', 'created');
  if (nonce.length < 16 || nonce.length > 128) throw new SignatureRefusal('malformed', 'nonce');
  if (keyId.length === 0 || keyId.length > 256) throw new SignatureRefusal('malformed', 'keyid');
  if (parameters.has('alg') && parameters.get('alg') !== ALGORITHM) throw new SignatureRefusal('malformed', 'alg');
  return { created, expires: Math.min(expires, created + LONGEST_SECONDS), nonce, keyId };
}

function dictionary(field: string): ReturnType<typeof parseDictionary> {
  try {
    return parseDictionary(field);
  } catch (cause) {
    throw new SignatureRefusal('malformed', 'structured field', { cause });
  }
}

function lowerCase(headers: HeaderRecord): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) lower[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  return lower;
}

function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
