import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { spool, sweepSpooled, type Spooled } from '#modules/edxml/index.ts';
import { platformProblem, isProblem, type ProblemError } from '#platform/problem.ts';
import type { ProgramActor } from '#platform/access.ts';
import type { VxpDeps } from '../deps.ts';
import { vxpProblem } from '../errors.ts';
import { fetchPacket } from '../fetch-packet.ts';
import { deleteAgency, listAgencies, registerAgency, type Named } from '../agencies.ts';
import { countStatuses, listReceived, listSent, type Asked } from '../lists.ts';
import { inTheNameOf, requireRight, sendPacket, type OnTheWire } from '../send-packet.ts';
import { updateStatus } from '../update-status.ts';
import { failure, ok, type Answer } from './answers.ts';
import { codesOf, credentialsOf, digestOf, pageOf, parametersOf, type Parameters } from './headers.ts';
import { packetOfForm } from './read-form.ts';

export const MOUNTED_AT = '/vxp';

/** Calls of one address in a minute: a client polls for all agencies of a province. */
const CALLS_PER_MINUTE = 6000;

interface Call {
  request: FastifyRequest;
  reply: FastifyReply;
  parameters: Parameters;
  actor: ProgramActor;
}
type Handler = (call: Call) => Promise<Answer | FastifyReply>;

/** The calls of the older axis. A refusal is an answer with a number, under HTTP 200: that is where its clients look for it. */
export function mountVxp(scope: FastifyInstance, deps: VxpDeps): void {
  // What a killed process left is taken away at the start, and every day. It hurts nobody if that fails.
  void sweepSpooled(deps.clock.now()).catch((error: unknown) =>
    deps.log.warn({ err: error }, 'packets that were left behind could not be taken away'),
  );
  scope.removeAllContentTypeParsers();
  // A body of gigabytes goes to the disk as it comes; nobody gathers it before.
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  const config = { rateLimit: { max: CALLS_PER_MINUTE, allowList: () => false, keyGenerator: (request: FastifyRequest) => request.ip } }; // prettier-ignore
  const on = (method: 'GET' | 'POST' | 'DELETE', url: string, handler: Handler) =>
    scope.route({ method, url, config, schema: { hide: true }, handler: (request, reply) => answer(deps, { request, reply }, handler, !url.endsWith('/sendEdoc')) }); // prettier-ignore

  on('POST', '/getReceivedEdocList', async ({ parameters, actor }) => {
    const asked = askedOf(parameters);
    requireRight(actor, asked.messageType === 'status' ? 'exchange.send' : 'exchange.receive');
    return ok({ data: await listReceived(deps, asked, actor) });
  });
  on('POST', '/getSentEdocList', async ({ parameters, actor }) => {
    requireRight(actor, 'exchange.send');
    return ok({ data: await listSent(deps, askedOf(parameters), actor) });
  });
  on('POST', '/sendEdoc', async ({ request, parameters, actor }) => {
    const body = bodyOf(request);
    return take(deps, body, onTheWire(parameters), actor);
  });
  on('POST', '/v1/sendEdoc', async ({ request, parameters, actor }) => {
    const form = packetOfForm(bodyOf(request), request.headers['content-type'] ?? '');
    return take(deps, form.packet, { ...onTheWire(parameters), ...form.said() }, actor, () => form.said());
  });
  on('POST', '/getEdoc', async ({ parameters, reply, actor }) => {
    const packet = await fetchPacket(deps, needed(parameters, 'docId'), actor);
    return reply.type('application/json; charset=utf-8').send(Readable.from(asJson(packet)));
  });
  on('GET', '/downloadEdoc', async ({ request, parameters, reply, actor }) => {
    const docId = parameters.get('docId') ?? new URL(request.url, 'http://x').searchParams.get('docId') ?? '';
    const packet = await fetchPacket(deps, docId, actor);
    const headers = { 'content-disposition': `attachment; filename="${docId}.edxml"` };
    return reply.type('application/octet-stream').headers(headers).send(Readable.from(packet));
  });
  on('POST', '/updateStatus', async ({ parameters, actor }) => {
    const state = needed(parameters, 'status').toLowerCase();
    if (state !== 'done' && state !== 'fail') throw vxpProblem('header-missing', { params: { header: 'status' } });
    const reason = parameters.get('description', 'reason', 'status_desc')?.slice(0, 500);
    await updateStatus(deps, { docId: needed(parameters, 'docId'), state, ...(reason ? { reason } : {}) }, actor);
    return ok();
  });
  on('GET', '/countReceiveEdoc', async ({ actor }) =>
    ok({ count: await deps.exchange.border.countWaiting(actor.agencyId) }),
  );
  on('GET', '/countReceiveStatus', async ({ actor }) => ok({ count: await countStatuses(deps, actor.agencyId) }));
  on('GET', '/agencies', async () => ok({ data: await listAgencies(deps) }));
  on('POST', '/agencies', async ({ request, parameters, actor }) => {
    const named = await namedAgency(request, parameters);
    const served = await inTheNameOf(deps, actor, named.code);
    requireRight(served, 'exchange.receive');
    await registerAgency(deps, named, served);
    return ok();
  });
  on('DELETE', '/agencies', async ({ request, parameters, actor }) => {
    const served = await inTheNameOf(deps, actor, (await namedAgency(request, parameters)).code);
    requireRight(served, 'exchange.receive');
    await deleteAgency(deps, served);
    return ok();
  });
  scope.setNotFoundHandler((_request, reply) => void reply.status(404).send(failure(vxpProblem('unknown-call'))));
}

/** @param named whether the caller may say for which of its agencies it asks; with a packet, the packet says it */
async function answer(
  deps: VxpDeps,
  { request, reply }: Pick<Call, 'request' | 'reply'>,
  handler: Handler,
  named: boolean,
) {
  try {
    const parameters = parametersOf(request.headers);
    const { systemId, secret } = credentialsOf(parameters);
    const caller = await deps.systems.authenticateSecret(systemId, secret);
    if (!caller) throw vxpProblem('not-proved');
    const code = named ? parameters.get('organId', 'from') : undefined;
    const actor = code === undefined ? caller : await inTheNameOf(deps, caller, code);
    return await handler({ request, reply, parameters, actor });
  } catch (error) {
    const problem = refusalOf(error);
    if (!problem || problem.status >= 500) {
      deps.log.error({ err: error, requestId: request.id }, 'a call of the older axis failed');
      return reply.status(problem?.status ?? 500).send(failure(problem ?? platformProblem('internal', { params: { requestId: request.id } }))); // prettier-ignore
    }
    return reply.status(200).send(failure(problem));
  } finally {
    // What was not read of a refused body: the answer is out, the connection need not carry the rest.
    if (!request.raw.complete) request.raw.resume();
  }
}

const refusalOf = (error: unknown): ProblemError | undefined => (isProblem(error) ? error : undefined);

/** Puts the packet on the disk, takes it, and takes it away again. */
async function take(
  deps: VxpDeps,
  body: AsyncIterable<Uint8Array>,
  wire: OnTheWire,
  actor: ProgramActor,
  later: () => OnTheWire = () => ({}),
): Promise<Answer> {
  // Base64 is a third more than the files, of which there may be several.
  const most = deps.files.axis.maxBytes * 2 + 16 * 1024 * 1024;
  const spooled: Spooled = await spool(body, most, () => {
    throw platformProblem('too-large', { params: { limit: `${Math.round(most / 1024 / 1024)} MB` } });
  });
  try {
    return ok({ DocId: await sendPacket(deps, spooled, { ...wire, ...later() }, actor) });
  } finally {
    await spooled.remove();
  }
}

function bodyOf(request: FastifyRequest): Readable {
  if (!(request.body instanceof Readable)) throw vxpProblem('header-missing', { params: { header: 'content-type' } });
  return request.body;
}

/** By headers like everything else, or as JSON in the body; `code` may stand in the address too. */
async function namedAgency(request: FastifyRequest, parameters: Parameters): Promise<Named> {
  const body = request.headers['content-type']?.includes('json') ? await smallJson(bodyOf(request)) : {};
  const address = new URL(request.url, 'http://x').searchParams;
  const code = parameters.get('code') ?? body['code'] ?? address.get('code') ?? '';
  const mail = (parameters.get('mail') ?? body['mail'] ?? '').slice(0, 200);
  if (code === '') throw vxpProblem('header-missing', { params: { header: 'code' } });
  return { code, ...(mail ? { mail } : {}) };
}

const MOST_JSON = 64 * 1024;

async function smallJson(body: AsyncIterable<Buffer>): Promise<Record<string, string | undefined>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > MOST_JSON) throw platformProblem('too-large', { params: { limit: '64 KB' } });
    pieces.push(piece);
  }
  try {
    const given: unknown = JSON.parse(Buffer.concat(pieces).toString());
    if (typeof given === 'object' && given !== null)
      return Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'string'));
  } catch {
    // Said below: what cannot be read is refused, not guessed.
  }
  throw vxpProblem('header-missing', { params: { header: 'body' } });
}

function onTheWire(parameters: Parameters): OnTheWire {
  const from = parameters.get('from');
  const to = codesOf(parameters, 'to');
  const messageType = parameters.get('messagetype');
  const sha256 = digestOf(parameters);
  return { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(messageType ? { messageType } : {}), ...(sha256 ? { sha256 } : {}) }; // prettier-ignore
}

function askedOf(parameters: Parameters): Asked {
  const type = parameters.get('messagetype')?.toLowerCase() ?? 'edoc';
  if (type !== 'edoc' && type !== 'status') throw vxpProblem('header-missing', { params: { header: 'messagetype' } });
  const state = parameters.get('status')?.toLowerCase() ?? 'initial';
  if (state !== 'initial' && state !== 'done' && state !== 'fail')
    throw vxpProblem('header-missing', { params: { header: 'status' } });
  return { messageType: type, state, ...pageOf(parameters) };
}

function needed(parameters: Parameters, header: string): string {
  const value = parameters.get(header);
  if (!value) throw vxpProblem('header-missing', { params: { header } });
  return value;
}

/** The answer with the packet as base64 inside, as it is made: 200 MB are nowhere in memory. */
async function* asJson(packet: AsyncIterable<Buffer>): AsyncGenerator<string> {
  yield '{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":"';
  let rest = Buffer.alloc(0);
  for await (const piece of packet) {
    const bytes = Buffer.concat([rest, piece]);
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(whole);
    if (whole > 0) yield bytes.toString('base64', 0, whole);
  }
  yield `${rest.toString('base64')}"}`;
}
