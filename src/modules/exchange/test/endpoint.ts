import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  kind: string;
  body: Record<string, unknown>;
  text: string;
  headers: Record<string, string>;
}

/** An agency's own address for news, as its program would serve it. `answer` decides what comes back; pings are answered rightly. */
export interface Endpoint {
  url: string;
  heard: Heard[];
  answer: (heard: Heard, reply: ServerResponse) => void;
  /** Answers pings with something else. */
  deaf: boolean;
  close(): Promise<void>;
}

export async function openEndpoint(): Promise<Endpoint> {
  const endpoint: Endpoint = {
    url: '',
    heard: [],
    deaf: false,
    answer: (_heard, reply) => void reply.end('{}'),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, reply) => void take(request, reply));
  async function take(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const text = Buffer.concat(pieces).toString();
    const body = JSON.parse(text) as Record<string, unknown>;
    const heard = {
      kind: String(body['kind']),
      body,
      text,
      headers: request.headers as Record<string, string>,
    };
    endpoint.heard.push(heard);
    if (heard.kind === 'ping' && !endpoint.deaf) reply.end(JSON.stringify({ challenge: body['challenge'] }));
    else endpoint.answer(heard, reply);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tin`;
  return endpoint;
}
