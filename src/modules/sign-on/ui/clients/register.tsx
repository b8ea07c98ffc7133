import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { StaffForm, readStaffForm, Button, fieldErrors, frameData, StaffFrame } from '#ui/index.ts';
import { registerClient } from '../../contract/clients.ts';
import { ClientForm } from './client-form.tsx';
import { factsOf, hasTicked, keysOf, typedOf } from './read-form.ts';
import { fieldProblems, frameOfficer } from './staff.ts';
import { words } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  return { frame: frameData(api, request), officer: frameOfficer(api) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const typed = typedOf(await readStaffForm(api, request));
  const kind = typed['kind'] === 'native' ? 'native' : 'web';
  const pasted = (typed['keys'] ?? '').trim();
  const keys = pasted === '' ? undefined : keysOf(pasted);
  if (pasted !== '' && !keys) {
    const message = words(api.locale).noKeys;
    return data({ typed, errors: [{ path: 'keys', code: 'unreadable', message }] }, { status: 422 });
  }
  const tried = await api.try(registerClient, {
    body: {
      ...factsOf(typed),
      kind,
      authMethod: kind === 'native' ? 'none' : 'private_key_jwt',
      ...(keys && kind === 'web' ? { keys } : {}),
      sharesSubject: hasTicked(typed, 'sharesSubject'),
      dpopBound: kind === 'native',
    },
  });
  if (tried.ok) throw redirect(`/can-bo/ung-dung/${tried.answer.client.id}`);
  const { problem } = tried;
  const errors = fieldProblems(problem);
  const all = errors.length > 0 ? errors : [{ path: 'nameVi', code: problem.code, message: problem.title }];
  return data({ typed, errors: all }, { status: problem.status });
}

/** One dense form, for somebody who does this once in a while and has the papers beside. */
export default function RegisterClientPage() {
  const { frame, officer } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <StaffFrame
      title={t.register}
      locale={frame.locale}
      path={frame.path}
      {...officer}
      errors={errors}
      backLink={{ href: '/can-bo/ung-dung', text: t.toList }}
    >
      <h1 className="govuk-heading-l">{t.register}</h1>
      <StaffForm className="lt-column">
        <ClientForm typed={sent?.typed ?? {}} errors={errors} t={t} fresh />
        <Button>{t.register}</Button>
      </StaffForm>
    </StaffFrame>
  );
}
