import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fileSource, readPacket, spool, writeInParts, type PacketParts } from '#modules/edxml/index.ts';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { findPacketFacts, isSignedAndSame } from './bundle-packet.ts';
import { payloadName } from './bundle-names.ts';

/** Pieces of the whole packet, in the order in which `cat` puts them together: XML as it is, the rest as base64. */
export const xmlPart = (place: number): string => `edxml/${String(place).padStart(2, '0')}.xml`;
export const headPart = (place: number): string => `edxml/${String(place).padStart(2, '0')}.head`;
export const tailPart = (place: number): string => `edxml/${String(place).padStart(2, '0')}.tail`;

/**
 * The document in edXML with its files in it, under the node's XML signature, as the parts around the files: the files themselves are in the
 * bundle once. Made with the first bundle that has files; that reads them twice.
 */
export async function bundleParts(
  deps: ExchangeDeps,
  consignmentId: string,
  files: Envelope['files'],
): Promise<PacketParts> {
  const db = deps.database.of<Tables>();
  const kept = async (): Promise<PacketParts | undefined> => {
    const row = await db
      .selectFrom('exchange.bundle_parts')
      .select(['xml', 'heads', 'tails'])
      .where('consignment_id', '=', consignmentId)
      .executeTakeFirst();
    return (
      row && {
        xml: row.xml,
        archives: row.heads.map((head, index) => ({ head, tail: row.tails[index] ?? Buffer.alloc(0) })),
      }
    );
  };
  const known = await kept();
  if (known) return known;
  const { facts } = await findPacketFacts(deps, consignmentId);
  const at = deps.clock.now();
  const attachments = files.map((file, index) => ({
    contentId: `tep-${index + 1}`,
    name: file.name,
    mediaType: file.mediaType,
    open: () => opened(deps, file.fileId),
  }));
  const made = await writeInParts(facts, attachments, { identity: await deps.signing.xmlIdentity(), at });
  await sql`
    insert into exchange.bundle_parts (consignment_id, xml, heads, tails, at)
    values (${consignmentId}, ${made.xml}::text[], ${made.archives.map(({ head }) => head)}::bytea[],
      ${made.archives.map(({ tail }) => tail)}::bytea[], ${at})
    on conflict do nothing`.execute(db);
  return (await kept()) ?? made;
}

async function* opened(deps: ExchangeDeps, fileId: string): AsyncGenerator<Buffer> {
  yield* await deps.files.openStream(fileId);
}

/** The names of the pieces, in their order. */
export function pieceOrder(files: readonly { sha256: string }[]): { name: string; coded: boolean; place: number }[] {
  return [
    { name: xmlPart(0), coded: false, place: 0 },
    ...files.flatMap(({ sha256 }, index) => [
      { name: headPart(index + 1), coded: true, place: index + 1 },
      { name: payloadName(sha256), coded: true, place: index + 1 },
      { name: tailPart(index + 1), coded: true, place: index + 1 },
      { name: xmlPart(index + 1), coded: false, place: index + 1 },
    ]),
  ];
}

/** Twice the largest file of the axis, as base64, and what stands around it. */
const MOST_BYTES = 64 * 1024 ** 3;

/** Whether the parts and the files are together a packet that is signed under these roots, says this document and carries these very files. */
export async function checkParts(
  envelope: Envelope,
  open: (name: string) => AsyncIterable<Buffer>,
  roots: readonly Buffer[],
): Promise<boolean> {
  const spooled = await spool(putTogether(envelope.files, open), MOST_BYTES, () => {
    throw new Error('More than any packet has.');
  });
  try {
    const packet = await readPacket(fileSource(spooled.path, spooled.bytes));
    if (!(await isSignedAndSame(packet, envelope, roots)) || packet.kind !== 'document') return false;
    if (packet.attachments.length !== envelope.files.length) return false;
    for (const [index, attachment] of packet.attachments.entries()) {
      const file = envelope.files[index];
      const inside = await attachment.open();
      const hash = createHash('sha256');
      try {
        for await (const piece of inside.stream) hash.update(piece);
      } finally {
        await inside.close();
      }
      if (attachment.name.normalize('NFC') !== file?.name.normalize('NFC') || hash.digest('hex') !== file.sha256)
        return false;
    }
    return true;
  } finally {
    await spooled.remove();
  }
}

async function* putTogether(
  files: readonly { sha256: string }[],
  open: (name: string) => AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const pieces = pieceOrder(files);
  for (const [index, { name, coded, place }] of pieces.entries()) {
    if (!coded) {
      yield* open(name);
      continue;
    }
    // Head, file and tail are one archive: what is left of one piece goes in front of the next.
    if (name !== headPart(place)) continue;
    let rest = Buffer.alloc(0);
    for (const part of pieces.slice(index, index + 3))
      for await (const piece of open(part.name)) {
        const bytes = Buffer.concat([rest, piece]);
        const whole = bytes.length - (bytes.length % 3);
        rest = Buffer.from(bytes.subarray(whole));
        if (whole > 0) yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1');
      }
    yield Buffer.from(rest.toString('base64'), 'latin1');
  }
}

/** What to type for it; run as it stands by a test. */
export function partsCommand(files: readonly { sha256: string }[]): string {
  const steps = files.map(
    ({ sha256 }, index) =>
      `cat ${headPart(index + 1)} ${payloadName(sha256)} ${tailPart(index + 1)} | base64 -w0; cat ${xmlPart(index + 1)}`,
  );
  return `{ cat ${xmlPart(0)}; ${steps.join('; ')}; } > toan-bo.edxml`;
}
