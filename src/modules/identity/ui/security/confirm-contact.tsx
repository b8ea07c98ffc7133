import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { apiOf } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, fieldErrors, frameData, PageFrame, TextField } from '#ui/index.ts';
import { confirmContact, listDemoPeople } from '../../contract.ts';
import { HOME, openSecurity, requireSomebody } from './open-page.ts';
import { kindOf, placeOf } from './which-contact.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const kind = kindOf(request);
  const { contacts } = await openSecurity(api, request);
  const asked = new URL(request.url).searchParams.get('so');
  const waiting = contacts.find(({ id, verifiedAt }) => id === asked && !verifiedAt);
  if (!waiting) throw redirect(placeOf(kind));
  const demo = (await api.call(listDemoPeople)).citizens.length > 0;
  return { frame: frameData(api, request), kind, hint: waiting.hint, demo };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const contactId = new URL(request.url).searchParams.get('so') ?? '';
  if (!isId(contactId)) throw redirect(placeOf(kindOf(request)));
  const code = String((await request.formData()).get('code') ?? '').slice(0, 40);
  const t = words(api.locale);
  if (!code.trim())
    return data({ errors: [{ path: 'code', code: 'required', message: t.codeEmpty }] }, { status: 422 });
  const tried = await api.try(confirmContact, { params: { contactId }, body: { code } });
  if (tried.ok) throw redirect(`${HOME}?xong=lien-he`);
  const { problem } = tried;
  const errors = problem.errors ?? [{ path: 'code', code: problem.code, message: problem.title }];
  return data({ errors }, { status: problem.status });
}

export default function ConfirmContactPage() {
  const { frame, kind, hint, demo } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const errors = fieldErrors(useActionData<typeof action>()?.errors, frame.locale);
  return (
    <PageFrame
      {...frame}
      title={t.codeQuestion}
      errors={errors}
      backLink={{ href: placeOf(kind), text: kind === 'phone' ? t.phone : t.email }}
    >
      <form method="post" noValidate>
        <TextField
          name="code"
          label={t.codeQuestion}
          asHeading
          hint={say(t.codeHint, { hint })}
          kind="number"
          autoComplete="one-time-code"
          width={10}
          error={errors.of('code')}
        />
        <Button>{t.confirm}</Button>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href={`${placeOf(kind)}/them`}>
          {t.sendAgain}
        </a>
      </p>
      {demo ? (
        <p className="govuk-body">
          <a className="govuk-link" href="/thu-nghiem/tin-nhan" target="_blank" rel="noreferrer">
            {t.demoMessages}
          </a>
        </p>
      ) : null}
    </PageFrame>
  );
}
