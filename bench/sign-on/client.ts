import { createHash, randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { median } from '../common/report.ts';

export const REDIRECT_URI = 'http://127.0.0.1:9/ve';
export const SCOPE = 'openid profile';

/** A system that signs its people in, with its secret: the cheapest way to prove itself, so that the provider's own work is seen. */
export interface RelyingParty {
  id: string;
  secret: string;
}

/** What one warm flow costs the other side is measured there; this is what was asked of it. */
export interface Flows {
  /** Flows that ended with an ID token. */
  done: number;
  perSecond: number;
  /** Milliseconds of each token request, in the order of their ends. */
  tokenMs: number[];
  /** Milliseconds of authorize and token together. */
  flowMs: number[];
}

const pairs = Array.from({ length: 256 }, () => {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
});

/** The address that a relying party sends the browser to; every one has a state, a nonce and a challenge of its own. */
export function authorizeUrl(base: string, party: RelyingParty, turn: number): string {
  const query = new URLSearchParams({
    client_id: party.id,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    state: `s${turn}`,
    nonce: `n${turn}`,
    code_challenge: pairs[turn % pairs.length]?.challenge ?? '',
    code_challenge_method: 'S256',
  });
  return `${base}/auth?${query.toString()}`;
}

interface Turn {
  turn: number;
  code?: string;
  authorizeMs?: number;
}

export interface FlowOrder {
  /** Address of the provider with its prefix: 'http://127.0.0.1:1234/oidc'. */
  issuer: string;
  /** Cookie headers of people who are signed in and have consented; flows take turns with them. */
  cookies: readonly string[];
  party: RelyingParty;
  connections: number;
  seconds: number;
  /** Flows a second, spread evenly; as many as can be when left out. */
  rate?: number;
}

/**
 * Warm flows for some seconds: authorize with a session that is there, code, token. Keeps its connections, as a browser
 * and a server do, and takes every answer that is not a flow that went well for a failure of the bench.
 */
export async function runFlows(order: FlowOrder): Promise<Flows> {
  const { party } = order;
  const authorization = `Basic ${Buffer.from(`${party.id}:${party.secret}`).toString('base64')}`;
  const path = new URL(order.issuer).pathname;
  const tokenMs: number[] = [];
  const flowMs: number[] = [];
  let turns = 0;
  let wrong: string | undefined;
  const result = await autocannon({
    url: order.issuer,
    connections: order.connections,
    duration: order.seconds,
    // Two requests make a flow.
    ...(order.rate ? { overallRate: order.rate * 2 } : {}),
    setupClient(client) {
      let step = 0;
      let authorizeMs = 0;
      client.on('response', (_status: number, _bytes: number, ms: number) => {
        if (step === 0) authorizeMs = ms;
        else {
          tokenMs.push(ms);
          flowMs.push(authorizeMs + ms);
        }
        step = 1 - step;
      });
    },
    requests: [
      {
        method: 'GET',
        setupRequest(request, context) {
          const turn = turns++;
          Object.assign(context as Turn, { turn });
          const cookie = order.cookies[turn % order.cookies.length] ?? '';
          return { ...request, headers: { cookie }, path: authorizeUrl(path, party, turn) };
        },
        onResponse(status, body, context, headers) {
          const location = headerOf(headers ?? {}, 'location');
          const code =
            status === 303 && location.startsWith(REDIRECT_URI) && new URL(location).searchParams.get('code');
          if (code) Object.assign(context as Turn, { code });
          else wrong ??= `authorize: ${status} ${location} ${String(body).slice(0, 300)}`;
        },
      },
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', authorization },
        setupRequest(request, context) {
          const { turn, code } = context as Turn;
          const body = new URLSearchParams({
            grant_type: 'authorization_code',
            redirect_uri: REDIRECT_URI,
            code: code ?? 'none',
            code_verifier: pairs[turn % pairs.length]?.verifier ?? '',
          });
          return { ...request, path: `${path}/token`, body: body.toString() };
        },
        onResponse(status, body) {
          if (status !== 200 || !body.includes('"id_token"')) wrong ??= `token: ${status} ${body.slice(0, 300)}`;
        },
      },
    ],
  });
  if (wrong || result.errors > 0) throw new Error(`A warm flow went wrong: ${wrong ?? `${result.errors} errors`}`);
  return { done: flowMs.length, perSecond: flowMs.length / result.duration, tokenMs, flowMs };
}

function headerOf(headers: object, name: string): string {
  for (const [key, value] of Object.entries(headers)) if (key.toLowerCase() === name) return String(value);
  return '';
}

/** The part of values below which `share` of them lie. */
export function quantile(values: readonly number[], share: number): number {
  if (share === 0.5) return median(values);
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Cookies as a browser keeps them, for walking once through a sign-in. */
export class Jar {
  readonly kept = new Map<string, string>();

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      const value = pair.slice(at + 1);
      if (value === '' || /expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) this.kept.delete(name);
      else this.kept.set(name, value);
    }
  }

  header(): string {
    return [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/**
 * Follows redirects with the jar until the relying party's address is reached or a page is shown. Paths of cookies are not looked at:
 * what the flow needs later is sent from the start.
 */
export async function follow(jar: Jar, url: string): Promise<{ url: string; response?: Response }> {
  let next = url;
  for (let hops = 0; hops < 10; hops += 1) {
    if (next.startsWith(REDIRECT_URI)) return { url: next };
    const response = await fetch(next, { headers: { cookie: jar.header() }, redirect: 'manual' });
    jar.take(response);
    const location = response.headers.get('location');
    const forward = location ?? /http-equiv="refresh" content="0;url=([^"]+)"/.exec(await response.clone().text())?.[1];
    if (!forward) return { url: next, response };
    if (location) await response.arrayBuffer();
    next = new URL(forward, next).href;
  }
  throw new Error(`Redirects without an end at ${next}`);
}
