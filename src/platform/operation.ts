import { Type, type Static, type TSchema } from 'typebox';
import type { Access, Actor } from './access.ts';
import type { Log } from './log.ts';
import type { Locale } from './problem.ts';

/**
 * An operation is a value: what it is called, who may call it, what it takes and what it answers. The server
 * serves it, pages and tests call it, the OpenAPI document describes it. Nothing is generated.
 */
export interface Operation {
  /** 'room.verb-noun' */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under /api, with `:params`. */
  readonly path: `/${string}`;
  /** One Vietnamese phrase for the reader of the API page and the audit line. */
  readonly summary: string;
  readonly description?: string;
  /** The first gate. Without it an operation does not compile. */
  readonly access: Access;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly answer: TSchema;
  /** 200 unless told. */
  readonly status?: number;
  /** Codes that the operation may refuse with, besides the platform's. */
  readonly problems?: readonly string[];
  readonly limits?: {
    /** Largest body. Default 1 MiB. */ bodyBytes?: number;
    /** Calls per minute and caller. */ perMinute?: number;
  };
}

type Part<S> = S extends TSchema ? Static<S> : undefined;

export interface InputOf<O extends Operation> {
  params: Part<O['params']>;
  query: Part<O['query']>;
  body: Part<O['body']>;
}

export type AnswerOf<O extends Operation> = Static<O['answer']>;

type Given<Key extends string, S> = S extends TSchema
  ? Record<never, never> extends Static<S>
    ? { [K in Key]?: Static<S> }
    : { [K in Key]: Static<S> }
  : { [K in Key]?: undefined };

/** What a caller passes: only the parts that the operation takes. */
export type CallInput<O extends Operation> = Given<'params', O['params']> &
  Given<'query', O['query']> &
  Given<'body', O['body']>;

export function operation<const O extends Operation>(value: O): O {
  return value;
}

/** What an operation handler knows about its call. */
export interface Context {
  actor: Actor;
  requestId: string;
  locale: Locale;
  log: Log;
  /** Network address of the caller, for slowing down guessing. Never logged. */
  source?: string;
  /** The session token of the call, for ending that session. */
  token?: string;
  /** The browser's device cookie: tells this browser from another that shows the same session. */
  device?: string;
  /** As the caller says. Only the kind of program and system is ever kept. */
  userAgent?: string;
}

export interface Served {
  operation: Operation;
  handle(input: { params: unknown; query: unknown; body: unknown }, context: Context): Promise<unknown>;
}

/** Binds an operation to what carries it out. Routes files hold nothing else. */
export function serve<O extends Operation>(
  operation: O,
  handle: (input: InputOf<O>, context: Context) => Promise<AnswerOf<O>> | AnswerOf<O>,
): Served {
  return { operation, handle: async (input, context) => handle(input as InputOf<O>, context) };
}

/** Bytes that lie in a store and are read as they are sent. */
export interface StoredBytes {
  bytes: number;
  /** Hexadecimal, of all of them. */
  sha256: string;
  /** From `from` up to, not including, `to`. */
  read(from: number, to: number): AsyncIterable<Buffer>;
}

/** Bytes that an operation answers with. */
export interface Download {
  /** Empty where `stored` is given. */
  bytes: Buffer;
  /** Instead of `bytes`: streamed, whole or in parts (Range), and tagged with their digest. Memory stays flat at any size. */
  stored?: StoredBytes;
  /** Instead of `bytes`: streamed once, of a size that is not known before. */
  stream?: AsyncIterable<Buffer>;
  /** Media type. */
  type: string;
  /** File name offered to the person who saves it. */
  name: string;
  /** Shown in the browser rather than saved. */
  inline?: boolean;
  /** May be kept by a private cache: content-addressed bytes never change. */
  immutable?: boolean;
}

export function binary(mediaType: string) {
  return Type.Unsafe<Download>({ type: 'string', format: 'binary', contentMediaType: mediaType });
}

export function isBinary(schema: TSchema): boolean {
  return 'format' in schema && schema.format === 'binary';
}

/** Shapes that many contracts share. */
export const Id = (description?: string) => Type.String({ format: 'uuid', ...(description ? { description } : {}) });
export const DateOnly = (description?: string) =>
  Type.String({ format: 'date', ...(description ? { description } : {}) });
export const Instant = (description?: string) =>
  Type.String({ format: 'date-time', ...(description ? { description } : {}) });
export const Text = (max: number, options: Record<string, unknown> = {}) =>
  Type.String({ minLength: 1, maxLength: max, ...options });
export const Words = Type.Object({ vi: Type.String(), en: Type.String() });
