/** Search engines read what is public; what belongs to one person or to the staff is none of their business. */
export async function loader() {
  const closed = [
    '/tra-cuu',
    '/tim',
    '/nop-ho-so/',
    '/cua-toi/',
    '/can-bo',
    '/chi-huy',
    '/dang-nhap',
    '/ngon-ngu/',
    '/api/',
  ];
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), ''];
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
}
