import type { RawBuilder } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { job } from '#platform/jobs.ts';
import type { Download } from '#platform/operation.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import { mayRead } from './access.ts';
import { createPostgresContentStore, type ContentStore } from './content-store.ts';
import type { StoredFile } from './contract.ts';
import { filesProblem } from './errors.ts';
import { keepAll, type Keeping } from './keep-all.ts';
import { keepFiles } from './keep-files.ts';
import { keepingOf } from './keeping-of.ts';
import { getReadable, openFile, passOn, readBytes, viewFile } from './open-file.ts';
import { findFiles, storedFile } from './queries.ts';
import { readSmall } from './read-small.ts';
import { receiveFile, type Receiving } from './receive-file.ts';
import { removeFile } from './remove-file.ts';
import { routes } from './routes.ts';
import { rulesForAxis, rulesForPeople, type AxisRules, type FileRules } from './rules.ts';
import { rescanForgotten, SCAN_JOB, scanContent } from './scan-content.ts';
import { createClamAv, type Scanner } from './scanner.ts';
import { shareFiles } from './share-files.ts';
import { sweep, type Swept } from './sweep.ts';
import type { Tools } from './tools.ts';
import { openStream, type OpenedStream } from './large/open-stream.ts';
import { createManyPayloads, type ManyPayloads } from './large/many-payloads.ts';
import { createPayloads, type PayloadFile, type Payloads } from './large/payloads.ts';
import { receiveLarge, type ReceivingLarge } from './large/receive-large.ts';
import { mountForm } from './upload/mount-form.ts';
import { mountUploads } from './upload/mount-uploads.ts';

export { AXIS_TYPES, CONTENT_TYPES, type ContentType } from './content/types.ts';
export type { ContentStore } from './content-store.ts';
export type { StoredFile } from './contract.ts';
export type { Receiving } from './receive-file.ts';
export { HOUSE_RULES, type AxisRules, type FileRules } from './rules.ts';
export type { OpenedStream } from './large/open-stream.ts';
export type { AnnouncedPayload, ManyPayloads } from './large/many-payloads.ts';
export type { PayloadFile, Payloads, PayloadSender } from './large/payloads.ts';
export { WHOLE_BYTES, type WholeOutcome, type WholePayload } from './large/take-whole.ts';
export type { ReceivingLarge } from './large/receive-large.ts';
export type { Scanner } from './scanner.ts';
export { cleanName, nameWithExtension } from './names.ts';

/** The front door of the file room. */
export interface Files {
  parts: RoomParts;
  /** What people may send on this node. */
  rules: FileRules;
  /** What goes over the document axis. */
  axis: AxisRules;
  /**
   * Takes a whole file in and answers what is known of it. Throws files.empty, type-not-accepted, too-large,
   * password-protected, truncated, too-many-pixels, virus-found, daily-limit.
   */
  receive(source: AsyncIterable<Uint8Array> | Uint8Array, file: Receiving): Promise<StoredFile>;
  /** What is known of a file. Throws files.not-found. */
  get(id: string): Promise<StoredFile>;
  /** Those that exist, in the order asked for. */
  getMany(ids: readonly string[]): Promise<StoredFile[]>;
  /** As `get`, for a person: another person's file is files.not-found. */
  getFor(id: string, actor: Actor): Promise<StoredFile>;
  /** As `getFor`, for many people and files in one statement: in their order, undefined where one is not there for that person. */
  getManyFor(asked: readonly { id: string; actor: Actor }[]): Promise<(StoredFile | undefined)[]>;
  /** The bytes, for another room that has its own reasons; up to 64 MB. Throws files.not-found, virus-found, too-large. */
  read(id: string): Promise<Buffer>;
  /** The body of a download for an operation of another room, streamed and so of any size. Throws files.not-found, virus-found. */
  passOn(id: string): Promise<Pick<Download, 'bytes' | 'stored'>>;
  /**
   * Takes a file of up to AXIS_FILE_MAX_MB in as it streams, with a few megabytes of memory. Throws as `receive` (for the axis:
   * axis-type-not-accepted, axis-daily-limit), digest-differs, length-differs, and whatever the source throws.
   */
  receiveLarge(source: AsyncIterable<Uint8Array>, file: ReceivingLarge): Promise<StoredFile>;
  /**
   * The bytes of a file (id) or of a content (SHA-256, hexadecimal) for another room, from `from` up to and not including `to`, as fast
   * as they are taken. Throws files.not-found, files.virus-found, both before the first byte.
   */
  openStream(idOrSha256: string, part?: { from?: number; to?: number }): Promise<OpenedStream>;
  /** Content that comes from other nodes by its digest, over as many connections as it takes. */
  payloads: Omit<Payloads, 'finish'> & {
    finish(sha256: string, file: PayloadFile): Promise<StoredFile>;
  } & ManyPayloads;
  /** Several small files in memory, for another room; what is not there, infected, or longer than `most` bytes is left out. */
  readSmall(ids: readonly string[], most: number): Promise<Map<string, Buffer>>;
  /** The bytes for a person, with the headers to serve them. */
  open(id: string, actor: Actor): Promise<Download>;
  /** The viewing copy of a picture: at most 1600 px, JPEG, without metadata. */
  view(id: string, actor: Actor): Promise<Download>;
  /**
   * Marks files of `owner` (account) as needed by `reference` ('dossier:<id>'), so that they stay. Throws
   * files.not-found for another person's file, files.virus-found. Doing it twice changes nothing.
   */
  keep(ids: readonly string[], owner: string, reference: string): Promise<void>;
  /** As `keep`, for many references in one statement that does not wait for the disk (see keep-all.ts). @returns those that stay now */
  keepAll(wanted: readonly Keeping[]): Promise<readonly Keeping[]>;
  /** As `keep`, for many references, as a part of a statement of the caller: a row for each that is new (see keeping-of.ts). */
  keepingOf(wanted: readonly Keeping[]): RawBuilder<unknown>;
  /** Lets the officers of an agency open the files. */
  shareWith(ids: string | readonly string[], agencyId: string): Promise<void>;
  canRead(actor: Actor, id: string): Promise<boolean>;
  /** The owner takes back a file that nothing needs yet. Throws files.not-found, files.already-kept. */
  remove(id: string, actor: Actor): Promise<void>;
  /** Takes away what nobody kept; also runs every hour by itself. */
  sweep(): Promise<Swept>;
}

/** @param backing other places for the bytes and another scanner, for tests and larger installations */
export function createFiles(deps: PlatformDeps, backing: { content?: ContentStore; scanner?: Scanner } = {}): Files {
  const { database, publish, publishAll, jobs, clock, log, config } = deps;
  const scanner = backing.scanner ?? (config.clamav ? createClamAv(config.clamav) : undefined);
  const rules = rulesForPeople(config);
  const axis = rulesForAxis(config);
  const tools: Tools = {
    database,
    publish,
    publishAll,
    jobs,
    clock,
    log,
    rules,
    axis,
    content: backing.content ?? createPostgresContentStore(database),
    ...(scanner ? { scanner } : {}),
  };
  const payloads = createPayloads(tools);
  const files: Omit<Files, 'parts'> = {
    rules,
    axis,
    receive: async (source, file) => files.get(await receiveFile(tools, source, file)),
    async get(id) {
      const [file] = await findFiles(database, [id]);
      if (!file) throw filesProblem('not-found');
      return storedFile(file);
    },
    getMany: async (ids) => (await findFiles(database, ids)).map(storedFile),
    getFor: async (id, actor) => storedFile(await getReadable(tools, id, actor)),
    receiveLarge: async (source, file) => files.get(await receiveLarge(tools, source, file)),
    openStream: (idOrSha256, part) => openStream(tools, idOrSha256, part),
    payloads: {
      ...payloads,
      ...createManyPayloads(tools, payloads),
      finish: async (sha256, file) => files.get(await payloads.finish(sha256, file)),
    },
    readSmall: (ids, most) => readSmall(tools, ids, most),
    async getManyFor(asked) {
      const found = new Map(
        (await findFiles(database, [...new Set(asked.map(({ id }) => id))])).map((one) => [one.id, one]),
      );
      return asked.map(({ id, actor }) => {
        const file = found.get(id.toLowerCase());
        return file && mayRead(actor, file) ? storedFile(file) : undefined;
      });
    },
    read: (id) => readBytes(tools, id),
    passOn: (id) => passOn(tools, id),
    open: (id, actor) => openFile(tools, id, actor),
    view: (id, actor) => viewFile(tools, id, actor),
    keep: (ids, owner, reference) => keepFiles(tools, ids, owner, reference),
    keepAll: (wanted) => keepAll(tools, wanted),
    keepingOf: (wanted) => keepingOf(clock, wanted),
    shareWith: (ids, agencyId) => shareFiles(tools, typeof ids === 'string' ? [ids] : ids, agencyId),
    async canRead(actor, id) {
      const [file] = await findFiles(database, [id]);
      return file !== undefined && mayRead(actor, file);
    },
    remove: (id, actor) => removeFile(tools, id, actor),
    sweep: () => sweep(tools),
  };
  return { ...files, parts: partsOf(tools, files) };
}

function partsOf(tools: Tools, files: Omit<Files, 'parts'>): RoomParts {
  return {
    name: 'files',
    served: routes(files),
    jobs: [
      job<{ sha256: string }>(SCAN_JOB, ({ sha256 }) => scanContent(tools, Buffer.from(sha256, 'hex'))),
      job(
        'files.sweep',
        async (_payload, { log }) => {
          const swept = await sweep(tools);
          const rescanned = await rescanForgotten(tools);
          log.info({ ...swept, rescanned }, 'files swept');
        },
        { every: '17 * * * *' },
      ),
    ],
    async mount(fastify) {
      // Each in a scope of its own: they read bodies in different ways.
      await fastify.register(async (scope) => mountUploads(scope, tools));
      await fastify.register(async (scope) => mountForm(scope, tools));
    },
  };
}
