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
import { addContact } from '../../contract.ts';
import { openForChange, requireSomebody, stepUpIfAsked } from './open-page.ts';
import { kindOf, placeOf } from './which-contact.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  await openForChange(api, request);
  return { frame: frameData(api, request), kind: kindOf(request) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const kind = kindOf(request);
  const value = String((await request.formData()).get('value') ?? '').slice(0, 254);
  const tried = await api.try(addContact, { body: { kind, value: value || '-' } });
  if (tried.ok) throw redirect(`${placeOf(kind)}/ma?so=${tried.answer.contactId}`);
  const { problem } = tried;
  stepUpIfAsked(problem, `${placeOf(kind)}/them`);
  const errors = problem.errors ?? [{ path: 'value', code: problem.code, message: problem.title }];
  return data({ value, errors }, { status: problem.status });
}

/** One question: where codes should go. */
export default function AddContactPage() {
  const { frame, kind } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(typed?.errors, frame.locale);
  const phone = kind === 'phone';
  const title = phone ? t.phoneQuestion : t.emailQuestion;
  return (
    <PageFrame
      {...frame}
      title={title}
      errors={errors}
      backLink={{ href: placeOf(kind), text: phone ? t.phone : t.email }}
    >
      <form method="post" noValidate>
        <TextField
          name="value"
          label={title}
          asHeading
          hint={phone ? t.phoneHint : t.emailHint}
          kind={phone ? 'phone' : 'email'}
          autoComplete={phone ? 'tel' : 'email'}
          value={typed?.value ?? ''}
          error={errors.of('value')}
          spellCheck={false}
          {...(phone ? { width: 20 as const } : {})}
        />
        <Button>{t.sendCode}</Button>
      </form>
    </PageFrame>
  );
}
