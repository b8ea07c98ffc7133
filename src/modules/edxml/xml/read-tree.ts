import { SaxesParser, type SaxesTagNS } from 'saxes';
import { isProblem } from '#platform/problem.ts';
import { edxmlProblem } from '../errors.ts';
import type { PacketLimits } from '../limits.ts';
import { watchBase64 } from './base64.ts';
import type { Attribute, Element, Payload } from './element.ts';
import type { Source } from './source.ts';

const LESS = 0x3c;
const GREATER = 0x3e;
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * Reads a packet into a tree that holds everything but the payloads; of these it keeps only where they stand. The parser would gather the
 * whole text of an element before it tells of it, so the text of a payload goes around it: the bytes are given to the parser up to each
 * `>`; when that has opened a payload element, what follows up to the next `<` is base64 and is only looked at. A packet of 270 MB is so
 * read with no more memory than one of 270 KB.
 * @param isPayloadElement whether the text of an element is a file
 * @throws edxml.not-xml, truncated, forbidden, too-large, too-complex, bad-base64
 */
export async function readTree(
  source: Source,
  limits: Pick<PacketLimits, 'markupBytes' | 'depth' | 'elements' | 'attributes'>,
  isPayloadElement: (element: Element) => boolean,
): Promise<Element> {
  const building = build(limits, isPayloadElement);
  const feed = feeder(building.parser, limits.markupBytes);
  let base = 0;
  for await (const chunk of source.read()) {
    let at = 0;
    while (at < chunk.length) {
      const open = building.payload();
      if (open) {
        const end = chunk.indexOf(LESS, at);
        const stop = end < 0 ? chunk.length : end;
        open.watch.take(chunk.subarray(at, stop));
        if (end >= 0) {
          open.watch.end();
          building.endPayload(base + end);
        }
        at = stop;
      } else {
        const end = chunk.indexOf(GREATER, at);
        const stop = end < 0 ? chunk.length : end + 1;
        feed.take(chunk.subarray(at, stop));
        building.startPayload(base + stop);
        at = stop;
      }
    }
    base += chunk.length;
  }
  if (building.payload()) throw edxmlProblem('truncated');
  feed.end();
  return building.root();
}

/** Bytes to text to the parser, with the document types caught before the parser sees them. */
function feeder(parser: SaxesParser<{ xmlns: true }>, markupBytes: number) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let taken = 0;
  let tail = '';
  const write = (text: string) => {
    const looked = tail + text;
    // Also where it only looks like one (in a comment): no honest packet has it.
    if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(looked)) throw edxmlProblem('forbidden');
    tail = looked.slice(-10);
    parser.write(text);
  };
  const guarded = (work: () => void, code: 'not-xml' | 'truncated') => {
    try {
      work();
    } catch (error) {
      if (isProblem(error)) throw error;
      throw code === 'truncated'
        ? edxmlProblem('truncated', { cause: error })
        : edxmlProblem('not-xml', { params: { why: parser.line > 0 ? `${parser.line}:${parser.column}` : 'UTF-8' } });
    }
  };
  return {
    take(bytes: Buffer) {
      taken += bytes.length;
      if (taken > markupBytes)
        throw edxmlProblem('too-large', { params: { limit: `${Math.round(markupBytes / 1024 / 1024)} MB` } });
      guarded(() => write(decoder.decode(bytes, { stream: true })), 'not-xml');
    },
    end: () =>
      guarded(() => {
        write(decoder.decode());
        parser.close();
      }, 'truncated'),
  };
}

function build(
  limits: Pick<PacketLimits, 'depth' | 'elements' | 'attributes'>,
  isPayloadElement: (element: Element) => boolean,
) {
  const parser = new SaxesParser({ xmlns: true });
  let root: Element | undefined;
  let current: Element | undefined;
  let opened: Element | undefined;
  let payload: { range: Payload; watch: ReturnType<typeof watchBase64> } | undefined;
  /** The payload element between the end of its text and its closing tag: nothing else may come there. */
  let closing: Element | undefined;
  let depth = 0;
  let elements = 0;
  let attributes = 0;

  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && !/^utf-?8$/i.test(encoding))
      throw edxmlProblem('not-xml', { params: { why: encoding.slice(0, 20) } });
  });
  parser.on('doctype', () => {
    throw edxmlProblem('forbidden');
  });
  parser.on('processinginstruction', () => {
    throw edxmlProblem('forbidden');
  });
  const nothingInPayload = () => {
    if (closing) throw edxmlProblem('bad-base64');
  };
  parser.on('comment', nothingInPayload);
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > limits.attributes) throw edxmlProblem('too-complex');
  });
  parser.on('opentag', (tag) => {
    nothingInPayload();
    attributes = 0;
    depth += 1;
    elements += 1;
    if (depth > limits.depth || elements > limits.elements) throw edxmlProblem('too-complex');
    const element = elementOf(tag, current);
    current?.children.push(element);
    root ??= element;
    current = element;
    opened = element;
  });
  const text = (said: string) => {
    nothingInPayload();
    current?.children.push(said);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    depth -= 1;
    closing = undefined;
    opened = undefined;
    current = current?.parent;
  });
  return {
    parser,
    payload: () => payload,
    startPayload(at: number) {
      const element = opened;
      opened = undefined;
      if (!element || !isPayloadElement(element)) return;
      const range = { from: at, to: at };
      element.children.push(range);
      payload = { range, watch: watchBase64() };
    },
    endPayload(at: number) {
      if (payload) payload.range.to = at;
      payload = undefined;
      closing = current;
    },
    root(): Element {
      if (!root) throw edxmlProblem('truncated');
      return root;
    },
  };
}

function elementOf(tag: SaxesTagNS, parent: Element | undefined): Element {
  const attributes: Attribute[] = Object.values(tag.attributes)
    .filter(({ uri }) => uri !== XMLNS)
    .map(({ prefix, local, uri, value }) => ({ prefix, local, namespace: uri, value }));
  return {
    prefix: tag.prefix,
    local: tag.local,
    namespace: tag.uri,
    declares: new Map(Object.entries(tag.ns)),
    attributes,
    children: [],
    parent,
  };
}
