import { data, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { frameData } from '#ui/index.ts';
import { FailurePage } from './parts/failure-page.tsx';
import type { PageProps } from './page-data.ts';

/** Rendered by the server in place of a page that was refused before it began: too large, too often, from elsewhere. */
export function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const frame = { ...frameData(api, request), path: '/' };
  const { problem, typed } = api.refusal ?? { problem: undefined, typed: false };
  const status = problem?.status ?? 404;
  return data({ frame, status, message: problem?.title, requestId: problem?.requestId, typed }, { status });
}

export default function RefusalPage({ loaderData }: PageProps<typeof loader>) {
  return <FailurePage {...loaderData} />;
}
