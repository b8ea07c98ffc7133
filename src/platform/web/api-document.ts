import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457 problem document',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** OpenAPI 3.1 of every operation at /api/openapi.json; the committed copy is compared with it in `npm run check`. */
export async function describeApi(api: FastifyInstance): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Liên Thông',
        version: '1',
        description:
          'Every operation of the node. Refusals are RFC 9457 problem documents with a code from the closed set of the room.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'lt_session' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: ({ schema, url }) => {
      const known = (schema ?? {}) as Record<string, unknown>;
      const access = known['x-access'] as { who: string } | undefined;
      const codes = (known['x-problems'] as string[] | undefined) ?? [];
      const response = (known['response'] as Record<string, unknown> | undefined) ?? {
        200: { description: 'The file', type: 'string', format: 'binary' },
      };
      return {
        schema: {
          ...known,
          ...(access && access.who !== 'anyone' ? { security: [{ session: [] }, { bearer: [] }] } : {}),
          response: {
            ...response,
            default: {
              ...PROBLEM,
              description: codes.length > 0 ? `Problem, among them: ${codes.join(', ')}` : 'Problem',
            },
          },
        } as never,
        url,
      };
    },
  });
  api.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(api.swagger()),
  );
}
