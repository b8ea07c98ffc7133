import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { signRequest } from '#platform/web/message-signatures.ts';
import type { ExchangeDeps } from '../deps.ts';
import { AddressRefusal, findTarget, type Target } from './addresses.ts';
import { webhookKey } from './webhook-key.ts';

/** What came back of one try. Either a status or a failure. */
export interface Outcome {
  tookMs: number;
  status?: number;
  /** The beginning of the answer. */
  answer?: string;
  failure?: string;
}

/** From the look-up to the last byte of the answer. */
const LONGEST_MS = 10_000;
/** An answer says that it arrived; nobody needs more words for that. */
const LARGEST_ANSWER = 16 * 1024;
const KEPT_ANSWER = 500;

export const succeeded = ({ status = 0 }: Outcome): boolean => status >= 200 && status < 300;

/** One signed POST to an agency's address. Never throws: whatever goes wrong is the outcome. */
export async function post(
  deps: Pick<ExchangeDeps, 'config' | 'clock'>,
  url: string,
  body: string,
  named: Readonly<Record<string, string>>,
): Promise<Outcome & { whole?: string }> {
  const started = performance.now();
  const tookMs = () => Math.round(performance.now() - started);
  try {
    const target = await findTarget(url, deps.config.webhooks);
    const { keyid, privateKey } = webhookKey(deps.config.secrets.masterKey);
    const headers = await signRequest({
      method: 'POST',
      url: target.url,
      headers: { ...named, 'content-type': 'application/json' },
      body,
      keyId: keyid,
      privateKey,
      created: deps.clock.now(),
    });
    const { status, text } = await send(target, headers, body);
    return {
      tookMs: tookMs(),
      status,
      whole: text,
      ...(text ? { answer: printable(text) } : {}),
      ...(status >= 300 && status < 400 ? { failure: 'redirect' } : {}),
    };
  } catch (error) {
    return { tookMs: tookMs(), failure: reasonOf(error) };
  }
}

/** A bare request, without following where the answer points: what was checked is where it goes. */
function send(
  { url, address, family }: Target,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? overHttps : overHttp;
    const asked = open(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal: AbortSignal.timeout(LONGEST_MS),
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
      },
      (response) => {
        collect(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

async function collect(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > LARGEST_ANSWER) {
      response.destroy();
      throw new Error('answer-too-large');
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** What a page can show and PostgreSQL can keep. */
function printable(text: string): string {
  return text
    .slice(0, KEPT_ANSWER)
    .replace(/\p{Cc}+/gu, ' ')
    .toWellFormed();
}

function reasonOf(error: unknown): string {
  if (error instanceof AddressRefusal) return error.why;
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (name === 'TimeoutError' || name === 'AbortError') return 'too-slow';
  if (message === 'answer-too-large') return message;
  return code ?? 'unreachable';
}
