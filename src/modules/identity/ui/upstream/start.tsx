import { data, redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { frameData } from '#ui/index.ts';
import { startUpstream } from '../../upstream/contract.ts';
import { safeReturn } from '../session-cookie.ts';
import { flowCookie } from './flow-cookie.ts';
import { NotSignedIn } from './not-signed-in.tsx';

/** No page of its own: it leads to the other provider, and speaks only where that does not answer. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const back = safeReturn(new URL(request.url).searchParams.get('ve'), '');
  const tried = await api.try(startUpstream, { body: back ? { back } : {} });
  if (!tried.ok)
    return data({ frame: frameData(api, request), why: tried.problem.title, back }, { status: tried.problem.status });
  api.setCookie(flowCookie(tried.answer.flow, tried.answer.expiresAt, api.secureCookies));
  throw redirect(tried.answer.address);
}

export default function StartUpstreamPage() {
  return <NotSignedIn {...useLoaderData<typeof loader>()} />;
}
