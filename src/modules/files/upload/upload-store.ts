import { DataStore, Upload } from '@tus/server';
import type { Readable } from 'node:stream';
import { sql, type Transaction } from 'kysely';
import { isId, newId } from '#platform/id.ts';
import { inspect } from '../content/inspect.ts';
import type { InspectedContent } from '../content/types.ts';
import { filesProblem } from '../errors.ts';
import { inspectLarge } from '../large/inspect-large.ts';
import { refusalOf } from '../large/refusal.ts';
import { digestOf, RunningHashes } from '../large/running-hashes.ts';
import { takeInPieces } from '../large/take-in-pieces.ts';
import { storeBlob, storeFile } from '../store-file.ts';
import { UPLOAD_HOURS } from '../sweep.ts';
import type { Tables } from '../tables.ts';
import { takeFromAxisDay, takeFromDay } from '../take-from-day.ts';
import type { Tools } from '../tools.ts';

/** What has come is written down at least this often: it is all that a lost connection can cost. */
const PIECE = 256 * 1024;
/** … and on a slow line after this long, in milliseconds. */
const LONGEST_UNWRITTEN = 2000;

/** The purpose, in an upload's metadata, that puts it under the rules of the document axis. */
export const EXCHANGE = 'exchange';

interface Row {
  id: string;
  owner: string;
  name: string;
  length: number;
  received: number;
  /** Where the pieces of a large upload lie. */
  blob_id: string | null;
}

/**
 * Resumable uploads (tus 1.0) in PostgreSQL, so that a person may continue at another process of the node.
 *
 * The last piece is not acknowledged until the whole file has been looked at and stored, in one transaction: what
 * the server calls received is safe, and a crash in between only makes the device send the last piece again.
 */
export class UploadStore extends DataStore {
  readonly #tools: Tools;
  readonly #hashes = new RunningHashes();

  constructor(tools: Tools) {
    super();
    this.#tools = tools;
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  /** `metadata.owner` is set by the server, never taken from the request. Throws files.daily-limit, axis-daily-limit. */
  override async create(upload: Upload): Promise<Upload> {
    const { owner, filename, purpose } = upload.metadata ?? {};
    const length = upload.size;
    if (!owner || length === undefined) throw new Error('An upload needs an owner and a length');
    const now = this.#tools.clock.now();
    const { database, content, rules, axis } = this.#tools;
    const blobId = purpose === EXCHANGE ? newId() : null;
    await database.transaction<Tables, void>(async (trx) => {
      if (blobId === null) await takeFromDay(trx, { owner, bytes: length, now }, rules.daily);
      else {
        await takeFromAxisDay(trx, { sender: `account:${owner}`, bytes: length, now }, axis.dailyBytes);
        await content.begin(trx, [blobId], now);
      }
      await trx
        .insertInto('files.upload')
        .values({
          id: upload.id,
          owner,
          name: filename ?? '',
          length,
          blob_id: blobId,
          started_at: now,
          touched_at: now,
        })
        .execute();
    });
    upload.creation_date = now.toISOString();
    return upload;
  }

  /** How far it is. Throws `files.not-found`, or `files.upload-over` for one that was refused. */
  override async getUpload(id: string): Promise<Upload> {
    const row = isId(id) ? await this.#find(id) : undefined;
    if (!row) throw filesProblem('not-found');
    if (row.state === 'refused') throw filesProblem('upload-over');
    return new Upload({
      id: row.id,
      size: row.length,
      offset: row.received,
      metadata: { filename: row.name },
      creation_date: row.started_at.toISOString(),
    });
  }

  /** Takes what comes; throws `files.offset-conflict` when another connection has written meanwhile. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.#find(id);
    if (!upload) throw filesProblem('not-found');
    if (upload.blob_id !== null) return this.#writeLarge(upload, upload.blob_id, stream, offset);
    let at = offset;
    let waiting: Buffer[] = [];
    let size = 0;
    let written = Date.now();
    const writeDown = async () => {
      if (size === 0) return;
      const piece = Buffer.concat(waiting);
      [waiting, size, written] = [[], 0, Date.now()];
      await this.#append(upload, at, piece);
      at += piece.length;
    };
    try {
      for await (const part of stream as AsyncIterable<Buffer>) {
        waiting.push(part);
        size += part.length;
        if (at + size >= upload.length) continue;
        if (size >= PIECE || Date.now() - written > LONGEST_UNWRITTEN) await writeDown();
      }
    } catch (error) {
      // The connection is gone. What came before is kept, and the device goes on from there.
      if (at + size < upload.length) await writeDown();
      throw error;
    }
    if (at + size < upload.length) await writeDown();
    else if (at < upload.length) {
      await this.#finish(upload, at, Buffer.concat(waiting));
      at = upload.length;
    }
    return at;
  }

  override async remove(id: string): Promise<void> {
    await this.#tools.database.transaction<Tables, void>(async (trx) => {
      const gone = await trx.deleteFrom('files.upload').where('id', '=', id).returning('blob_id').executeTakeFirst();
      if (gone?.blob_id) await this.#tools.content.discard(trx, [gone.blob_id]);
    });
  }

  override getExpiration(): number {
    return UPLOAD_HOURS * 3_600_000;
  }

  /** Whose upload it is and how far; `undefined` for one that does not exist. */
  async placeOf(id: string): Promise<{ owner: string; received: number; length: number; open: boolean } | undefined> {
    const row = isId(id) ? await this.#find(id) : undefined;
    return row && { ...row, open: row.state === 'open' };
  }

  #find(id: string) {
    return this.#tools.database
      .of<Tables>()
      .selectFrom('files.upload')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
  }

  async #writeLarge(upload: Row, blobId: string, stream: Readable, offset: number): Promise<number> {
    const { database, content } = this.#tools;
    const write = async (at: number, piece: Buffer): Promise<void> => {
      await database.transaction<Tables, void>(async (trx) => {
        await this.#advance(trx, upload.id, at, { received: at + piece.length });
        await content.append(trx, [{ blobId, at, piece }]);
      });
      this.#hashes.update(blobId, at, piece);
    };
    const { at, rest } = await takeInPieces(stream, offset, write, upload.length);
    const end = at + rest.length;
    if (end === upload.length && rest.length > 0) await this.#finishLarge(upload, blobId, at, rest);
    else if (rest.length > 0) await write(at, rest);
    return end;
  }

  async #finishLarge(upload: Row, blobId: string, at: number, last: Buffer): Promise<void> {
    const { database, content, rules } = this.#tools;
    const { id, owner, name, length } = upload;
    async function* read(from: number, to: number): AsyncGenerator<Buffer> {
      if (from < at) yield* content.streamBlob(blobId, from, Math.min(to, at));
      if (to > at) yield last.subarray(Math.max(0, from - at), to - at);
    }
    const found = await inspectLarge(read, length, rules.maxBytes);
    if (!found.ok) {
      await this.#refuse(upload, at, found.why);
      throw refusalOf(found.why);
    }
    this.#hashes.update(blobId, at, last);
    const sha256 = this.#hashes.take(blobId, length) ?? (await digestOf(read(0, length)));
    await database.transaction<Tables, void>(async (trx) => {
      await this.#advance(trx, id, at, { received: length, state: 'stored' });
      await content.append(trx, [{ blobId, at, piece: last }]);
      await storeBlob(trx, this.#tools, { id, owner, name, bytes: length, content: found.content, blobId, sha256 });
    });
  }

  async #append(upload: Row, at: number, piece: Buffer): Promise<void> {
    await this.#tools.database.transaction<Tables, void>(async (trx) => {
      await this.#advance(trx, upload.id, at, { received: at + piece.length });
      await trx.insertInto('files.upload_chunk').values({ upload_id: upload.id, starts_at: at, data: piece }).execute();
    });
  }

  async #finish(upload: Row, at: number, last: Buffer): Promise<void> {
    const { database } = this.#tools;
    const chunks = await database
      .of<Tables>()
      .selectFrom('files.upload_chunk')
      .select('data')
      .where('upload_id', '=', upload.id)
      .where('starts_at', '<', at)
      .orderBy('starts_at')
      .execute();
    const bytes = Buffer.concat([...chunks.map((chunk) => chunk.data), last]);
    if (bytes.length !== upload.length) throw filesProblem('offset-conflict');
    const found = await inspect(bytes, this.#tools.rules.types);
    if (!found.ok) {
      await this.#refuse(upload, at, found.why);
      throw filesProblem(found.why);
    }
    await this.#store(upload, at, bytes, found.content);
  }

  async #store(upload: Row, at: number, bytes: Buffer, content: InspectedContent): Promise<void> {
    const { id, owner, name } = upload;
    await this.#tools.database.transaction<Tables, void>(async (trx) => {
      await this.#advance(trx, id, at, { received: upload.length, state: 'stored' });
      await storeFile(trx, this.#tools, { id, owner, name, bytes, content });
      await trx.deleteFrom('files.upload_chunk').where('upload_id', '=', id).execute();
    });
  }

  async #refuse(upload: Row, at: number, why: string): Promise<void> {
    await this.#tools.database.transaction<Tables, void>(async (trx) => {
      await this.#advance(trx, upload.id, at, { received: at, state: 'refused', refused_because: why });
      await trx.deleteFrom('files.upload_chunk').where('upload_id', '=', upload.id).execute();
      if (upload.blob_id !== null) await this.#tools.content.discard(trx, [upload.blob_id]);
    });
  }

  /** Moves on only from where the sender believed the upload to be: this comparison is the lock between processes. */
  async #advance(
    trx: Transaction<Tables>,
    id: string,
    from: number,
    to: { received: number; state?: string; refused_because?: string },
  ): Promise<void> {
    const { rows } = await sql`
      update files.upload set received = ${to.received}, state = ${to.state ?? 'open'},
        refused_because = ${to.refused_because ?? null},
        blob_id = case when ${to.state ?? 'open'} = 'open' then blob_id end, touched_at = ${this.#tools.clock.now()}
      where id = ${id} and received = ${from} and state = 'open' returning id`.execute(trx);
    if (rows.length === 0) throw filesProblem('offset-conflict');
  }
}
