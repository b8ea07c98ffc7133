import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { Button, fieldErrors, frameData, PageFrame, TextArea } from '#ui/index.ts';
import { showSignUpCard } from '../../contract.ts';
import { keepTicket, soFar } from './ticket-cookie.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  await soFar(api, request, 'card');
  return { frame: frameData(api, request) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  const { ticket } = await soFar(api, request, 'card');
  const typed = String(form.get('text') ?? '');
  const tried = await api.try(showSignUpCard, { body: { ticket, text: typed } });
  if (!tried.ok) {
    const found = tried.problem.errors ?? [{ path: 'text', code: tried.problem.code, message: tried.problem.title }];
    return data({ typed, errors: found.map((one) => ({ ...one, path: 'text' })) }, { status: tried.problem.status });
  }
  keepTicket(api, 'lt_sign_up', tried.answer.ticket);
  throw redirect('/dang-ky/dien-thoai');
}

export default function SignUpCardPage() {
  const { frame, ...given } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <PageFrame {...frame} {...given} title={t.card} errors={errors} backLink={{ href: '/dang-ky/ho-ten' }}>
      <form method="post" noValidate>
        <TextArea
          name="text"
          label={t.card}
          asHeading
          optional
          hint={t.cardHint}
          rows={4}
          value={sent?.typed ?? ''}
          error={errors.of('text')}
        />
        <Button>{t.next}</Button>
      </form>
    </PageFrame>
  );
}
