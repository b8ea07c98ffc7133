import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Envelope, getConsignment, sendConsignment, takeNext } from '#modules/exchange/contract.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { CallFailure, type ProgramClient } from './program-client.ts';
import { takenBefore } from './taken-before.ts';
import { digestOf, isNoted, uploadFile } from './upload.ts';

export interface ToSend {
  files: readonly string[];
  /** The envelope without recipients and files, as JSON in a file. */
  document: string;
  to: readonly string[];
  groups?: readonly string[];
  /** Left out: made of the files, the document and the recipients, so that the same command again is the same consignment. */
  key?: string;
  stateDir: string;
}

/**
 * Sends the files and hands the envelope over. Run again it goes on where it stopped, and answers the first receipt in the end, also where
 * the notes of the earlier run are lost: the node is asked what it took under the key before anything is sent twice.
 */
export async function send(client: ProgramClient, given: ToSend): Promise<AnswerOf<typeof sendConsignment>> {
  let facts: Omit<Envelope, 'to' | 'files'>;
  try {
    facts = JSON.parse(readFileSync(given.document, 'utf8')) as typeof facts;
  } catch (cause) {
    throw new CallFailure('document', `${given.document} is no readable JSON.`, false, { cause });
  }
  const digests: string[] = [];
  for (const path of given.files) digests.push(await digestOf(path));
  const key = given.key ?? keyOf(facts, digests, given);
  const named = {
    ...facts,
    to: [...given.to],
    ...(given.groups && given.groups.length > 0 ? { groups: given.groups.map((ref) => ({ ref })) } : {}),
  };
  const local = given.files.map((path, index) => ({
    name: basename(path),
    bytes: statSync(path).size,
    sha256: digests[index] ?? '',
  }));
  if (digests.some((sha256) => !isNoted(client, sha256, given.stateDir))) {
    const before = await takenBefore(client, key, { ...named, files: local });
    if (before) return before;
  }
  const files = [];
  for (const path of given.files) files.push(await uploadFile(client, path, given.stateDir));
  const envelope: Envelope = { ...named, files };
  return client.json('/api/exchange/consignments', { method: 'POST', body: { key, envelope } });
}

function keyOf(facts: object, digests: readonly string[], { to, groups = [] }: ToSend): string {
  const said = JSON.stringify([facts, digests, [...to].toSorted(), [...groups].toSorted()]);
  return `file-${createHash('sha256').update(said).digest('hex')}`;
}

type Taken = NonNullable<AnswerOf<typeof takeNext>['delivery']>;

export interface Fetched {
  consignmentId: string;
  deliveryId: string;
  folder: string;
}

/**
 * Fetches what waits, until nothing does. A document is written whole into a folder of another name, which gets its own only when every
 * file has its digest; it is confirmed after that. A run that is cut anywhere is made up for by the next.
 */
export async function fetchAll(
  client: ProgramClient,
  into: string,
  heard: (fetched: Fetched) => void = () => undefined,
): Promise<Fetched[]> {
  mkdirSync(into, { recursive: true });
  const all: Fetched[] = [];
  for (;;) {
    const { delivery } = await client.json<AnswerOf<typeof takeNext>>('/api/exchange/deliveries/taken', {
      method: 'POST',
    });
    if (!delivery) return all;
    const folder = join(into, delivery.consignmentId);
    if (!existsSync(folder)) await write(client, delivery, folder);
    await client.json(`/api/exchange/deliveries/${delivery.deliveryId}/confirmations`, {
      method: 'POST',
      body: { lockId: delivery.lockId },
    });
    const { consignmentId, deliveryId } = delivery;
    all.push({ consignmentId, deliveryId, folder });
    heard({ consignmentId, deliveryId, folder });
  }
}

async function write(client: ProgramClient, delivery: Taken, folder: string): Promise<void> {
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  const { files = delivery.envelope.files } = delivery as Taken & { files?: Envelope['files'] };
  for (const [index, file] of files.entries()) {
    const path = join(unfinished, `${String(index + 1).padStart(2, '0')}-${safe(file.name)}`);
    const response = await client.fetch(`/api/files/${file.fileId}/content`);
    if (response.body)
      await pipeline(
        Readable.fromWeb(response.body as ReadableStream<Uint8Array>),
        createWriteStream(path, { flush: true }),
      );
    if (!existsSync(path) || (await digestOf(path)) !== file.sha256)
      throw new CallFailure('digest', `“${file.name}” did not come whole.`, true);
  }
  writeFileSync(join(unfinished, 'envelope.json'), `${JSON.stringify(delivery, null, 2)}\n`, { flush: true });
  renameSync(unfinished, folder);
}

/** A name that came from another agency writes nowhere but into its folder. */
function safe(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/[/\\\p{Cc}]+/gu, '_')
    .slice(0, 200);
}

export function unfinishedIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.part'));
}

export function status(client: ProgramClient, consignmentId: string): Promise<AnswerOf<typeof getConsignment>> {
  return client.json(`/api/exchange/consignments/${encodeURIComponent(consignmentId)}`);
}
