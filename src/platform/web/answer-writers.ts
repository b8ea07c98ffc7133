import { createRequire } from 'node:module';
import type { FastifyServerOptions } from 'fastify';

type Factory = NonNullable<
  NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>['buildSerializer']
>;

/** The compiler that Fastify brings and uses by itself. */
const { SerializerSelector } = createRequire(createRequire(import.meta.url).resolve('fastify'))(
  '@fastify/fast-json-stringify-compiler',
) as { SerializerSelector(): Factory };

/** What writes an answer by its schema, made at once. */
export const writersAtOnce: Factory = SerializerSelector();

/**
 * What writes an answer by its schema, made when the first such answer is written. To make all of them at the start took, with what looks at
 * the questions (see dispatch.ts), 2.4 of the 6.9 s of a processor until the first house of a process is open, and 0.4 s for each further one.
 */
export const writersWhenAsked: Factory = (schemas, options) => {
  const compile = writersAtOnce(schemas, options);
  return (route) => {
    let write: ReturnType<typeof compile> | undefined;
    return (answer) => (write ??= compile(route))(answer);
  };
};
