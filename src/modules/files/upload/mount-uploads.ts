import { Readable } from 'node:stream';
import type { Locker } from '@tus/server';
import { Metadata, Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountOf } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { isProblem, platformProblem } from '#platform/problem.ts';
import { maySendLarge } from '../access.ts';
import { filesProblem } from '../errors.ts';
import { cleanName } from '../names.ts';
import { inMegabytes } from '../rules.ts';
import type { Tools } from '../tools.ts';
import { closeUnread } from '#platform/web/close-unread.ts';
import { EXCHANGE, UploadStore } from './upload-store.ts';

/** Who begins an upload, and under which rules. */
interface Admitted {
  owner: string;
  /** Under the rules of the document axis: by metadata `purpose` of the value 'exchange'. */
  large: boolean;
}

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
  const admitted = new WeakMap<object, Admitted>();
  const failures = new WeakMap<object, unknown>();
  const tus = new Server({
    path: UPLOADS_PATH,
    relativeLocation: true,
    datastore: store,
    locker: offsetIsTheLock,
    // Each upload's own limit is looked at before (admit); what anybody may send is what is told to anybody.
    maxSize: ({ method }) => (method === 'OPTIONS' ? tools.rules.maxBytes : tools.axis.maxBytes),
    allowedOrigins: [],
    namingFunction: () => newId(),
    onUploadCreate: async (request, upload) => ({
      metadata: {
        filename: cleanName(upload.metadata?.['filename'] ?? upload.metadata?.['name'] ?? ''),
        owner: admitted.get(request)?.owner ?? null,
        purpose: admitted.get(request)?.large ? EXCHANGE : null,
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
    const sender = await admit(request);
    const asked = webRequest(request);
    if (sender) admitted.set(asked, sender);
    const response = await tus.handleWeb(asked);
    const failure = failures.get(asked);
    if (failure !== undefined) throw problemOf(failure);
    reply.status(response.status);
    for (const [name, value] of response.headers) reply.header(name, value);
    return reply.send(Buffer.from(await response.arrayBuffer()));
  }

  /** Everything that can be refused by the headers alone, before a byte of the body is read. */
  async function admit(request: FastifyRequest): Promise<Admitted | undefined> {
    if (request.method === 'OPTIONS') return undefined;
    const owner = accountOf(request.actor);
    if (owner === null) throw platformProblem('not-signed-in');
    const { uploadId } = request.params as { uploadId?: string };
    if (uploadId !== undefined) {
      const place = await store.placeOf(uploadId);
      if (place?.owner !== owner) throw filesProblem('not-found');
      if (request.method === 'PATCH' && place.open) refuseMisplaced(request, place);
      return { owner, large: false };
    }
    const large = purposeOf(request) === EXCHANGE;
    if (large && !maySendLarge(request.actor)) throw platformProblem('not-allowed');
    const { maxBytes } = large ? tools.axis : tools.rules;
    const length = request.headers['upload-length'];
    if (length !== undefined) {
      if (Number(length) > maxBytes) throw filesProblem('too-large', { params: { limit: inMegabytes(maxBytes) } });
      if (Number(length) === 0) throw filesProblem('empty');
    }
    return { owner, large };
  }
}

/**
 * A piece that does not follow, or goes over the end. The protocol library would see it, too, but only with the body in its hands, and
 * then the line is cut while megabytes still come: the sender would see a lost connection instead of the reason.
 */
function refuseMisplaced(
  { headers }: FastifyRequest,
  { received, length }: { received: number; length: number },
): void {
  const offset = headers['upload-offset'];
  const end = received + Number(headers['content-length'] ?? 0);
  if ((offset !== undefined && Number(offset) !== received) || end > length) throw filesProblem('offset-conflict');
}

/** What the sender says that the file is for, before the protocol library has read the request. */
function purposeOf(request: FastifyRequest): string | null | undefined {
  const given = request.headers['upload-metadata'];
  if (typeof given !== 'string') return undefined;
  try {
    return Metadata.parse(given)['purpose'];
  } catch {
    // The library refuses what cannot be read.
    return undefined;
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
