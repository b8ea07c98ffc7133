import { redirect } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import type { PageApi } from '#platform/web/api.ts';
import { readSignUp } from '../../contract.ts';

/** What was answered so far travels sealed in a cookie of these pages alone: the address shows nothing, and going back loses nothing. */
const PATHS = { lt_sign_up: '/dang-ky', lt_paper: '/kich-hoat' } as const;
type Name = keyof typeof PATHS;

export function keepTicket(api: PageApi, name: Name, ticket: string): void {
  const secure = api.secureCookies ? '; Secure' : '';
  api.setCookie(`${name}=${ticket}; Path=${PATHS[name]}; HttpOnly; SameSite=Lax; Max-Age=2700${secure}`);
}

export function dropTicket(api: PageApi, name: Name): void {
  api.setCookie(`${name}=; Path=${PATHS[name]}; HttpOnly; SameSite=Lax; Max-Age=0`);
}

export function ticketIn(request: Request, name: Name): string {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
}

export type SoFar = AnswerOf<typeof readSignUp>;
type Step = SoFar['next'];
const ORDER: readonly Step[] = ['details', 'card', 'phone', 'code', 'password'];
export const pageOf: Record<Step, string> = {
  details: '/dang-ky/ho-ten',
  card: '/dang-ky/the-can-cuoc',
  phone: '/dang-ky/dien-thoai',
  code: '/dang-ky/ma',
  password: '/dang-ky/mat-khau',
};

/** What was answered; whoever opens a page too early, or too late, is led to where they are. */
export async function soFar(api: PageApi, request: Request, step: Step): Promise<SoFar & { ticket: string }> {
  const ticket = ticketIn(request, 'lt_sign_up');
  const read = ticket ? await api.try(readSignUp, { body: { ticket } }) : undefined;
  if (!read?.ok) throw redirect('/dang-ky');
  if (ORDER.indexOf(read.answer.next) < ORDER.indexOf(step)) throw redirect(pageOf[read.answer.next]);
  return { ...read.answer, ticket };
}
