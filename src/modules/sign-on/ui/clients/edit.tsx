import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { StaffForm, readStaffForm, Button, fieldErrors, frameData, Notice, StaffFrame } from '#ui/index.ts';
import { getClient, updateClient } from '../../contract/clients.ts';
import { ClientForm } from './client-form.tsx';
import { factsOf, typedFrom, typedOf } from './read-form.ts';
import { fieldProblems, frameOfficer } from './staff.ts';
import { words } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const client = await api.call(getClient, { params: { clientId: params['clientId'] ?? '' } });
  // The proposal, if one waits, is what its author wants to go on with.
  const facts = { ...client.facts, ...client.proposal?.changes };
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    id: client.id,
    live: client.mode === 'live',
    version: client.version,
    typed: typedFrom(facts),
    mayKeep: client.may.keep,
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const typed = typedOf(await readStaffForm(api, request));
  const clientId = params['clientId'] ?? '';
  const tried = await api.try(updateClient, {
    params: { clientId },
    body: { version: Number(typed['version']) || 0, changes: factsOf(typed) },
  });
  if (tried.ok) throw redirect(`/can-bo/ung-dung/${clientId}`);
  const { problem } = tried;
  const errors = fieldProblems(problem);
  const all = errors.length > 0 ? errors : [{ path: 'nameVi', code: problem.code, message: problem.title }];
  return data({ typed, errors: all }, { status: problem.status });
}

export default function EditClientPage() {
  const { frame, officer, id, live, version, typed, mayKeep } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  const button = live ? t.saveWaits : t.save;
  return (
    <StaffFrame
      title={t.editTitle}
      locale={frame.locale}
      path={frame.path}
      {...officer}
      errors={errors}
      backLink={{ href: `/can-bo/ung-dung/${id}`, text: t.toClient }}
    >
      <h1 className="govuk-heading-l">{t.editTitle}</h1>
      {live ? <Notice>{t.editWaits}</Notice> : null}
      <StaffForm className="lt-column">
        {/* What is shown is of this version; the next sending is held against the version that stands by then. */}
        <input type="hidden" name="version" value={version} />
        <ClientForm typed={sent?.typed ?? typed} errors={errors} t={t} fresh={false} />
        {mayKeep ? <Button>{button}</Button> : <Button unavailable={t.notKeeper}>{button}</Button>}
      </StaffForm>
    </StaffFrame>
  );
}
