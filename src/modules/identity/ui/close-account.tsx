import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, requireCitizen, requireProof } from '#platform/web/api.ts';
import { Button, Checkboxes, fieldErrors, frameData, PageFrame } from '#ui/index.ts';
import { closeMyAccount } from '../contract.ts';
import { words } from './recover/words.ts';
import { endedCookie } from './session-cookie.ts';

export function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  requireProof(api, request, { level: 1, maxAgeMinutes: 10 });
  return { frame: frameData(api, request) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  if (form.get('understood') !== 'co') {
    const message = words(api.locale).understoodMissing;
    return data({ errors: [{ path: 'understood', code: 'required', message }] }, { status: 422 });
  }
  requireProof(api, request, { level: 1, maxAgeMinutes: 10 });
  await api.call(closeMyAccount, { body: { understood: true } });
  api.setCookie(endedCookie);
  throw redirect('/');
}

export default function CloseAccountPage() {
  const { frame } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.closeTitle} errors={errors} backLink={{ href: '/cua-toi/bao-mat' }}>
      <h1 className="govuk-heading-l">{t.closeTitle}</h1>
      <p className="govuk-body">{t.closeText}</p>
      <p className="govuk-body">{t.closeBack}</p>
      <form method="post" noValidate>
        <Checkboxes
          name="understood"
          label={t.closeTitle}
          options={[{ value: 'co', label: t.understood }]}
          error={errors.of('understood')}
        />
        <Button look="warning">{t.closeTitle}</Button>
      </form>
    </PageFrame>
  );
}
