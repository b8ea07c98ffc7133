import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { Button, fieldErrors, frameData, PageFrame, TextField } from '#ui/index.ts';
import { getMailAddress, setMailAddress } from '../contract.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const mail = await api.call(getMailAddress);
  if (mail.state === 'not-available') throw redirect('/cua-toi/thong-bao');
  return { frame: frameData(api, request), email: mail.email ?? '' };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const email = String((await request.formData()).get('email') ?? '').slice(0, 254);
  const tried = await api.try(setMailAddress, { body: { email } });
  if (tried.ok) throw redirect('/cua-toi/thong-bao#thu-dien-tu');
  const { problem } = tried;
  const errors = problem.errors ?? [{ path: 'email', code: problem.code, message: problem.title }];
  return data({ email, errors }, { status: problem.status });
}

/** One question: where mails should go. */
export default function MailAddressPage() {
  const { frame, email } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(typed?.errors, frame.locale);
  return (
    <PageFrame
      {...frame}
      title={t.mailQuestion}
      errors={errors}
      backLink={{ href: '/cua-toi/thong-bao', text: t.backToInbox }}
    >
      <form method="post" noValidate>
        <TextField
          name="email"
          label={t.mailQuestion}
          asHeading
          hint={t.mailHint}
          kind="email"
          autoComplete="email"
          value={typed?.email ?? email}
          error={errors.of('email')}
          spellCheck={false}
        />
        <Button>{t.mailSend}</Button>
      </form>
    </PageFrame>
  );
}
