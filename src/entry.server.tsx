import { Writable } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import { ServerRouter, type EntryContext, type RouterContextProvider } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import type { PageHandle } from '#platform/web/page.ts';
import { CACHE_TAGS_HEADER, HYDRATE_HEADER } from '#platform/web/page-headers.ts';

/** Renders a whole page to bytes. What the page says of itself (cacheable, hydrated) goes to the server as headers. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const handles = context.staticHandlerContext.matches.map(
    (match) => (context.routeModules[match.route.id] as { handle?: PageHandle } | undefined)?.handle,
  );
  const failed = context.staticHandlerContext.errors !== null;
  if (!failed && handles.some((handle) => handle?.hydrate)) headers.set(HYDRATE_HEADER, 'yes');
  const cache = handles.find((handle) => handle?.cache)?.cache;
  if (cache && !failed && status === 200) headers.set(CACHE_TAGS_HEADER, cache.tags.join(' '));
  headers.set('content-type', 'text/html; charset=utf-8');
  const nonce = (context.staticHandlerContext.loaderData['root'] as { nonce?: string } | undefined)?.nonce;
  const body = await render(<ServerRouter context={context} url={request.url} nonce={nonce ?? ''} />, nonce);
  return new Response(body as Uint8Array<ArrayBuffer>, { status, headers });
}

function render(page: React.ReactNode, nonce: string | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
      final(done) {
        done();
        resolve(Buffer.concat(chunks));
      },
    });
    const { pipe } = renderToPipeableStream(page, {
      ...(nonce ? { nonce } : {}),
      onAllReady: () => void pipe(sink),
      onShellError: reject,
      onError: reject,
    });
  });
}

/** Refusals were foreseen; everything else is logged by the server, with the id of the request. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
): void {
  if (request.signal.aborted || error instanceof Response) return;
  apiOf(context).report(error);
}
