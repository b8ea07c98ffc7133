/** Where the text of a payload stands in the packet, in bytes. It is never kept in memory. */
export interface Payload {
  from: number;
  to: number;
}

export interface Attribute {
  prefix: string;
  local: string;
  namespace: string;
  value: string;
}

/** An element as it was written: enough to find it by its local name, and to bring it into canonical form for a signature. */
export interface Element {
  prefix: string;
  local: string;
  namespace: string;
  /** Namespaces declared here, by prefix; '' is the default one. */
  declares: ReadonlyMap<string, string>;
  attributes: readonly Attribute[];
  children: (Element | string | Payload)[];
  parent: Element | undefined;
}

export const isElement = (node: Element | string | Payload): node is Element =>
  typeof node === 'object' && 'local' in node;
export const isPayload = (node: Element | string | Payload): node is Payload =>
  typeof node === 'object' && 'from' in node;

export function elementsOf(element: Element): Element[] {
  return element.children.filter(isElement);
}

/** The element and everything below it. */
export function* walk(element: Element): Generator<Element> {
  yield element;
  for (const child of elementsOf(element)) yield* walk(child);
}

/** All text directly inside, across comments; NFC, without space around it. */
export function textOf(element: Element): string {
  return element.children
    .filter((node) => typeof node === 'string')
    .join('')
    .normalize('NFC')
    .trim();
}
