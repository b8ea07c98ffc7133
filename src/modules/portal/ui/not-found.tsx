import { data, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import type { PageProps } from './page-data.ts';
import { FailurePage } from './parts/failure-page.tsx';
import { portalFrame } from './portal-frame.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  return data({ frame: await portalFrame(apiOf(context), request) }, { status: 404 });
}

/** Every address that no room has. */
export default function NotFoundPage({ loaderData: { frame } }: PageProps<typeof loader>) {
  return <FailurePage frame={frame} status={404} />;
}
