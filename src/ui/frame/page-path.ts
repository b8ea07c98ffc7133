/**
 * The address of the page that a request is for, with its query. A hydrated page asks for fresh data at `<page>.data`
 * with a `_routes` parameter; coming back after signing in must lead to the page, not to its data.
 */
export function pagePath(request: { url: string }): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete('_routes');
  const query = searchParams.toString();
  const page = pathname.endsWith('/_.data') ? pathname.slice(0, -'_.data'.length) : pathname.replace(/\.data$/, '');
  return query === '' ? page : `${page}?${query}`;
}
