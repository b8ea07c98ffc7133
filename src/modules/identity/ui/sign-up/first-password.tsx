import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { Button, fieldErrors, frameData, PageFrame, TextField } from '#ui/index.ts';
import { setFirstPassword } from '../../contract.ts';
import { sessionCookie } from '../session-cookie.ts';
import { dropTicket, ticketIn } from './ticket-cookie.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  if (!ticketIn(request, 'lt_paper')) throw redirect('/kich-hoat');
  return { frame: frameData(api, request) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  const ticket = ticketIn(request, 'lt_paper');
  if (!ticket) throw redirect('/kich-hoat');
  const typed = '';
  const tried = await api.try(setFirstPassword, { body: { ticket, password: String(form.get('password') || ' ') } });
  if (!tried.ok)
    return data(
      {
        typed,
        errors: tried.problem.errors ?? [{ path: 'password', code: tried.problem.code, message: tried.problem.title }],
      },
      { status: tried.problem.status },
    );
  dropTicket(api, 'lt_paper');
  api.setCookie(sessionCookie(tried.answer.token, tried.answer.expiresAt, api.secureCookies));
  throw redirect('/cua-toi/ho-so');
}

export default function FirstPasswordPage() {
  const { frame, ...given } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <PageFrame {...frame} {...given} title={t.password} errors={errors} backLink={{ href: '/kich-hoat' }}>
      <form method="post" noValidate>
        <TextField
          name="password"
          label={t.password}
          asHeading
          hint={t.passwordHint}
          kind="password"
          width={20}
          error={errors.of('password')}
          autoComplete="new-password"
        />
        <Button>{t.save}</Button>
      </form>
    </PageFrame>
  );
}
