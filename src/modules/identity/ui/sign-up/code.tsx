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
import { confirmSignUpPhone } from '../../contract.ts';
import { keepTicket, soFar } from './ticket-cookie.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  await soFar(api, request, 'code');
  return { frame: frameData(api, request) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  const { ticket } = await soFar(api, request, 'code');
  const typed = String(form.get('code') ?? '');
  const tried = await api.try(confirmSignUpPhone, { body: { ticket, code: typed || ' ' } });
  if (!tried.ok)
    return data(
      {
        typed,
        errors: tried.problem.errors ?? [{ path: 'code', code: tried.problem.code, message: tried.problem.title }],
      },
      { status: tried.problem.status },
    );
  keepTicket(api, 'lt_sign_up', tried.answer.ticket);
  throw redirect('/dang-ky/mat-khau');
}

export default function SignUpCodePage() {
  const { frame, ...given } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <PageFrame {...frame} {...given} title={t.code} errors={errors} backLink={{ href: '/dang-ky/dien-thoai' }}>
      <form method="post" noValidate>
        <TextField
          name="code"
          label={t.code}
          asHeading
          hint={t.codeHint}
          kind="number"
          width={10}
          value={sent?.typed ?? ''}
          error={errors.of('code')}
          autoComplete="one-time-code"
        />
        <Button>{t.next}</Button>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href="/dang-ky/dien-thoai">
          {t.again}
        </a>
      </p>
    </PageFrame>
  );
}
