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
import { beginSignUp } from '../../contract.ts';
import { keepTicket } from './ticket-cookie.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  return { frame: frameData(api, request) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  const typed = String(form.get('personalId') ?? '');
  const tried = await api.try(beginSignUp, { body: { personalId: typed || ' ' } });
  if (!tried.ok)
    return data(
      {
        typed,
        errors: tried.problem.errors ?? [
          { path: 'personalId', code: tried.problem.code, message: tried.problem.title },
        ],
      },
      { status: tried.problem.status },
    );
  keepTicket(api, 'lt_sign_up', tried.answer.ticket);
  throw redirect('/dang-ky/ho-ten');
}

export default function SignUpNumberPage() {
  const { frame, ...given } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <PageFrame {...frame} {...given} title={t.number} errors={errors}>
      <form method="post" noValidate>
        <TextField
          name="personalId"
          label={t.number}
          asHeading
          hint={t.numberHint}
          kind="personal-number"
          value={sent?.typed ?? ''}
          error={errors.of('personalId')}
          autoComplete="off"
        />
        <Button>{t.next}</Button>
      </form>
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href="/dang-nhap">
            {t.have}
          </a>
        </li>
        <li>
          <a className="govuk-link" href="/kich-hoat">
            {t.paper}
          </a>
        </li>
      </ul>
    </PageFrame>
  );
}
