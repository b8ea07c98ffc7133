import { Outlet, Scripts, useMatches, useRouteError, useRouteLoaderData, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import type { PageHandle } from '#platform/web/page.ts';
import { OtherPostsContext, PostContext, type OtherPost } from '#ui/index.ts';

const nothing: readonly OtherPost[] = [];

export { ErrorBoundary } from '#modules/portal/ui/error-page.tsx';

export function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { locale, nonce, actor, requestId } = api;
  return {
    locale,
    nonce,
    requestId,
    actor: { kind: actor.kind, name: 'name' in actor ? actor.name : '' },
    otherPosts: actor.kind === 'officer' ? [...(actor.otherPosts ?? [])] : [],
    post: api.postOfForms(),
    path: pathOf(request),
  };
}

function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `${pathname}${search}`;
}

/** The document around every page. It sends JavaScript only to pages that ask for it. */
export function Layout({ children }: { children: React.ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  // A page that failed is plain HTML, whatever it would have been.
  // Null where nothing failed.
  const failed = Boolean(useRouteError());
  const matches = useMatches();
  const hydrate = !failed && matches.some((match) => (match.handle as PageHandle | undefined)?.hydrate === true);
  return (
    <html lang={data?.locale ?? 'vi'} className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      </head>
      <body className="govuk-template__body">
        {children}
        {hydrate ? <Scripts nonce={data?.nonce ?? ''} /> : null}
      </body>
    </html>
  );
}

export default function Root() {
  const data = useRouteLoaderData<typeof loader>('root');
  return (
    <PostContext value={data?.post ?? ''}>
      <OtherPostsContext value={data?.otherPosts ?? nothing}>
        <Outlet />
      </OtherPostsContext>
    </PostContext>
  );
}
