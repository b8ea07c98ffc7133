import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { readStaffForm, DataTable, fieldErrors, frameData, Notice, SummaryList, type Column } from '#ui/index.ts';
import { getGroup, saveGroup } from '../../contract.ts';
import { AxisFrame } from '../axis-frame.tsx';
import { frameOfficer } from '../officer.ts';
import { checkCodes, codesIn, linesOf } from './codes.ts';
import { GroupForm } from './group-form.tsx';
import { groupWords } from './words.ts';

export const handle = { look: 'staff' };

const refOf = (params: { ref?: string }): string => (params.ref ?? '').slice(0, 100);

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const known = await api.try(getGroup, { params: { ref: refOf(params) } });
  // Named in an envelope an unknown group is a fault of the envelope; here it is an address that leads nowhere.
  if (!known.ok && known.problem.code === 'exchange.group-unknown') throw new Response(null, { status: 404 });
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    saved: new URL(request.url).searchParams.has('xong'),
    group: known.ok ? known.answer : await api.call(getGroup, { params: { ref: refOf(params) } }),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const typed = String(form.get('co-quan') ?? '');
  const codes = codesIn(typed);
  if (form.get('viec') === 'kiem-tra') return { typed, found: await checkCodes(api, codes), lines: [] };
  const { name } = await api.call(getGroup, { params: { ref: refOf(params) } });
  const tried = await api.try(saveGroup, { body: { name, version: Number(form.get('ban')) || 1, codes } });
  if (tried.ok) throw redirect(`/can-bo/truc/nhom/${tried.answer.groupId}?xong=1`, 303);
  return data({ typed, found: undefined, lines: linesOf(tried.problem) }, { status: tried.problem.status });
}

type Member = AnswerOf<typeof getGroup>['members'][number];

function columnsOf(locale: 'vi' | 'en'): Column<Member>[] {
  const t = groupWords(locale);
  return [
    {
      key: 'code',
      heading: t.code,
      cell: (row) => <span className="lt-code">{row.code}</span>,
    },
    { key: 'name', heading: t.agency, rowHeading: true, cell: (row) => row.name },
  ];
}

/** Who stands in a group. One of the agency's own can be changed; one of the house is what the directory says. */
export default function GroupPage() {
  const { frame, officer, saved, group } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { locale } = frame;
  const t = groupWords(locale);
  const errors = fieldErrors(sent?.lines, locale);
  return (
    <AxisFrame
      frame={frame}
      officer={officer}
      here="groups"
      title={group.name}
      errors={errors}
      backLink={{ href: '/can-bo/truc/nhom', text: t.back }}
    >
      {saved && !sent ? <Notice tone="ok" alert title={t.saved} /> : null}
      <SummaryList
        rows={[
          { key: t.ref, value: <span className="lt-code">{group.ref}</span> },
          { key: t.members, value: String(group.members.length) },
          ...(group.version === undefined ? [] : [{ key: t.version, value: String(group.version) }]),
        ]}
      />
      {group.version === undefined ? (
        <>
          <p className="govuk-body">{t.thisNote}</p>
          <DataTable caption={t.codes} columns={columnsOf(locale)} rows={group.members} rowKey={(row) => row.code} />
        </>
      ) : (
        <>
          <h2 className="govuk-heading-m">{t.changeTitle}</h2>
          <GroupForm
            locale={locale}
            errors={errors}
            name={group.name}
            version={group.version}
            codes={sent?.typed ?? group.members.map(({ code, name }) => `${code}  ${name}`).join('\n')}
            found={sent?.found}
          />
        </>
      )}
    </AxisFrame>
  );
}
