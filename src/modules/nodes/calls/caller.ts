import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rootCertificates } from 'node:tls';
import type { NodeConfig } from '#platform/config.ts';
import { nodesProblem } from '../errors.ts';
import { tlsFailure } from './tls-failure.ts';

export interface Outgoing {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: Buffer | Readable;
  /** Until the head of the answer is there, from the end of the request. */
  timeoutMs: number;
  /** For the refusal: who was called. */
  node: string;
}

export interface Caller {
  /** @throws nodes.plain-http, nodes.node-away, nodes.not-secure, nodes.redirected */
  send(outgoing: Outgoing): Promise<Response>;
  stop(): void;
}

/** A connection on which nothing moves for so long is given up, in whichever direction it went. */
const STALLED_MS = 60_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const WITHOUT_BODY = new Set([204, 205, 304]);

export function mayCall(url: URL, config: Pick<NodeConfig, 'plainHttp'>): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && (LOOPBACK.has(url.hostname) || config.plainHttp));
}

/**
 * Node's own client rather than `fetch`: it takes further authorities for these calls alone, follows no redirect, and streams a body of
 * known or unknown length without keeping it.
 */
export function createCaller(config: NodeConfig): Caller {
  const shared = { keepAlive: true, maxSockets: 32, maxFreeSockets: 4 };
  const agents = {
    'http:': new HttpAgent(shared),
    'https:': new HttpsAgent({ ...shared, ...(config.tlsCa ? { ca: [...rootCertificates, config.tlsCa] } : {}) }),
  };
  return {
    async send(outgoing) {
      const { url, node } = outgoing;
      if (!mayCall(url, config)) throw nodesProblem('plain-http', { params: { url: url.origin } });
      let answer: IncomingMessage;
      try {
        answer = await exchange(outgoing, agents);
      } catch (cause) {
        const code = tlsFailure(cause);
        if (code) throw nodesProblem('not-secure', { params: { node, code }, cause });
        throw nodesProblem('node-away', { params: { node }, retryAfter: 30, cause });
      }
      const status = answer.statusCode ?? 502;
      if (status >= 300 && status < 400 && status !== 304) {
        answer.destroy();
        throw nodesProblem('redirected', { params: { node } });
      }
      return asResponse(answer, status);
    },
    stop() {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

function exchange(
  { method, url, headers, body, timeoutMs }: Outgoing,
  agents: { 'http:': HttpAgent; 'https:': HttpsAgent },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length = Buffer.isBuffer(body) ? { 'content-length': String(body.length) } : {};
    const options = { method, headers: { ...headers, ...length } };
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: agents['https:'] })
        : httpRequest(url, { ...options, agent: agents['http:'] });
    let waiting: NodeJS.Timeout | undefined;
    const waitForAnswer = (): void => {
      waiting = setTimeout(() => request.destroy(new Error('No answer in time')), timeoutMs);
    };
    request.setTimeout(STALLED_MS, () => request.destroy(new Error('The connection stalled')));
    request.on('error', (error) => {
      clearTimeout(waiting);
      reject(error);
    });
    request.on('response', (answer) => {
      clearTimeout(waiting);
      resolve(answer);
    });
    if (body instanceof Readable) {
      pipeline(body, request).then(waitForAnswer, (error: unknown) => {
        request.destroy();
        reject(error as Error);
      });
      return;
    }
    request.end(body);
    waitForAnswer();
  });
}

function asResponse(answer: IncomingMessage, status: number): Response {
  const headers = new Headers();
  for (let n = 0; n + 1 < answer.rawHeaders.length; n += 2)
    headers.append(answer.rawHeaders[n] ?? '', answer.rawHeaders[n + 1] ?? '');
  if (WITHOUT_BODY.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(Readable.toWeb(answer) as ReadableStream<Uint8Array>, { status, headers });
}

/** The body of an answer that should be small. @throws nodes.node-away when it is larger */
export async function readSmall(response: Response, most: number, node: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  if (response.body)
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      bytes += part.length;
      if (bytes > most)
        throw nodesProblem('node-away', { params: { node }, cause: new Error('The answer is too large') });
      parts.push(part);
    }
  return Buffer.concat(parts);
}
