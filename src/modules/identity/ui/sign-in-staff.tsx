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
import { Button, fieldErrors, frameData, PageFrame, Radios, SelectField, TextField } from '#ui/index.ts';
import { listSignInPosts, signIn } from '../contract.ts';
import { safeReturn, sessionCookie } from './session-cookie.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { searchParams } = new URL(request.url);
  const back = safeReturn(searchParams.get('ve'), '/can-bo');
  if (api.actor.kind === 'officer') throw redirect(back);
  const asked = searchParams.get('co-quan') ?? '';
  const agencyId = isId(asked) ? asked : undefined;
  const { agencies } = await api.call(listSignInPosts);
  const officers = agencyId ? (await api.call(listSignInPosts, { query: { agencyId } })).officers : [];
  return { frame: frameData(api, request), agencies, agencyId, officers, back };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  // A choice is a person with a post: the same person may hold another one elsewhere.
  const choice = String(form.get('officerId') ?? '');
  const [officerId = '', appointmentId = ''] = choice.split(' ');
  const chosen = isId(officerId) && isId(appointmentId);
  const code = String(form.get('code') || ' ');
  const tried = await api.try(signIn, {
    body: { ...(chosen ? { officerId, appointmentId } : { personalId: ' ' }), code },
  });
  if (!tried.ok) {
    const errors = chosen
      ? [{ path: 'code', code: tried.problem.code, message: tried.problem.title }]
      : [{ path: 'officerId', code: 'required', message: tried.problem.title }];
    return data({ officerId: choice, errors }, { status: tried.problem.status });
  }
  api.setCookie(sessionCookie(tried.answer.token, tried.answer.expiresAt, api.secureCookies));
  const fallback =
    tried.answer.me.rights?.includes('counter.accept') || tried.answer.me.rights?.includes('civil-status.register')
      ? '/can-bo'
      : '/chi-huy';
  throw redirect(safeReturn(new URL(request.url).searchParams.get('ve'), fallback));
}

export default function StaffSignInPage() {
  const { frame, agencies, agencyId, officers, back } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(typed?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.staffTitle} errors={errors}>
      <h1 className="govuk-heading-l">{t.staffTitle}</h1>
      <form method="get">
        <input type="hidden" name="ve" value={back} />
        <SelectField
          name="co-quan"
          label={t.agency}
          placeholder={t.agencyPlaceholder}
          value={agencyId ?? ''}
          options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button look={agencyId ? 'secondary' : 'primary'}>{agencyId ? t.otherAgency : t.next}</Button>
      </form>
      {agencyId && officers.length === 0 ? <p className="govuk-body">{t.noOfficers}</p> : null}
      {officers.length > 0 ? (
        <form method="post" noValidate>
          <Radios
            name="officerId"
            label={t.who}
            value={typed?.officerId ?? ''}
            error={errors.of('officerId')}
            options={officers.map(({ id, name, position, appointmentId }) => ({
              value: `${id} ${appointmentId}`,
              label: name,
              hint: position,
            }))}
          />
          <TextField
            name="code"
            label={t.code}
            hint={t.codeHint}
            kind="password"
            error={errors.of('code')}
            autoComplete="current-password"
            width={10}
          />
          <Button>{t.submit}</Button>
        </form>
      ) : null}
      <p className="govuk-body">
        <a className="govuk-link" href="/dang-nhap">
          {t.citizens}
        </a>
      </p>
    </PageFrame>
  );
}
