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
import { listSystems, registerSystem } from '../contract.ts';
import { frameOfficer, linesOf, ProveFirst, provedBy } from './parts/desk.tsx';
import { factsOf, FactsFields, noFacts, typedFacts } from './parts/facts.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  // Whoever may not keep systems is told so before typing.
  await api.call(listSystems);
  return { frame: frameData(api, request), officer: frameOfficer(api), proved: provedBy(api) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const typed = typedFacts(await readStaffForm(api, request));
  const tried = await api.try(registerSystem, { body: factsOf(typed) });
  if (!tried.ok) return data({ typed, lines: linesOf(tried.problem, 'ten') }, { status: tried.problem.status });
  throw redirect(`/can-bo/he-thong/${tried.answer.systemId}?xong=dang-ky`, 303);
}

export default function RegisterPage() {
  const { frame, officer, proved } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.lines, frame.locale);
  return (
    <StaffFrame
      title={t.registerTitle}
      locale={frame.locale}
      path={frame.path}
      errors={errors}
      backLink={{ href: '/can-bo/he-thong', text: t.title }}
      {...officer}
    >
      <h1 className="govuk-heading-l">{t.registerTitle}</h1>
      <p className="govuk-body">{t.registerLead}</p>
      <ProveFirst proved={proved} path={frame.path} locale={frame.locale} />
      <StaffForm className="lt-column">
        <FactsFields typed={sent?.typed ?? noFacts} errors={errors} locale={frame.locale} />
        <Button unavailable={proved ? undefined : t.proveWhy}>{t.register}</Button>
      </StaffForm>
    </StaffFrame>
  );
}
