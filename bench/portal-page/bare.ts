// The servers that a page is measured against, each in a process of its own (see ../portal-page.ts): a bare Fastify route and,
// below it, node:http alone. Both answer every path they were given with the bytes and the type they were given, nothing else.
import { createServer } from 'node:http';
import Fastify from 'fastify';

export interface BareOrder {
  kind: 'fastify' | 'http';
  pages: { path: string; type: string; base64: string; gzip: boolean }[];
}

async function serveFastify(pages: BareOrder['pages']): Promise<number> {
  const fastify = Fastify();
  for (const { path, type, base64, gzip } of pages) {
    const bytes = Buffer.from(base64, 'base64');
    fastify.get(path, (_request, reply) => {
      reply.header('content-type', type);
      if (gzip) reply.header('content-encoding', 'gzip');
      return reply.send(bytes);
    });
  }
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  const address = fastify.server.address();
  return address && typeof address === 'object' ? address.port : 0;
}

function serveHttp(pages: BareOrder['pages']): Promise<number> {
  const byPath = new Map(
    pages.map(({ path, type, base64, gzip }) => {
      const bytes = Buffer.from(base64, 'base64');
      const headers = {
        'content-type': type,
        'content-length': bytes.length,
        ...(gzip ? { 'content-encoding': 'gzip' } : {}),
      };
      return [path, { bytes, headers }] as const;
    }),
  );
  const server = createServer((request, response) => {
    const page = byPath.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    return response.writeHead(200, page.headers).end(page.bytes);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : 0);
    });
  });
}

process.once('message', (order: BareOrder) => {
  const started = order.kind === 'fastify' ? serveFastify(order.pages) : serveHttp(order.pages);
  void started.then((port) => process.send?.(port));
});
// The bench is gone: nothing is left behind.
process.once('disconnect', () => process.exit());
