import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { Button, DateField, fieldErrors, frameData, PageFrame, readDate, TextField } from '#ui/index.ts';
import { matchSignUp } from '../../contract.ts';
import { keepTicket, soFar } from './ticket-cookie.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { fullName = '', birthDate = '' } = await soFar(api, request, 'details');
  return { frame: frameData(api, request), fullName, birthDate };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  const { ticket } = await soFar(api, request, 'details');
  const day = readDate(form, 'birthDate');
  const typed = { fullName: String(form.get('fullName') ?? ''), birthDate: day.parts };
  if (!day.iso || !typed.fullName.trim()) {
    const t = words(api.locale);
    const errors = [
      ...(typed.fullName.trim() ? [] : [{ path: 'fullName', code: 'required', message: t.fullNameMissing }]),
      ...(day.iso ? [] : [{ path: 'birthDate', code: 'required', message: t.birthDateMissing }]),
    ];
    return data({ typed, errors }, { status: 422 });
  }
  const tried = await api.try(matchSignUp, { body: { ticket, fullName: typed.fullName, birthDate: day.iso } });
  if (!tried.ok)
    return data(
      {
        typed,
        errors: tried.problem.errors ?? [{ path: 'fullName', code: tried.problem.code, message: tried.problem.title }],
      },
      { status: tried.problem.status },
    );
  keepTicket(api, 'lt_sign_up', tried.answer.ticket);
  throw redirect('/dang-ky/the-can-cuoc');
}

export default function SignUpDetailsPage() {
  const { frame, ...given } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.details} errors={errors} backLink={{ href: '/dang-ky' }}>
      <h1 className="govuk-heading-l">{t.details}</h1>
      <p className="govuk-body">{t.detailsHint}</p>
      <form method="post" noValidate>
        <TextField
          name="fullName"
          label={t.fullName}
          value={sent?.typed.fullName ?? given.fullName}
          error={errors.of('fullName')}
          autoComplete="name"
          spellCheck={false}
        />
        <DateField
          name="birthDate"
          label={t.birthDate}
          value={sent?.typed.birthDate ?? given.birthDate}
          error={errors.of('birthDate')}
          birthday
        />
        <Button>{t.next}</Button>
      </form>
    </PageFrame>
  );
}
