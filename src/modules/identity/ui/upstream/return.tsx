import { data, redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { frameData } from '#ui/index.ts';
import { finishUpstream } from '../../upstream/contract.ts';
import { deviceCookie, safeReturn, sessionCookie } from '../session-cookie.ts';
import { endedFlowCookie, flowIn } from './flow-cookie.ts';
import { NotSignedIn } from './not-signed-in.tsx';

/** The other provider sends the browser here. An answer without what this browser kept is somebody else's. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { search } = new URL(request.url);
  const tried = await api.try(finishUpstream, {
    body: { answer: search.slice(1) || '-', flow: flowIn(request) ?? '-', browser: true },
  });
  // Where it only does not answer, going back and forth once more may help; everything else is over.
  if (tried.ok || tried.problem.status !== 503) api.setCookie(endedFlowCookie);
  if (!tried.ok)
    return data({ frame: frameOf(api, request), why: tried.problem.title }, { status: tried.problem.status });
  if (tried.answer.deviceToken) api.setCookie(deviceCookie(tried.answer.deviceToken, api.secureCookies));
  api.setCookie(sessionCookie(tried.answer.token, tried.answer.expiresAt, api.secureCookies));
  throw redirect(safeReturn(tried.answer.back ?? null, '/cua-toi/ho-so'));
}

/** The address of this page carries a code: links of the page (language, sign in and come back) must not repeat it. */
function frameOf(api: ReturnType<typeof apiOf>, request: Request): ReturnType<typeof frameData> {
  return { ...frameData(api, request), path: '/dang-nhap' };
}

export default function ReturnFromUpstreamPage() {
  return <NotSignedIn {...useLoaderData<typeof loader>()} />;
}
