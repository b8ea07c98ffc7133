import { isBinary, type AnswerOf, type CallInput, type Operation } from './operation.ts';
import type { ProblemDocument } from './problem.ts';

/**
 * Calls operations of a node over HTTP, from the same values that the server serves: for the demo, the benches
 * and the tests. Node and browsers only need fetch.
 */
export interface NodeClient {
  call<O extends Operation>(operation: O, input: CallInput<O>): Promise<Answered<AnswerOf<O>>>;
  /** The answer, or an error with the problem's code and sentence. */
  get<O extends Operation>(operation: O, input: CallInput<O>): Promise<AnswerOf<O>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export type Answered<Answer> =
  | { ok: true; status: number; answer: Answer; response: Response }
  | { ok: false; status: number; problem: ProblemDocument; response: Response };

export class RefusedError extends Error {
  readonly problem: ProblemDocument;

  constructor(operation: string, problem: ProblemDocument) {
    super(`${operation}: ${problem.code} — ${problem.title} ${JSON.stringify(problem.errors ?? '')}`);
    this.problem = problem;
  }
}

export function createClient(url: string, headers: () => Record<string, string> = () => ({})): NodeClient {
  return clientOver((path, init = {}) =>
    fetch(`${url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { origin: url, ...headers(), ...Object.fromEntries(new Headers(init.headers)) },
    }),
  );
}

/** The same over another way of asking, such as one that signs. */
export function clientOver(send: (path: string, init?: RequestInit) => Promise<Response>): NodeClient {
  const call: NodeClient['call'] = async (operation, input) => {
    const { params = {}, query, body } = input as { params?: object; query?: object; body?: unknown };
    const response = await send(`/api${fillPath(operation.path, params)}${searchOf(query)}`, {
      method: operation.method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const { ok, status } = response;
    if (!ok) return { ok: false, status, problem: (await response.json()) as ProblemDocument, response };
    return { ok: true, status, answer: (await readAnswer(operation, response)) as never, response };
  };
  return {
    call,
    fetch: send,
    async get(operation, input) {
      const answered = await call(operation, input);
      if (!answered.ok) throw new RefusedError(operation.id, answered.problem);
      return answered.answer;
    },
  };
}

function fillPath(path: string, params: object): string {
  const values = new Map(Object.entries(params));
  return path.replace(/:(\w+)/g, (_whole, key: string) => encodeURIComponent(String(values.get(key))));
}

function searchOf(query: object | undefined): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(key, String(one));
  return search.size > 0 ? `?${search}` : '';
}

async function readAnswer(operation: Operation, response: Response): Promise<unknown> {
  if (isBinary(operation.answer))
    return {
      bytes: Buffer.from(await response.arrayBuffer()),
      type: response.headers.get('content-type') ?? '',
      name: decodeURIComponent(
        /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '',
      ),
    };
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}
