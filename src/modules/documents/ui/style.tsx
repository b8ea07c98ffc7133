import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { StaffForm, readStaffForm, Button, fieldErrors, Notice, TextField } from '#ui/index.ts';
import { getStyle, setStyle } from '../contract.ts';
import { deskData, DeskFrame } from './parts/desk-frame.tsx';
import { Refused, textOf } from './parts/refused.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

const path = '/can-bo/van-ban/mau-so';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const did = new URL(request.url).searchParams.has('xong');
  return { desk: deskData(api, request), style: await api.call(getStyle), did };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const typed = textOf(await readStaffForm(api, request));
  const tried = await api.try(setStyle, {
    body: { abbreviation: (typed['ten-tat'] ?? '').trim(), place: (typed['dia-danh'] ?? '').trim() },
  });
  if (!tried.ok) return data({ typed, problem: tried.problem }, { status: tried.problem.status });
  throw redirect(`${path}?xong=1`, 303);
}

const boxes: Record<string, string> = { 'body/abbreviation': 'ten-tat', 'body/place': 'dia-danh' };

/** How the agency writes its notations and the place in its dates. Documents that have a number keep theirs. */
export default function StylePage() {
  const { desk, style, did } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { locale } = desk.frame;
  const t = words(locale);
  const needs: Record<string, string> = { 'ten-tat': t.needAbbreviation, 'dia-danh': t.needPlace };
  const faults = (acted?.problem.errors ?? []).map((one) => {
    const box = boxes[one.path] ?? one.path;
    return { path: box, message: needs[box] ?? one.message };
  });
  const errors = fieldErrors(faults, locale);
  const abbreviation = acted?.typed['ten-tat'] ?? style.abbreviation;
  const may = desk.officer.rights.includes('documents.clerk');
  return (
    <DeskFrame desk={desk} title={t.styleTitle} errors={errors} error={acted !== undefined}>
      {did && !acted ? <Notice tone="ok" title={t.styleDid} /> : null}
      <Refused problem={acted && faults.length === 0 ? { title: acted.problem.title } : undefined} />
      <p className="govuk-body">{say(t.styleShows, { abbreviation: style.abbreviation, place: style.place })}</p>
      <StaffForm>
        <TextField
          name="ten-tat"
          label={t.abbreviation}
          hint={t.abbreviationHint}
          value={abbreviation}
          width={10}
          error={errors.of('ten-tat')}
        />
        <TextField
          name="dia-danh"
          label={t.place}
          hint={t.placeHint}
          value={acted?.typed['dia-danh'] ?? style.place}
          width={20}
          error={errors.of('dia-danh')}
        />
        <Button {...(may ? {} : { unavailable: t.styleOnlyClerk })}>{t.styleSave}</Button>
      </StaffForm>
    </DeskFrame>
  );
}
