import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDate } from '#platform/time.ts';
import { apiOf } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, Details, errorsOf, frameData, noErrors, PageFrame, SummaryList, TextField } from '#ui/index.ts';
import { removePasskey, renamePasskey } from '../../contract.ts';
import { DoneNotice } from './done-notice.tsx';
import { HOME, openForChange, requireSomebody, stepUpIfAsked } from './open-page.ts';
import { words } from './words.ts';

const PAGE = `${HOME}/khoa`;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { passkeys } = await openForChange(api, request);
  return { frame: frameData(api, request), passkeys, done: new URL(request.url).searchParams.get('xong') };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const form = await request.formData();
  const passkeyId = String(form.get('passkeyId') ?? '');
  if (!isId(passkeyId)) throw redirect(PAGE);
  const params = { passkeyId };
  const name = String(form.get('name') ?? '').slice(0, 60);
  const tried =
    form.get('intent') === 'remove'
      ? await api.try(removePasskey, { params })
      : await api.try(renamePasskey, { params, body: { name } });
  if (tried.ok) throw redirect(`${PAGE}?xong=${form.get('intent') === 'remove' ? 'da-go' : 'doi-ten'}`);
  stepUpIfAsked(tried.problem, PAGE);
  return data({ message: tried.problem.title }, { status: tried.problem.status });
}

export default function PasskeysPage() {
  const { frame, passkeys, done } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  const t = words(frame.locale);
  const errors = message ? errorsOf({ 'noi-dung': message }) : noErrors;
  return (
    <PageFrame {...frame} title={t.passkeys} errors={errors} backLink={{ href: HOME, text: t.back }}>
      <DoneNotice done={done} locale={frame.locale} />
      <h1 className="govuk-heading-l">{t.passkeys}</h1>
      <p className="govuk-body">{t.passkeysAbout}</p>
      {passkeys.map((one) => (
        <section key={one.id}>
          <SummaryList
            title={one.name}
            rows={[
              {
                key: t.kind,
                value: one.stopped ? t.passkeyStopped : one.synced ? t.passkeySynced : t.passkeyBound,
              },
              { key: t.since, value: formatDate(one.addedAt) },
              { key: t.used, value: one.usedAt ? formatDate(one.usedAt) : t.never },
            ]}
          />
          <form method="post">
            <input type="hidden" name="passkeyId" value={one.id} />
            <Button look="warning" name="intent" value="remove">
              {t.remove}
              <span className="govuk-visually-hidden"> {one.name}</span>
            </Button>
          </form>
          <Details summary={`${t.rename}: ${one.name}`}>
            <form method="post" noValidate>
              <input type="hidden" name="passkeyId" value={one.id} />
              <TextField
                name="name"
                id={`ten-${one.id}`}
                label={say(t.renameOf, { name: one.name })}
                value={one.name}
                width={20}
                maxLength={60}
              />
              <Button look="secondary" name="intent" value="rename">
                {t.rename}
              </Button>
            </form>
          </Details>
        </section>
      ))}
      {passkeys.length === 0 ? <p className="govuk-body">{t.none}</p> : null}
      <Button href={`${PAGE}/them`}>{t.addPasskey}</Button>
    </PageFrame>
  );
}
