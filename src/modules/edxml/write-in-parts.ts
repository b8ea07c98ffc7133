import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { DocumentFacts } from './packet/types.ts';
import { signatureElement } from './signature/sign.ts';
import { documentHeader, manifestOf, packet, type Signing, type WrittenAttachment } from './write-packet.ts';
import { encodeBase64 } from './xml/base64.ts';
import { storedZip } from './zip/stored-zip.ts';

/** Cannot stand in XML, so it stands in no text of ours. */
const PLACE = '\u0000';

export interface PacketParts {
  /** The packet around its files: one more than there are files. */
  xml: string[];
  /** What stands before and after each file in its archive. */
  archives: { head: Buffer; tail: Buffer }[];
}

/**
 * A signed document packet with its files left out: xml[0], then of each file the base64 of head, file and tail, and the next piece of XML. Put
 * together with `cat` and `base64` it is the packet that was signed. The files are read twice, once for their sums and once for the digest.
 */
export async function writeInParts(
  facts: DocumentFacts,
  attachments: readonly WrittenAttachment[],
  { identity, at }: Signing,
): Promise<PacketParts> {
  const archives: PacketParts['archives'] = [];
  for (const one of attachments) {
    const file = { name: one.name, bytes: 0, crc32: 0 };
    for await (const piece of one.open()) {
      file.bytes += piece.byteLength;
      file.crc32 = crc32(piece, file.crc32);
    }
    archives.push(storedZip(file, at));
  }
  const header = documentHeader(facts);
  const body = manifestOf(attachments);
  const hash = createHash('sha256');
  for await (const piece of packet(header, '', body, attachments, (one) => encoded(one, archives[attachments.indexOf(one)]))) hash.update(piece); // prettier-ignore
  const signature = signatureElement(hash.digest(), identity, at);
  let whole = '<?xml version="1.0" encoding="UTF-8"?>\n';
  for await (const piece of packet(header, signature, body, attachments, place)) whole += piece;
  return { xml: whole.split(PLACE), archives };
}

async function* place(): AsyncGenerator<string> {
  yield PLACE;
}

function encoded(one: WrittenAttachment, archive: PacketParts['archives'][number] | undefined): AsyncIterable<string> {
  if (!archive) throw new Error('A file has no archive');
  return encodeBase64(
    (async function* () {
      yield archive.head;
      for await (const piece of one.open()) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      yield archive.tail;
    })(),
  );
}
