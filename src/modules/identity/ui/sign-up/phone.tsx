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
import { sendSignUpCode } from '../../contract.ts';
import { keepTicket, soFar } from './ticket-cookie.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { phone = '' } = await soFar(api, request, 'phone');
  return { frame: frameData(api, request), phone };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  const { ticket } = await soFar(api, request, 'phone');
  const typed = String(form.get('phone') ?? '');
  const tried = await api.try(sendSignUpCode, { body: { ticket, phone: typed || ' ' } });
  if (!tried.ok)
    return data(
      {
        typed,
        errors: tried.problem.errors ?? [{ path: 'phone', code: tried.problem.code, message: tried.problem.title }],
      },
      { status: tried.problem.status },
    );
  keepTicket(api, 'lt_sign_up', tried.answer.ticket);
  throw redirect('/dang-ky/ma');
}

export default function SignUpPhonePage() {
  const { frame, ...given } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.phone} errors={errors} backLink={{ href: '/dang-ky/the-can-cuoc' }}>
      <form method="post" noValidate>
        <TextField
          name="phone"
          label={t.phone}
          asHeading
          hint={t.phoneHint}
          kind="phone"
          width={20}
          value={sent?.typed ?? given.phone}
          error={errors.of('phone')}
          autoComplete="tel"
        />
        <Button>{t.next}</Button>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href="/dang-ky/khong-co-dien-thoai">
          {t.noPhone}
        </a>
      </p>
    </PageFrame>
  );
}
