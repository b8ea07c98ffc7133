import { decideConsent } from '#modules/sign-on/contract.ts';
import { createClient } from '#platform/client.ts';

interface Cookie {
  value: string;
  path: string;
}

/** As much of a browser as the protocol needs: cookies by path, redirects by hand. */
export class Browser {
  readonly #url: string;
  readonly #cookies = new Map<string, Cookie>();

  constructor(url: string, cookies: Record<string, string> = {}) {
    this.#url = url;
    for (const [name, value] of Object.entries(cookies)) this.#cookies.set(`${name} /`, { value, path: '/' });
  }

  cookie(name: string): string | undefined {
    return [...this.#cookies].find(([key]) => key.startsWith(`${name} `))?.[1].value;
  }

  /** A copy: what a thief of the cookies has. */
  stolen(url = this.#url): Browser {
    const thief = new Browser(url);
    for (const [key, cookie] of this.#cookies) thief.#cookies.set(key, cookie);
    return thief;
  }

  set(name: string, value: string): void {
    this.#cookies.set(`${name} /`, { value, path: '/' });
  }

  forget(name: string): void {
    for (const key of this.#cookies.keys()) if (key.startsWith(`${name} `)) this.#cookies.delete(key);
  }

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.#url);
    const headers = new Headers(init.headers);
    headers.set('accept', headers.get('accept') ?? 'text/html');
    const fitting = [...this.#cookies].filter(([, { path }]) => url.pathname.startsWith(path));
    if (fitting.length > 0)
      headers.set('cookie', fitting.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const header of response.headers.getSetCookie()) this.#keep(header);
    return response;
  }

  #keep(header: string): void {
    const [pair = '', ...attributes] = header.split('; ');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const over = attributes.some((one) => /^expires=thu, 01 jan 1970/i.test(one));
    if (over || value === '') this.#cookies.delete(`${name} ${path}`);
    else this.#cookies.set(`${name} ${path}`, { value, path });
  }

  /** Follows redirects and self-forwarding pages until the way leads off `/oidc`: to the client, or to a page that asks. */
  async go(address: string): Promise<URL> {
    let at = new URL(address, this.#url);
    for (let hops = 0; hops < 12; hops++) {
      const response = await this.fetch(at.href);
      const body = await response.text();
      const next = response.headers.get('location') ?? /http-equiv="refresh" content="0;url=([^"]+)"/.exec(body)?.[1];
      if (!next) throw new Error(`The way ends at ${at.pathname} with ${response.status}: ${body.slice(0, 400)}`);
      at = new URL(next, at);
      if (at.origin !== new URL(this.#url).origin || !at.pathname.startsWith('/oidc')) return at;
    }
    throw new Error('The way has no end');
  }

  /** Answers the consent question that `at` leads to, and follows on. */
  async answer(at: URL, allow = true): Promise<URL> {
    return this.go(await this.#decide(at, allow));
  }

  /** The sealed answer to a question, not yet taken back. */
  async decision(at: URL, allow = true): Promise<string> {
    return new URL(await this.#decide(at, allow), this.#url).searchParams.get('phieu') ?? '';
  }

  async #decide(at: URL, allow: boolean): Promise<string> {
    const ticket = at.searchParams.get('phieu');
    if (at.pathname !== '/dang-nhap/ung-dung' || !ticket) throw new Error(`No question at ${at.pathname}`);
    const client = createClient(this.#url, () => ({ authorization: `Bearer ${this.cookie('lt_session')}` }));
    return (await client.get(decideConsent, { body: { ticket, allow } })).next;
  }

  /** The interaction under way, as its cookie names it. */
  interaction(): string {
    return this.cookie('lt_oidc_step') ?? '';
  }

  /** Through the sign-on to the client, allowing what is asked on the way. */
  async through(address: string): Promise<URL> {
    const at = await this.go(address);
    return at.pathname === '/dang-nhap/ung-dung' ? this.answer(at) : at;
  }
}
