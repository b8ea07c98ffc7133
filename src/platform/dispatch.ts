import { Ajv, type ValidateFunction, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { TSchema } from 'typebox';
import { decide } from './access.ts';
import type { Context, Operation, Served } from './operation.ts';
import { platformProblem, type FieldProblem } from './problem.ts';
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

interface Compiled {
  served: Served;
  params?: ValidateFunction;
  query?: ValidateFunction;
  body?: ValidateFunction;
}

export function createDispatcher(all: readonly Served[]): Dispatcher {
  const operations = new Map<string, Compiled>();
  for (const served of all) {
    const { id, params, query, body } = served.operation;
    if (operations.has(id)) throw new Error(`The operation ${id} is served twice`);
    operations.set(id, {
      served,
      ...(params ? { params: lenient.compile(params) } : {}),
      ...(query ? { query: lenient.compile(query) } : {}),
      ...(body ? { body: strict.compile(body) } : {}),
    });
  }
  return {
    served: () => all,
    async dispatch(operationId, input, context) {
      const compiled = operations.get(operationId);
      if (!compiled) throw new Error(`No operation ${operationId}`);
      admit(compiled.served.operation, context);
      return compiled.served.handle(
        {
          params: check('params', compiled.params, input.params),
          query: check('query', compiled.query, input.query),
          body: check('body', compiled.body, input.body),
        },
        context,
      );
    },
  };
}

function admit(operation: Operation, context: Context): void {
  const decision = decide(operation.access, context.actor);
  if (decision === 'not-signed-in') throw platformProblem('not-signed-in');
  if (decision === 'not-allowed') throw platformProblem('not-allowed');
}

function check(part: 'params' | 'query' | 'body', validate: ValidateFunction | undefined, value: unknown): unknown {
  if (!validate) return undefined;
  const clean = cleanText(structuredClone(value ?? {}), '');
  if (validate(clean)) return clean;
  throw platformProblem('bad-input', {
    fields: (validate.errors ?? []).slice(0, 50).map((error) => describe(part, error)),
  });
}

/** NFC for every string, keys included; refuses control characters and lone surrogates. */
function cleanText(value: unknown, path: string): unknown {
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
  if (Array.isArray(value)) return value.map((item, index) => cleanText(item, `${path}/${index}`));
  if (value && typeof value === 'object' && !Buffer.isBuffer(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [nfc(key), cleanText(item, `${path}/${key}`)]),
    );
  return value;
}

const SAYINGS: Record<string, (params: Record<string, unknown>) => { vi: string; en: string }> = {
  required: () => ({ vi: 'Mục này cần có.', en: 'This is needed.' }),
  type: ({ type }) => ({ vi: `Mục này phải là kiểu ${String(type)}.`, en: `This must be of type ${String(type)}.` }),
  minLength: () => ({ vi: 'Mục này không được để trống.', en: 'This must not be empty.' }),
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
