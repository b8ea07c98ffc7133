import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, errorsOf, frameData, noErrors, Notice, PageFrame } from '#ui/index.ts';
import { makeRecoveryCodes } from '../../contract.ts';
import { HOME, openForChange, requireSomebody, stepUpIfAsked } from './open-page.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { recoveryCodes } = await openForChange(api, request);
  return { frame: frameData(api, request), left: recoveryCodes?.left };
}

/** The codes are the answer to the form, and nothing else ever shows them: there is no address to come back to. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const tried = await api.try(makeRecoveryCodes);
  if (tried.ok) return data({ codes: tried.answer.codes, message: undefined });
  stepUpIfAsked(tried.problem, `${HOME}/ma-du-phong`);
  return data({ codes: undefined, message: tried.problem.title }, { status: tried.problem.status });
}

export default function RecoveryPage() {
  const { frame, left } = useLoaderData<typeof loader>();
  const made = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = made?.message ? errorsOf({ 'noi-dung': made.message }) : noErrors;
  if (made?.codes)
    return (
      <PageFrame {...frame} title={t.recoveryTitle}>
        <h1 className="govuk-heading-l">{t.recoveryTitle}</h1>
        <Notice tone="warning" alert>
          <p>{t.recoveryOnce}</p>
        </Notice>
        <ol className="govuk-list govuk-list--number lt-code">
          {made.codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <Button href={HOME}>{t.recoveryKept}</Button>
      </PageFrame>
    );
  return (
    <PageFrame {...frame} title={t.recovery} errors={errors} backLink={{ href: HOME, text: t.back }}>
      <h1 className="govuk-heading-l">{t.recovery}</h1>
      <p className="govuk-body">{t.recoveryAbout}</p>
      {left === undefined ? null : (
        <p className="govuk-body">
          {say(t.recoveryLeft, { n: left })}. {t.recoveryReplaces}
        </p>
      )}
      <form method="post">
        <Button>{t.recoveryMake}</Button>
      </form>
    </PageFrame>
  );
}
