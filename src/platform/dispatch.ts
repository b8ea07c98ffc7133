import { Ajv, type ValidateFunction, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { TSchema } from 'typebox';
import { accountOf, decide } from './access.ts';
import type { Clock } from './clock.ts';
import type { Context, Operation, Served } from './operation.ts';
import { platformProblem, type FieldProblem } from './problem.ts';
import { stepUp } from './step-up.ts';
import { hasControlChars, nfc } from './text.ts';

/**
 * The one way into an operation, whoever calls: the HTTP server, a page or a test. Access first, then shape,
 * then the handler. Text arrives in NFC and without control characters, so that no room has to think of it.
 */
export interface Dispatcher {
  dispatch(operationId: string, input: RawInput, context: Context): Promise<unknown>;
  served(): readonly Served[];
}

export interface RawInput {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

const ajvFormats = (formats as unknown as { default: typeof formats.default }).default ?? formats;
const strict = new Ajv({ allErrors: true, useDefaults: true, strict: false });
const lenient = new Ajv({ allErrors: true, useDefaults: true, coerceTypes: 'array', strict: false });
ajvFormats(strict);
ajvFormats(lenient);

/** The shapes are compiled when somebody first calls: most processes are asked for few of them, and every start would wait for all. */
interface Compiled {
  served: Served;
  params?: () => ValidateFunction;
  query?: () => ValidateFunction;
  body?: () => ValidateFunction;
}

function whenAsked(make: () => ValidateFunction): () => ValidateFunction {
  let made: ValidateFunction | undefined;
  return () => (made ??= make());
}

export function createDispatcher(all: readonly Served[], clock: Clock): Dispatcher {
  const operations = new Map<string, Compiled>();
  const calls: Calls = { minute: 0, counts: new Map() };
  for (const served of all) {
    const { id, params, query, body } = served.operation;
    if (operations.has(id)) throw new Error(`The operation ${id} is served twice`);
    operations.set(id, {
      served,
      ...(params ? { params: whenAsked(() => lenient.compile(params)) } : {}),
      ...(query ? { query: whenAsked(() => lenient.compile(query)) } : {}),
      ...(body ? { body: whenAsked(() => strict.compile(body)) } : {}),
    });
  }
  return {
    served: () => all,
    async dispatch(operationId, input, context) {
      const compiled = operations.get(operationId);
      if (!compiled) throw new Error(`No operation ${operationId}`);
      admit(compiled.served.operation, context, clock.now());
      refuseHaste(calls, compiled.served.operation, context);
      const checked = {
        params: check('params', compiled.params?.(), input.params),
        query: check('query', compiled.query?.(), input.query),
        body: check('body', compiled.body?.(), input.body),
      };
      underWay += 1;
      try {
        return await compiled.served.handle(checked, context);
      } finally {
        underWay -= 1;
      }
    },
  };
}

let underWay = 0;

/** Operations that this process is carrying out for somebody who waits. */
export function operationsUnderWay(): number {
  return underWay;
}

function admit({ access }: Operation, context: Context, now: Date): void {
  const decision = decide(access, context.actor, now);
  if (decision === 'not-signed-in') throw platformProblem('not-signed-in');
  if (decision === 'not-allowed') throw platformProblem('not-allowed');
  if (decision === 'not-sure-enough' && access.demands) throw stepUp(access.demands);
}

/** Calls of this minute by operation and caller, for the operations that set a limit. Each process of a node counts its own. */
interface Calls {
  minute: number;
  counts: Map<string, number>;
}

/** Here and not at the HTTP door, so that a page cannot be used to go round an operation's limit. */
function refuseHaste(calls: Calls, operation: Operation, context: Context): void {
  const most = operation.limits?.perMinute;
  const caller = accountOf(context.actor) ?? context.source;
  if (most === undefined || caller === undefined) return;
  const minute = Math.floor(Date.now() / 60_000);
  if (minute !== calls.minute) {
    calls.minute = minute;
    calls.counts.clear();
  }
  const key = `${operation.id} ${caller}`;
  const made = (calls.counts.get(key) ?? 0) + 1;
  calls.counts.set(key, made);
  if (made > most)
    throw platformProblem('too-many-requests', { retryAfter: 60 - (Math.floor(Date.now() / 1000) % 60) });
}

function check(part: 'params' | 'query' | 'body', validate: ValidateFunction | undefined, value: unknown): unknown {
  if (!validate) return undefined;
  const clean = cleanText(value ?? {}, '', 0);
  if (validate(clean)) return clean;
  throw platformProblem('bad-input', {
    fields: (validate.errors ?? []).slice(0, 50).map((error) => describe(part, error)),
  });
}

/** No answer of ours nests deeper; JSON.parse reads hundreds of thousands of levels, and every walk over them would end the stack. */
const DEEPEST = 32;
const TOO_DEEP: FieldProblem = {
  path: 'body',
  code: 'too-deep',
  vi: 'Nội dung lồng nhau quá nhiều tầng.',
  en: 'The content is nested too deeply.',
};

/** A copy with every string in NFC, keys included; refuses control characters, lone surrogates and too many levels. */
function cleanText(value: unknown, path: string, depth: number): unknown {
  if (depth > DEEPEST) throw platformProblem('bad-input', { fields: [TOO_DEEP] });
  if (typeof value === 'string') {
    if (hasControlChars(value))
      throw platformProblem('bad-input', {
        fields: [
          {
            path,
            code: 'control-characters',
            vi: 'Có ký tự điều khiển không đọc được. Xin xóa đi và gõ lại.',
            en: 'There are unreadable control characters. Remove them and type again.',
          },
        ],
      });
    return nfc(value);
  }
  if (Array.isArray(value)) return value.map((item, index) => cleanText(item, `${path}/${index}`, depth + 1));
  if (value && typeof value === 'object' && !Buffer.isBuffer(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [nfc(key), cleanText(item, `${path}/${key}`, depth + 1)]),
    );
  return value;
}

const SAYINGS: Record<string, (params: Record<string, unknown>) => { vi: string; en: string }> = {
  required: () => ({ vi: 'Mục này cần có.', en: 'This is needed.' }),
  type: ({ type }) => ({ vi: `Mục này phải là kiểu ${String(type)}.`, en: `This must be of type ${String(type)}.` }),
  minLength: ({ limit }) =>
    limit === 1
      ? { vi: 'Mục này không được để trống.', en: 'This must not be empty.' }
      : { vi: `Ít nhất ${String(limit)} ký tự.`, en: `At least ${String(limit)} characters.` },
  maxLength: ({ limit }) => ({ vi: `Tối đa ${String(limit)} ký tự.`, en: `At most ${String(limit)} characters.` }),
  maxItems: ({ limit }) => ({ vi: `Tối đa ${String(limit)} mục.`, en: `At most ${String(limit)} items.` }),
  format: ({ format }) => ({
    vi: `Chưa đúng dạng ${String(format)}.`,
    en: `This is not in the form ${String(format)}.`,
  }),
  enum: () => ({ vi: 'Xin chọn một trong các giá trị đã cho.', en: 'Choose one of the given values.' }),
  maximum: ({ limit }) => ({ vi: `Lớn nhất là ${String(limit)}.`, en: `At most ${String(limit)}.` }),
  minimum: ({ limit }) => ({ vi: `Nhỏ nhất là ${String(limit)}.`, en: `At least ${String(limit)}.` }),
};

function describe(part: string, error: ErrorObject): FieldProblem {
  const missing = error.keyword === 'required' ? `/${String(error.params['missingProperty'])}` : '';
  const say = SAYINGS[error.keyword]?.(error.params) ?? {
    vi: 'Giá trị chưa đúng như yêu cầu.',
    en: 'This is not as expected.',
  };
  return { path: `${part}${error.instancePath}${missing}`, code: error.keyword, ...say };
}

/** For the architecture test and the API page. */
export type { TSchema };
