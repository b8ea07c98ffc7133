import { Readable } from 'node:stream';
import type { Locker } from '@tus/server';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountOf } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { isProblem, platformProblem } from '#platform/problem.ts';
import { filesProblem } from '../errors.ts';
import { cleanName } from '../names.ts';
import { inMegabytes } from '../rules.ts';
import type { Tools } from '../tools.ts';
import { closeUnread } from '#platform/web/close-unread.ts';
import { UploadStore } from './upload-store.ts';

/** Where resumable uploads live, in the protocol's words the creation URL. */
export const UPLOADS_PATH = '/api/files/uploads';

// Nothing to lock: the offset itself is compared at each write, in every process, and a connection that died
// without a word cannot hold up the one that continues for it.
const offsetIsTheLock: Locker = {
  newLock: () => ({ lock: () => Promise.resolve(), unlock: () => Promise.resolve() }),
};

/**
 * Serves tus 1.0 (creation, creation-with-upload, termination, expiration). The upload's id becomes the file's id
 * when it is complete. Refusals that are ours come as problem documents.
 */
export function mountUploads(scope: FastifyInstance, tools: Tools): void {
  const store = new UploadStore(tools);
  const owners = new WeakMap<object, string>();
  const failures = new WeakMap<object, unknown>();
  const tus = new Server({
    path: UPLOADS_PATH,
    relativeLocation: true,
    datastore: store,
    locker: offsetIsTheLock,
    maxSize: tools.rules.maxBytes,
    allowedOrigins: [],
    namingFunction: () => newId(),
    onUploadCreate: async (request, upload) => ({
      metadata: {
        filename: cleanName(upload.metadata?.['filename'] ?? upload.metadata?.['name'] ?? ''),
        owner: owners.get(request) ?? null,
      },
    }),
    onResponseError: (request, error) => {
      failures.set(request, error);
      return undefined;
    },
  });

  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  scope.route({
    method: ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/files/uploads',
    schema: { hide: true },
    handler: serve,
  });
  scope.route({
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: '/files/uploads/:uploadId',
    schema: { hide: true },
    handler: serve,
  });

  async function serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      return await answer(request, reply);
    } catch (error) {
      closeUnread(request, reply);
      throw error;
    }
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const owner = await admit(request);
    const asked = webRequest(request);
    if (owner !== undefined) owners.set(asked, owner);
    const response = await tus.handleWeb(asked);
    const failure = failures.get(asked);
    if (failure !== undefined) throw problemOf(failure);
    reply.status(response.status);
    for (const [name, value] of response.headers) reply.header(name, value);
    return reply.send(Buffer.from(await response.arrayBuffer()));
  }

  /** Everything that can be refused by the headers alone, before a byte of the body is read. */
  async function admit(request: FastifyRequest): Promise<string | undefined> {
    if (request.method === 'OPTIONS') return undefined;
    const owner = accountOf(request.actor);
    if (owner === null) throw platformProblem('not-signed-in');
    const { uploadId } = request.params as { uploadId?: string };
    if (uploadId !== undefined) {
      if ((await store.ownerOf(uploadId)) !== owner) throw filesProblem('not-found');
      return owner;
    }
    const length = request.headers['upload-length'];
    if (length !== undefined) {
      if (Number(length) > tools.rules.maxBytes)
        throw filesProblem('too-large', { params: { limit: inMegabytes(tools.rules.maxBytes) } });
      if (Number(length) === 0) throw filesProblem('empty');
    }
    return owner;
  }
}

function webRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  const hasBody = request.method === 'PATCH' || request.method === 'POST';
  return new Request(new URL(request.url, 'http://node.invalid'), {
    method: request.method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(bodyOf(request)) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  });
}

/** Read from where the server hands it on: a signed request is checked against its digest on the way. */
function bodyOf({ body, raw }: FastifyRequest): Readable {
  return body instanceof Readable ? body : raw;
}

/** The protocol library's failures in our words. */
function problemOf(failure: unknown): unknown {
  if (isProblem(failure)) return failure;
  const status =
    typeof failure === 'object' && failure !== null && 'status_code' in failure ? Number(failure.status_code) : 500;
  if (status === 404) return filesProblem('not-found');
  if (status === 409) return filesProblem('offset-conflict');
  if (status === 410) return filesProblem('upload-over');
  if (status === 413) return filesProblem('offset-conflict');
  return status < 500 ? filesProblem('upload-failed') : failure;
}
