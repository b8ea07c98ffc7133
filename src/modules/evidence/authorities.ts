import { X509Certificate } from 'node:crypto';
import type { Config } from '#platform/config.ts';

/** Whom a time stamp is asked of. */
export type Authority = {
  name: string;
  /** Takes and answers the DER of RFC 3161. Throws when there is no answer. */
  ask(question: Buffer): Promise<Buffer>;
  roots(): Promise<readonly Buffer[]>;
};

/** The part of the signing room that stamps in the demo world. */
export type OwnAuthority = { answerStampQuestion(question: Buffer): Promise<Buffer>; roots(): Promise<Buffer[]> };

const timeoutMs = 10_000;
/** A token with a chain of certificates has some kilobytes. */
const maxBytes = 64 * 1024;

/** In the order in which they are asked; none outside the demo world when none is configured. */
export function authoritiesOf(config: Pick<Config, 'stamps' | 'world'>, own: OwnAuthority | undefined): Authority[] {
  const { urls, roots } = config.stamps;
  if (urls.length > 0) return urls.map((url) => overHttp(url, roots));
  if (config.world !== 'demo' || !own) return [];
  return [{ name: 'demo', ask: (question) => own.answerStampQuestion(question), roots: () => own.roots() }];
}

export function overHttp(url: string, roots: readonly Buffer[]): Authority {
  return {
    name: new URL(url).host,
    roots: async () => roots,
    async ask(question) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: new Uint8Array(question),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok || !response.body) throw new Error(`The authority answers ${response.status}.`);
      const parts: Uint8Array[] = [];
      let bytes = 0;
      for await (const part of response.body) {
        bytes += part.length;
        if (bytes > maxBytes) throw new Error('The authority answers more than a time stamp.');
        parts.push(part);
      }
      return Buffer.concat(parts);
    },
  };
}

/** Each root once, as PEM. */
export async function rootsPem(authorities: readonly Authority[]): Promise<string> {
  const roots = new Map<string, Buffer>();
  for (const authority of authorities)
    for (const root of await authority.roots()) roots.set(root.toString('base64'), root);
  return [...roots.values()].map((root) => new X509Certificate(root).toString()).join('');
}
