import { createHash, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { canonicalBytes, type Canonicalisation } from '../xml/canonical.ts';
import { elementsOf, isElement, textOf, walk, type Element } from '../xml/element.ts';
import type { Source } from '../xml/source.ts';
import * as names from './names.ts';
import { trusts, type Trust } from './trust.ts';

/**
 * What was found of a signature.
 * - `valid`: it covers the whole packet that was read, and the signer is trusted
 * - `sha1`: so too, but made with SHA-1, which proves nothing new today: for packets from an archive only
 * - `absent`: there is none
 * - `altered`: the packet was changed after it was signed, or the signature is another key's
 * - `untrusted`, `expired`: intact, but the certificate leads nowhere, or was not valid at that time
 * - `malformed`: more than one, or one that covers something else than what is read (signature wrapping)
 * - `unsupported`: an algorithm or transform outside of the profile
 */
export type SignatureState =
  | 'valid'
  | 'sha1'
  | 'absent'
  | 'altered'
  | 'untrusted'
  | 'expired'
  | 'malformed'
  | 'unsupported';

export interface SignatureFinding {
  state: SignatureState;
  /** The signer's, DER, once the signature itself has been checked. */
  certificate?: Buffer;
  /** As the signer says (XAdES), when that is signed too. */
  signedAt?: string;
}

class Refused extends Error {
  readonly state: 'malformed' | 'unsupported' | 'altered';
  constructor(state: 'malformed' | 'unsupported' | 'altered') {
    super(state);
    this.state = state;
  }
}

function refuse(): never {
  throw new Refused('malformed');
}

/**
 * Checks the enveloped signature of a packet over the tree that was read and the bytes behind it. A narrow profile, on purpose: exactly one
 * signature; one reference to the whole document, beside at most one to the signed properties of XAdES; no transform that selects.
 */
export async function verifySignature(source: Source, root: Element, trust: Trust): Promise<SignatureFinding> {
  const found = [...walk(root)].filter((one) => one.local === 'Signature' && one.namespace === names.DSIG);
  const [signature] = found;
  if (!signature) return { state: 'absent' };
  try {
    if (found.length > 1 || signature === root) throw new Refused('malformed');
    return await check(source, root, signature, trust);
  } catch (error) {
    if (error instanceof Refused) return { state: error.state };
    throw error;
  }
}

async function check(source: Source, root: Element, signature: Element, trust: Trust): Promise<SignatureFinding> {
  const signedInfo = one(signature, 'SignedInfo');
  const references = dsig(signedInfo, 'Reference');
  const properties = references.filter((reference) => attribute(reference, 'Type') === names.SIGNED_PROPERTIES);
  const [whole, ...more] = references.filter((reference) => !properties.includes(reference));
  if (!whole || more.length > 0 || properties.length > 1) throw new Refused('malformed');
  requireWhole(root, attribute(whole, 'URI'));

  const certificates = certificatesOf(signature);
  const [signer] = certificates;
  if (!signer) throw new Refused('malformed');
  const method = methodOf(one(signedInfo, 'SignatureMethod'), signer.publicKey);
  const form = formOf(one(signedInfo, 'CanonicalizationMethod'));
  const value = bytesOf(one(signature, 'SignatureValue'));
  const signed = Buffer.concat(await collect(canonicalBytes(source, signedInfo, form)));
  if (!verify(method.digest, signed, { key: signer.publicKey, ...method.encoding }, value))
    throw new Refused('altered');

  const digests = [await checkReference(source, whole, root, signature)];
  let signedAt: string | undefined;
  const [reference] = properties;
  if (reference) {
    const target = signedPropertiesOf(root, signature, attribute(reference, 'URI'));
    digests.push(await checkReference(source, reference, target, undefined));
    signedAt = readProperties(target, signer);
  }
  const certificate = signer.raw;
  const said = { certificate, ...(signedAt ? { signedAt } : {}) };
  const trusted = trusts(certificates, trust);
  if (trusted !== 'trusted') return { state: trusted, ...said };
  return { state: method.digest === 'sha1' || digests.includes('sha1') ? 'sha1' : 'valid', ...said };
}

/** The reference is to what is read: everything, or the root by its id, which nothing else may bear. */
function requireWhole(root: Element, uri: string | undefined): void {
  if (uri === '') return;
  const id = uri?.startsWith('#') ? uri.slice(1) : '';
  const bearers = id ? [...walk(root)].filter((element) => idOf(element) === id) : [];
  if (bearers.length !== 1 || bearers[0] !== root) throw new Refused('malformed');
}

/** Inside the signature, where nothing of the document is read from, and alone with its id. */
function signedPropertiesOf(root: Element, signature: Element, uri: string | undefined): Element {
  const bearers = [...walk(root)].filter((element) => uri === `#${idOf(element)}`);
  const [target] = bearers;
  const inside = [...walk(signature)].some((element) => element === target);
  if (!target || bearers.length !== 1 || !inside || target.local !== 'SignedProperties') throw new Refused('malformed');
  return target;
}

async function checkReference(
  source: Source,
  reference: Element,
  target: Element,
  enveloped: Element | undefined,
): Promise<'sha256' | 'sha1'> {
  let form: Canonicalisation = { exclusive: false };
  let leavesOut = false;
  for (const transforms of dsig(reference, 'Transforms'))
    for (const transform of elementsOf(transforms)) {
      if (attribute(transform, 'Algorithm') === names.ENVELOPED && enveloped) leavesOut = true;
      else form = formOf(transform);
    }
  if (enveloped && !leavesOut) throw new Refused('malformed');
  const algorithm = digestOf(one(reference, 'DigestMethod'));
  const hash = createHash(algorithm);
  for await (const piece of canonicalBytes(source, target, { ...form, ...(enveloped ? { omit: enveloped } : {}) }))
    hash.update(piece);
  if (!hash.digest().equals(bytesOf(one(reference, 'DigestValue')))) throw new Refused('altered');
  return algorithm;
}

/** XAdES: when it was signed, and that it was with this certificate. */
function readProperties(properties: Element, signer: X509Certificate): string | undefined {
  const all = [...walk(properties)];
  for (const cert of all.filter(({ local }) => local === 'CertDigest')) {
    const method = elementsOf(cert).find(({ local }) => local === 'DigestMethod');
    const value = elementsOf(cert).find(({ local }) => local === 'DigestValue');
    if (!method || !value) throw new Refused('malformed');
    const digest = createHash(digestOf(method)).update(signer.raw).digest();
    if (!digest.equals(bytesOf(value))) throw new Refused('altered');
  }
  const at = all.find(({ local }) => local === 'SigningTime');
  const said = at ? textOf(at) : '';
  return Number.isNaN(Date.parse(said)) ? undefined : said;
}

function formOf(method: Element): Canonicalisation {
  const algorithm = attribute(method, 'Algorithm');
  if (algorithm === names.INCLUSIVE) return { exclusive: false };
  if (algorithm !== names.EXCLUSIVE) throw new Refused('unsupported');
  const list = elementsOf(method).find(({ local }) => local === 'InclusiveNamespaces');
  const prefixes = (list && attribute(list, 'PrefixList'))?.split(/\s+/).filter(Boolean) ?? [];
  return { exclusive: true, inclusivePrefixes: prefixes.map((prefix) => (prefix === '#default' ? '' : prefix)) };
}

function methodOf(method: Element, key: KeyObject) {
  const algorithm = attribute(method, 'Algorithm');
  if (algorithm === names.ECDSA_SHA256) {
    if (key.asymmetricKeyType !== 'ec') throw new Refused('malformed');
    return { digest: 'sha256', encoding: { dsaEncoding: 'ieee-p1363' } } as const;
  }
  if (algorithm !== names.RSA_SHA256 && algorithm !== names.RSA_SHA1) throw new Refused('unsupported');
  if (key.asymmetricKeyType !== 'rsa') throw new Refused('malformed');
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Refused('unsupported');
  return { digest: algorithm === names.RSA_SHA1 ? 'sha1' : 'sha256', encoding: {} } as const;
}

function digestOf(method: Element): 'sha256' | 'sha1' {
  const algorithm = attribute(method, 'Algorithm');
  if (algorithm === names.SHA256) return 'sha256';
  if (algorithm === names.SHA1) return 'sha1';
  throw new Refused('unsupported');
}

function certificatesOf(signature: Element): X509Certificate[] {
  const data = dsig(signature, 'KeyInfo').flatMap((info) => dsig(info, 'X509Data'));
  const found = data.flatMap((one) => dsig(one, 'X509Certificate'));
  if (found.length > 8) throw new Refused('malformed');
  try {
    return found.map((one) => {
      const certificate = new X509Certificate(bytesOf(one));
      // Read here: a key that cannot be decoded is found out by asking for it.
      return certificate.publicKey.asymmetricKeyType ? certificate : refuse();
    });
  } catch {
    throw new Refused('malformed');
  }
}

function bytesOf(element: Element): Buffer {
  const text = textOf(element).replace(/\s+/g, '');
  if (element.children.some(isElement) || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new Refused('malformed');
  return Buffer.from(text, 'base64');
}

const dsig = (element: Element, local: string): Element[] =>
  elementsOf(element).filter((child) => child.local === local && child.namespace === names.DSIG);

function one(element: Element, local: string): Element {
  const [found, ...more] = dsig(element, local);
  if (!found || more.length > 0) throw new Refused('malformed');
  return found;
}

const attribute = (element: Element, local: string): string | undefined =>
  element.attributes.find((attr) => attr.local === local && attr.namespace === '')?.value;

const idOf = (element: Element): string | undefined =>
  element.attributes.find((attr) => /^id$/i.test(attr.local))?.value;

async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}
