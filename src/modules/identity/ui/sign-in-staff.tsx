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
import { listDemoPeople, listSignInPosts, signIn } from '../contract.ts';
import { goOn, homeOf } from './keep-session.ts';
import { readWhy, WhyHereNotice } from './parts/why-here.tsx';
import { safeReturn } from './session-cookie.ts';
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
  const demo = (await api.call(listDemoPeople)).citizens.length > 0;
  return {
    frame: frameData(api, request),
    agencies,
    agencyId,
    officers,
    back,
    demo,
    why: await readWhy(api, searchParams),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  // A choice is a person with a post: the same person may hold another one elsewhere.
  const choice = String(form.get('officerId') ?? '');
  const [officerId = '', appointmentId = ''] = choice.split(' ');
  const chosen = isId(officerId) && isId(appointmentId);
  const proof = { kind: 'password' as const, password: String(form.get('password') || ' ') };
  const tried = await api.try(signIn, {
    body: { ...(chosen ? { officerId, appointmentId } : { personalId: ' ' }), proof, browser: true, send: true },
  });
  if (!tried.ok) {
    const errors = chosen
      ? [{ path: 'password', code: tried.problem.code, message: tried.problem.title }]
      : [{ path: 'officerId', code: 'required', message: tried.problem.title }];
    return data({ officerId: choice, errors }, { status: tried.problem.status });
  }
  const asked = new URL(request.url).searchParams.get('ve');
  return goOn(api, tried.answer, {
    back: ({ rights }) => safeReturn(asked, homeOf(rights)),
    ve: asked,
    staff: true,
  });
}

export default function StaffSignInPage() {
  const { frame, agencies, agencyId, officers, back, demo, why } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(typed?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.staffTitle} errors={errors}>
      <WhyHereNotice why={why} locale={frame.locale} />
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
            name="password"
            label={t.password}
            hint={demo ? t.passwordHint : undefined}
            kind="password"
            error={errors.of('password')}
            autoComplete="current-password"
            width={20}
          />
          <Button>{t.submit}</Button>
        </form>
      ) : null}
      <p className="govuk-body">
        <a className="govuk-link" href={`/dang-nhap/khoa?ve=${encodeURIComponent(back)}`}>
          {t.byPasskey}
        </a>
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/dang-nhap">
          {t.citizens}
        </a>
      </p>
    </PageFrame>
  );
}
