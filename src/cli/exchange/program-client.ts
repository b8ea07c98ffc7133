import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ProblemDocument } from '#platform/problem.ts';
import { signRequest } from '#platform/web/message-signatures.ts';

/** What a script was refused with, or what kept it from being answered. `again`: trying later makes sense. */
export class CallFailure extends Error {
  readonly code: string;
  readonly again: boolean;
  constructor(code: string, message: string, again: boolean, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.again = again;
  }
}

export interface ProgramOptions {
  /** The node's public address: what is signed. */
  url: string;
  keyid: string;
  key: KeyObject;
  /** Where to connect to, if that is another address. */
  connectTo?: string;
  now?: () => Date;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

/** A program's signed calls to a node. */
export class ProgramClient {
  readonly #options: ProgramOptions;
  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#options.url;
  }

  /** @throws CallFailure when nobody answers, or with a refusal */
  async fetch(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Response> {
    const { url, keyid, key, connectTo = url, now = () => new Date() } = this.#options;
    const signed = await signRequest({
      method,
      url: `${url}${path}`,
      headers,
      ...(body === undefined ? {} : { body }),
      keyId: keyid,
      privateKey: key,
      created: now(),
    });
    let response: Response;
    try {
      response = await fetch(`${connectTo}${path}`, {
        method,
        headers: { ...signed, 'accept-language': 'en' },
        redirect: 'manual',
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      });
    } catch (cause) {
      throw new CallFailure('unreachable', `${url} does not answer.`, true, { cause });
    }
    if (response.ok) return response;
    throw await failureOf(response);
  }

  async json<Answer>(path: string, { body, ...asked }: Omit<Asked, 'body'> & { body?: unknown } = {}): Promise<Answer> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    return (await (await this.fetch(path, { ...asked, headers, ...sent })).json()) as Answer;
  }
}

async function failureOf(response: Response): Promise<CallFailure> {
  const again = response.status >= 500 || response.status === 429;
  try {
    const { code, title } = (await response.json()) as ProblemDocument;
    return new CallFailure(code, title, again);
  } catch {
    return new CallFailure(`http-${response.status}`, `The node answers with ${response.status}.`, again);
  }
}

/** The private key of a program, PEM. @throws CallFailure */
export function readKeyFile(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch (cause) {
    throw new CallFailure('key-file', `${path} is no readable private key in PEM.`, false, { cause });
  }
  throw new CallFailure('key-file', `${path} is no key on the curve P-256.`, false);
}
