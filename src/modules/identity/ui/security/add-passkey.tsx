import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { errorsOf, frameData, noErrors, PageFrame, TextField } from '#ui/index.ts';
import { addPasskey, beginPasskey } from '../../contract.ts';
import { PasskeyForm, readPasskey } from '../parts/passkey-form.tsx';
import { HOME, openForChange, requireSomebody, stepUpIfAsked } from './open-page.ts';
import { words } from './words.ts';

const PAGE = `${HOME}/khoa`;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  await openForChange(api, request);
  const begun = await api.call(beginPasskey);
  return { frame: frameData(api, request), ...begun };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const form = await request.formData();
  const given = readPasskey(form);
  const name = String(form.get('name') ?? '').slice(0, 60);
  if (!given) throw redirect(`${PAGE}/them`);
  const tried = await api.try(addPasskey, { body: { ...given, name } });
  if (tried.ok) throw redirect(`${PAGE}?xong=khoa`);
  stepUpIfAsked(tried.problem, `${PAGE}/them`);
  return data({ name, message: tried.problem.title }, { status: tried.problem.status });
}

export default function AddPasskeyPage() {
  const { frame, ticket, options } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = typed ? errorsOf({ name: typed.message }) : noErrors;
  return (
    <PageFrame {...frame} title={t.addPasskey} errors={errors} backLink={{ href: PAGE, text: t.passkeys }}>
      <h1 className="govuk-heading-l">{t.addPasskey}</h1>
      <p className="govuk-body">{t.passkeysAbout}</p>
      <PasskeyForm locale={frame.locale} does="add" ticket={ticket} options={options} button={t.passkeyMake}>
        <TextField
          name="name"
          label={t.passkeyName}
          hint={t.passkeyNameHint}
          value={typed?.name ?? ''}
          error={errors.of('name')}
          width={20}
          maxLength={60}
          autoComplete="off"
        />
      </PasskeyForm>
    </PageFrame>
  );
}
