import { redirect, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { LANGUAGE_COOKIE } from '#platform/web/sessions.ts';
import { safePath } from '../query-text.ts';

const ONE_YEAR_SECONDS = 31_536_000;

/** `/ngon-ngu/en?ve=/tim`: remembers the language and goes back. A link, so that it works without JavaScript. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const locale = params['locale'] === 'en' ? 'en' : 'vi';
  const secure = apiOf(context).secureCookies ? '; Secure' : '';
  apiOf(context).setCookie(
    `${LANGUAGE_COOKIE}=${locale}; Path=/; Max-Age=${ONE_YEAR_SECONDS}; SameSite=Lax; HttpOnly${secure}`,
  );
  return redirect(safePath(new URL(request.url).searchParams.get('ve')));
}
