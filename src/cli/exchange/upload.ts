import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CallFailure, type ProgramClient } from './program-client.ts';

/** One piece is signed by its digest, so it is read whole: 4 MiB of memory whatever the file. */
const PIECE = 4 * 1024 * 1024;
const TUS = { 'tus-resumable': '1.0.0' };

export interface Uploaded {
  fileId: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

interface Stored {
  id: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
}

/**
 * Sends a file in pieces, going on where an earlier run stopped. Where it goes is noted under `stateDir` before the first piece: the same
 * file again is the same upload, and the envelope the same envelope.
 */
export async function uploadFile(client: ProgramClient, path: string, stateDir: string): Promise<Uploaded> {
  const sha256 = await digestOf(path);
  const note = noteOf(client, sha256, stateDir);
  const known = existsSync(note) ? await finish(client, path, readFileSync(note, 'utf8')) : undefined;
  const stored = known ?? (await finish(client, path, await begin(client, path, note)));
  if (!stored) throw new CallFailure('upload', `${path} could not be sent.`, true);
  if (stored.sha256 !== sha256) throw new CallFailure('changed', `${path} was changed while it was sent.`, true);
  return {
    fileId: stored.id,
    name: basename(path),
    mediaType: stored.type,
    bytes: stored.bytes,
    sha256,
  };
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

const inBase64 = (text: string): string => Buffer.from(text).toString('base64');

/** Where the upload of a file is noted. */
function noteOf(client: ProgramClient, sha256: string, stateDir: string): string {
  return join(stateDir, `${createHash('sha256').update(`${client.url} ${sha256}`).digest('hex')}.upload`);
}

/** Whether an earlier run left a note of this file's upload. */
export const isNoted = (client: ProgramClient, sha256: string, stateDir: string): boolean =>
  existsSync(noteOf(client, sha256, stateDir));

async function begin(client: ProgramClient, path: string, note: string): Promise<string> {
  const file = await open(path);
  const { size } = await file.stat();
  await file.close();
  const response = await client.fetch('/api/files/uploads', {
    method: 'POST',
    headers: {
      ...TUS,
      'upload-length': String(size),
      // Under the rules of the axis: up to the node's AXIS_FILE_MAX_MB, not what people may send.
      'upload-metadata': `filename ${inBase64(basename(path))},purpose ${inBase64('exchange')}`,
    },
  });
  const upload = new URL(response.headers.get('location') ?? '', client.url).pathname;
  mkdirSync(join(note, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(`${note}.part`, upload, { mode: 0o600 });
  renameSync(`${note}.part`, note);
  return upload;
}

/** @returns undefined when the upload is not there any more */
async function finish(client: ProgramClient, path: string, upload: string): Promise<Stored | undefined> {
  const stored = () => client.json<Stored>(`/api/files/${upload.split('/').at(-1)}`);
  try {
    return await stored();
  } catch (error) {
    if (!(error instanceof CallFailure) || error.again) throw error;
  }
  const file = await open(path);
  try {
    const { size } = await file.stat();
    let offset = await offsetOf(client, upload);
    if (offset === undefined) return undefined;
    while (offset < size) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(PIECE, size - offset)), 0, undefined, offset);
      await client.fetch(upload, {
        method: 'PATCH',
        headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        body: buffer.subarray(0, bytesRead),
      });
      offset += bytesRead;
    }
  } finally {
    await file.close();
  }
  return stored();
}

async function offsetOf(client: ProgramClient, upload: string): Promise<number | undefined> {
  try {
    const response = await client.fetch(upload, { method: 'HEAD', headers: TUS });
    return Number(response.headers.get('upload-offset'));
  } catch (error) {
    if (error instanceof CallFailure && !error.again) return undefined;
    throw error;
  }
}
