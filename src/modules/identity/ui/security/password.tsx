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
import { changePassword } from '../../contract.ts';
import { HOME, openForChange, openSecurity, requireSomebody, stepUpIfAsked } from './open-page.ts';
import { words } from './words.ts';

const PAGE = `${HOME}/mat-khau`;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  // Two other proofs of a moment ago stand for the password: nothing more is asked.
  const { password } = await openSecurity(api, request);
  if (!password?.mayReplace) await openForChange(api, request);
  return { frame: frameData(api, request), has: password !== undefined, mayReplace: password?.mayReplace ?? false };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const t = words(api.locale);
  const form = await request.formData();
  const current = String(form.get('current') ?? '');
  const next = String(form.get('next') ?? '');
  const empty = [
    ...(form.has('current') && !current ? [{ path: 'current', code: 'required', message: t.passwordEmpty }] : []),
    ...(next ? [] : [{ path: 'next', code: 'required', message: t.nextEmpty }]),
  ];
  if (empty.length > 0) return data({ errors: empty }, { status: 422 });
  const tried = await api.try(changePassword, {
    body: { ...(current ? { current: current.slice(0, 200) } : {}), next: next.slice(0, 1000) },
  });
  if (tried.ok) throw redirect(`${HOME}?xong=mat-khau`);
  const { problem } = tried;
  stepUpIfAsked(problem, PAGE);
  const errors =
    problem.code === 'identity.wrong-proof'
      ? [{ path: 'current', code: problem.code, message: t.currentWrong }]
      : (problem.errors ?? [{ path: 'current', code: problem.code, message: problem.title }]);
  return data({ errors }, { status: problem.status });
}

export default function PasswordPage() {
  const { frame, has, mayReplace } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const errors = fieldErrors(useActionData<typeof action>()?.errors, frame.locale);
  const title = has && !mayReplace ? t.passwordTitle : t.passwordSetTitle;
  return (
    <PageFrame {...frame} title={title} errors={errors} backLink={{ href: HOME, text: t.back }}>
      <h1 className="govuk-heading-l">{title}</h1>
      <form method="post" noValidate>
        {mayReplace ? <p className="govuk-body">{t.passwordReplaces}</p> : null}
        {has && !mayReplace ? (
          <TextField
            name="current"
            label={t.passwordCurrent}
            kind="password"
            autoComplete="current-password"
            width={20}
            error={errors.of('current')}
          />
        ) : null}
        <TextField
          name="next"
          label={t.passwordNext}
          hint={t.passwordHint}
          kind="password"
          autoComplete="new-password"
          width={20}
          error={errors.of('next')}
        />
        <p className="govuk-body">{t.passwordEnds}</p>
        <Button>{t.passwordSave}</Button>
      </form>
      {has && !mayReplace ? (
        <p className="govuk-body">
          <a className="govuk-link" href="/khoi-phuc/mat-khau">
            {t.passwordForgotten}
          </a>
        </p>
      ) : null}
    </PageFrame>
  );
}
