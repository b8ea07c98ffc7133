import { isElement, isPayload, type Element, type Payload } from './element.ts';
import type { Source } from './source.ts';

/** Canonical XML 1.0 without comments, inclusive or exclusive. */
export interface Canonicalisation {
  exclusive: boolean;
  /** PrefixList of an exclusive one: prefixes treated as in the inclusive one. '' for #default. */
  inclusivePrefixes?: readonly string[];
  /** The enveloped signature, which is left out. */
  omit?: Element;
}

type Namespaces = ReadonlyMap<string, string>;

/**
 * The canonical form of an element, in pieces, with the payloads as places in the packet. No library that we know does this without the
 * whole document in memory, and it must be done over exactly the tree that is then read: what another parser saw is not what was signed.
 */
export function* canonical(element: Element, form: Canonicalisation): Generator<string | Payload> {
  const above: Element[] = [];
  for (let one = element.parent; one; one = one.parent) above.unshift(one);
  const scope = new Map<string, string>();
  for (const one of above) for (const [prefix, uri] of one.declares) scope.set(prefix, uri);
  yield* render(element, form, scope, new Map());
}

function* render(
  element: Element,
  form: Canonicalisation,
  outerScope: Namespaces,
  outerRendered: Namespaces,
): Generator<string | Payload> {
  if (element === form.omit) return;
  const scope = element.declares.size > 0 ? new Map([...outerScope, ...element.declares]) : outerScope;
  const declared = neededNamespaces(element, form, scope).filter(
    ([prefix, uri]) => prefix !== 'xml' && (outerRendered.get(prefix) ?? '') !== uri,
  );
  const rendered = declared.length > 0 ? new Map([...outerRendered, ...declared]) : outerRendered;
  const name = qualified(element);
  const namespaces = declared
    .toSorted(([one], [other]) => compare(one, other))
    .map(([prefix, uri]) => ` xmlns${prefix ? `:${prefix}` : ''}="${escapeAttribute(uri)}"`);
  const attributes = element.attributes
    .toSorted((one, other) => compare(one.namespace, other.namespace) || compare(one.local, other.local))
    .map((one) => ` ${qualified(one)}="${escapeAttribute(one.value)}"`);
  yield `<${name}${namespaces.join('')}${attributes.join('')}>`;
  for (const child of element.children) {
    if (isElement(child)) yield* render(child, form, scope, rendered);
    else yield isPayload(child) ? child : escapeText(child);
  }
  yield `</${name}>`;
}

/** The namespaces that must be known at an element: those in use, or, inclusively, all that are in scope. */
function neededNamespaces(
  element: Element,
  { exclusive, inclusivePrefixes = [] }: Canonicalisation,
  scope: Namespaces,
): [string, string][] {
  const prefixes = exclusive
    ? new Set([
        element.prefix,
        ...element.attributes.flatMap(({ prefix }) => (prefix ? [prefix] : [])),
        ...inclusivePrefixes.filter((prefix) => scope.has(prefix)),
      ])
    : new Set(['', ...scope.keys()]);
  return [...prefixes].map((prefix) => [prefix, scope.get(prefix) ?? '']);
}

const qualified = ({ prefix, local }: { prefix: string; local: string }) => (prefix ? `${prefix}:${local}` : local);
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

const TEXT: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const ATTRIBUTE: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
export const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (one) => TEXT[one] ?? one);
export const escapeAttribute = (text: string): string => text.replace(/[&<"\t\n\r]/g, (one) => ATTRIBUTE[one] ?? one);

/** As bytes, with the payloads read from the packet as a parser would: line ends as line feeds. */
export async function* canonicalBytes(
  source: Source,
  element: Element,
  form: Canonicalisation,
): AsyncGenerator<Buffer> {
  let pending = '';
  for (const piece of canonical(element, form)) {
    if (typeof piece === 'string') {
      pending += piece;
      if (pending.length < 65_536) continue;
    }
    yield Buffer.from(pending);
    pending = '';
    if (typeof piece === 'object') yield* withLineFeeds(source.read(piece.from, piece.to));
  }
  yield Buffer.from(pending);
}

async function* withLineFeeds(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let afterReturn = false;
  for await (const piece of source) {
    if (!piece.includes(0x0d) && !afterReturn) {
      yield piece;
      continue;
    }
    const text = piece.toString('latin1');
    const joined = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    afterReturn = text.endsWith('\r');
    yield Buffer.from(joined.replace(/\r\n?/g, '\n'), 'latin1');
  }
}
