import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '#platform/access.ts';

/** The library's session of a browser: little more than which clients were signed in to. Who it is comes from the portal. */
export interface SessionPayload {
  uid: string;
  accountId?: string;
  authorizations?: Record<string, { sid?: string; grantId?: string }>;
  state?: Record<string, unknown>;
  [other: string]: unknown;
}

/** What the adapter knows of the request it works for. The library hands it only identifiers. */
export interface RequestScope {
  /** Who is signed in on the portal in this browser: the truth about every session of the library. */
  actor: Actor;
  /** Sessions read or made for this request, by identifier, so that one request reads once. */
  sessions: Map<string, SessionPayload>;
  /** What is in the database of them: unchanged ones are not written again. */
  written: Map<string, string>;
  locale: 'vi' | 'en';
  /** Network address of the caller. */
  source?: string;
  /** The person has confirmed to be signed out. */
  signingOut: boolean;
  /** The client that a browser comes to sign in at, as the address says. */
  clientId?: string;
  /** A code that this request may use: it does with the access token that it is given for (code-adapter.ts). */
  usedCode?: string;
}

const running = new AsyncLocalStorage<RequestScope>();

export const currentScope = (): RequestScope | undefined => running.getStore();

export function withScope<T>(
  given: Pick<RequestScope, 'actor' | 'locale' | 'signingOut' | 'source' | 'clientId'>,
  work: (scope: RequestScope) => T,
): T {
  const scope: RequestScope = { ...given, sessions: new Map(), written: new Map() };
  return running.run(scope, () => work(scope));
}
