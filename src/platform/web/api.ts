import { createContext, redirect, type RouterContext, type RouterContextProvider } from 'react-router';
import { meets, requireMeetable, type Actor, type Demand } from '../access.ts';
import type { AnswerOf, CallInput, Operation } from '../operation.ts';
import { refusalOfHouse } from '../database/gone.ts';
import { isProblem, type Locale, type ProblemDocument } from '../problem.ts';

const KEY = Symbol.for('lienthong.page-api');

/**
 * What a page may do: call operations, as the person who asked for the page and through the same gate as
 * everybody else. Pages have no other way to the data.
 */
export interface PageApi {
  actor: Actor;
  locale: Locale;
  requestId: string;
  nonce: string;
  /** The node's public address, for links that leave the page. */
  publicUrl: string;
  call<O extends Operation>(operation: O, ...input: InputRest<O>): Promise<AnswerOf<O>>;
  try<O extends Operation>(operation: O, ...input: InputRest<O>): Promise<Tried<AnswerOf<O>>>;
  /** Tells in which post the form that was sent had been opened. When it is another than the session's, nothing but reading is done for this request. */
  openedIn(postId: string): void;
  /** In which post the forms of the answer are opened: the session's, or the one of the form that was sent until its refusal has been said. */
  postOfForms(): string;
  /** Set while the page that explains a refusal is rendered. `typed`: something was sent that the reader may want back. */
  refusal?: { problem: ProblemDocument; typed: boolean };
  /** What the node offers, for the page that describes the API: contracts only, nothing to call. */
  operations(): readonly Operation[];
  /** Whether cookies must be marked for HTTPS only. */
  secureCookies: boolean;
  /** Notes a failure that nobody foresaw, with the id of this request and without personal data. */
  report(error: unknown): void;
  /** Sets or clears a cookie on the answer. */
  setCookie(header: string): void;
  /** Lets this page's forms lead to another site by a redirect, as signing in at a client of the sign-on does. Takes its address. */
  allowFormTo(target: string): void;
}

type InputRest<O extends Operation> =
  Record<never, never> extends CallInput<O> ? [input?: CallInput<O>] : [input: CallInput<O>];

export type Tried<Answer> = { ok: true; answer: Answer } | { ok: false; problem: ProblemDocument };

/**
 * The built pages carry a copy of this module of their own, and a context is known by its identity: both copies
 * must meet in one.
 */
const shared = globalThis as typeof globalThis & { [KEY]?: RouterContext<PageApi> };
export const pageApiContext: RouterContext<PageApi> = (shared[KEY] ??= createContext<PageApi>());

export function apiOf(context: Readonly<RouterContextProvider>): PageApi {
  return context.get(pageApiContext);
}

/** Carries a refusal through React Router to the error page. */
export function problemResponse(failure: unknown, locale: Locale, requestId: string): never {
  const error = refusalOfHouse(failure) ?? failure;
  if (isProblem(error))
    throw new Response(JSON.stringify(error.document(locale, requestId)), {
      status: error.status,
      headers: {
        'content-type': 'application/problem+json',
        ...(error.detail.retryAfter ? { 'retry-after': String(error.detail.retryAfter) } : {}),
      },
    });
  throw error;
}

/** For loaders of pages that need a citizen: others are sent to sign in, and come back to this page. */
export function requireCitizen(api: PageApi, request: Request): void {
  if (api.actor.kind !== 'citizen') throw redirect(`/dang-nhap?ve=${encodeURIComponent(pathOf(request))}`);
}

/** For loaders of staff pages. */
export function requireOfficer(api: PageApi, request: Request): void {
  if (api.actor.kind !== 'officer') throw redirect(`/can-bo/dang-nhap?ve=${encodeURIComponent(pathOf(request))}`);
}

/** For loaders of pages whose acts want more, or fresher, proof of who this is: it is asked for before anything is typed. */
export function requireProof(api: PageApi, request: Request, demand: Demand): void {
  if (api.actor.kind !== 'citizen' && api.actor.kind !== 'officer') return;
  if (!meets(requireMeetable(demand), api.actor.assurance, new Date()))
    throw redirect(stepUpHref(pathOf(request), demand));
}

/**
 * The page where somebody who is signed in proves again who this is, and comes back to `path`. With 0 minutes it asks whatever was proved
 * before; the one proof given there leads back.
 */
export function stepUpHref(path: string, demand: Demand): string {
  const age = demand.maxAgeMinutes === undefined ? '' : `&trong=${demand.maxAgeMinutes}`;
  return `/dang-nhap/xac-nhan?muc=${demand.level}${age}&ve=${encodeURIComponent(path)}`;
}

/** The page's own address with its query, without what React Router adds. */
export function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `${pathname}${search}`.replace(/\.data(?=\?|$)/, '');
}
