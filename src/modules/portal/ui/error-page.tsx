import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from 'react-router';
import type { AssuranceLevel } from '#platform/access.ts';
import type { FrameData } from '#ui/index.ts';
import { FailurePage } from './parts/failure-page.tsx';

type RootData = { locale: 'vi' | 'en'; requestId: string; path: string; actor: { kind: string; name: string } };

/** Shown by the root for whatever went wrong in a page; also when the root itself could not load. */
export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<RootData>('root');
  const frame: FrameData = {
    locale: root?.locale ?? 'vi',
    path: root?.path ?? '/',
    actor: actorOf(root),
  };
  const { status, message, level } = read(error);
  return <FailurePage frame={frame} status={status} message={message} level={level} requestId={root?.requestId} />;
}

function actorOf(root: RootData | undefined): FrameData['actor'] {
  const kind = root?.actor.kind;
  return root && (kind === 'citizen' || kind === 'officer') ? { kind, name: root.actor.name } : { kind: 'anonymous' };
}

/** A problem carries its sentence in the reader's language; React Router's own refusals carry only a status. */
function read(error: unknown): { status: number; message?: string; level?: AssuranceLevel } {
  if (!isRouteErrorResponse(error)) return { status: 500 };
  const { title, params } = problemIn(error.data);
  const level = [1, 2, 3, 4].find((one) => one === params?.['level']) as AssuranceLevel | undefined;
  return {
    status: error.status,
    ...(typeof title === 'string' ? { message: title } : {}),
    ...(level ? { level } : {}),
  };
}

function problemIn(body: unknown): { title?: unknown; params?: Record<string, unknown> } {
  let document = body;
  if (typeof body === 'string') {
    try {
      document = JSON.parse(body);
    } catch {
      return {};
    }
  }
  return typeof document === 'object' && document !== null ? document : {};
}
