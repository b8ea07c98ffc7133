import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { Button, ButtonGroup, Details, fieldErrors, frameData, PageFrame, TextField } from '#ui/index.ts';
import { listDemoPeople, signIn } from '../contract.ts';
import { describeUpstream } from '../upstream/contract.ts';
import { goOn } from './keep-session.ts';
import { readWhy, WhyHereNotice } from './parts/why-here.tsx';
import { safeReturn } from './session-cookie.ts';
import { UpstreamButton } from './upstream/upstream-button.tsx';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const back = safeReturn(new URL(request.url).searchParams.get('ve'), '/cua-toi/ho-so');
  if (api.actor.kind === 'citizen') throw redirect(back);
  const { searchParams } = new URL(request.url);
  const [{ citizens }, { upstream }] = await Promise.all([api.call(listDemoPeople), api.call(describeUpstream)]);
  return {
    frame: frameData(api, request),
    people: citizens,
    why: await readWhy(api, searchParams),
    upstream,
    back,
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  const chosen = form.get('person');
  if (typeof chosen === 'string') return { personalId: chosen, errors: undefined };
  const personalId = String(form.get('personalId') ?? '');
  const byCode = form.get('intent') === 'code';
  const tried = await api.try(signIn, {
    body: {
      personalId: personalId || ' ',
      ...(byCode ? {} : { proof: { kind: 'password', password: String(form.get('password') || ' ') } }),
      browser: true,
      send: true,
    },
  });
  if (!tried.ok) {
    const errors = tried.problem.errors ?? [
      { path: 'password', code: tried.problem.code, message: tried.problem.title },
    ];
    return data({ personalId, errors }, { status: tried.problem.status });
  }
  const back = safeReturn(new URL(request.url).searchParams.get('ve'), '/cua-toi/ho-so');
  return goOn(api, tried.answer, { back: () => back, ve: back, ...(byCode ? { cach: 'sms-code' } : {}) });
}

export default function SignInPage() {
  const { frame, people, why, upstream, back } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(typed?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.title} errors={errors}>
      <WhyHereNotice why={why} locale={frame.locale} />
      <h1 className="govuk-heading-l">{t.title}</h1>
      <form method="post" noValidate>
        <TextField
          name="personalId"
          label={t.personalId}
          hint={t.personalIdHint}
          kind="personal-number"
          value={typed?.personalId ?? ''}
          error={errors.of('personalId')}
          autoComplete="off"
        />
        <TextField
          name="password"
          label={t.password}
          hint={people.length > 0 ? t.passwordHint : undefined}
          kind="password"
          error={errors.of('password')}
          autoComplete="current-password"
          width={20}
        />
        <ButtonGroup>
          <Button>{t.submit}</Button>
          <Button look="secondary" name="intent" value="code">
            {t.byCode}
          </Button>
        </ButtonGroup>
      </form>
      <UpstreamButton upstream={upstream} locale={frame.locale} back={back} />
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href="/dang-ky">
            {t.signUp}
          </a>
        </li>
        <li>
          <a className="govuk-link" href="/khoi-phuc">
            {t.recover}
          </a>
        </li>
      </ul>
      {people.length > 0 ? (
        <Details summary={t.people}>
          <p className="govuk-body">{t.peopleHint}</p>
          <form method="post">
            <ul className="govuk-list lt-people">
              {people.map((person) => (
                <li key={person.personalId}>
                  <Button look="link" name="person" value={person.personalId}>
                    {person.name}
                  </Button>{' '}
                  <span className="lt-muted">{person.about}</span>
                </li>
              ))}
            </ul>
          </form>
        </Details>
      ) : null}
      <p className="govuk-body">
        <a className="govuk-link" href={`/dang-nhap/khoa?ve=${encodeURIComponent(back)}`}>
          {t.byPasskey}
        </a>
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/can-bo/dang-nhap">
          {t.staff}
        </a>
      </p>
    </PageFrame>
  );
}
