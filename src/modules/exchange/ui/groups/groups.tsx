import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { readStaffForm, DataTable, fieldErrors, frameData, type Column } from '#ui/index.ts';
import { listGroups, saveGroup } from '../../contract.ts';
import { AxisFrame } from '../axis-frame.tsx';
import { frameOfficer } from '../officer.ts';
import { checkCodes, codesIn, linesOf } from './codes.ts';
import { GroupForm } from './group-form.tsx';
import { groupWords } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  return { frame: frameData(api, request), officer: frameOfficer(api), ...(await api.call(listGroups)) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const typed = { name: String(form.get('ten') ?? '').trim(), codes: String(form.get('co-quan') ?? '') };
  const codes = codesIn(typed.codes);
  if (form.get('viec') === 'kiem-tra') return { typed, found: await checkCodes(api, codes), lines: [] };
  const tried = await api.try(saveGroup, { body: { name: typed.name, codes } });
  if (tried.ok) throw redirect(`/can-bo/truc/nhom/${tried.answer.groupId}?xong=1`, 303);
  return data({ typed, found: undefined, lines: linesOf(tried.problem) }, { status: tried.problem.status });
}

type Own = AnswerOf<typeof listGroups>['groups'][number];
type House = AnswerOf<typeof listGroups>['house'][number];

function NameLink({ group, name }: { group: string; name: string }) {
  return (
    <a className="govuk-link" href={`/can-bo/truc/nhom/${encodeURIComponent(group)}`}>
      {name}
    </a>
  );
}

function houseColumns(locale: 'vi' | 'en'): Column<House>[] {
  const t = groupWords(locale);
  return [
    { key: 'name', heading: t.name, rowHeading: true, cell: (row) => <NameLink group={row.ref} name={row.name} /> },
    { key: 'ref', heading: t.ref, cell: (row) => <span className="lt-code">{row.ref}</span> },
    { key: 'members', heading: t.members, numeric: true, cell: (row) => row.members },
  ];
}

function ownColumns(locale: 'vi' | 'en'): Column<Own>[] {
  const t = groupWords(locale);
  return [
    {
      key: 'name',
      heading: t.name,
      rowHeading: true,
      cell: (row) => <NameLink group={row.groupId} name={row.name} />,
    },
    { key: 'ref', heading: t.ref, cell: (row) => <span className="lt-code">{row.groupId}</span> },
    { key: 'members', heading: t.members, numeric: true, cell: (row) => row.members },
    { key: 'version', heading: t.version, numeric: true, cell: (row) => row.version },
    { key: 'at', heading: t.changedAt, cell: (row) => formatDateTime(row.changedAt) },
  ];
}

/** The agency’s groups of recipients, those of the house, and one more. */
export default function GroupsPage() {
  const { frame, officer, groups, house } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { locale } = frame;
  const t = groupWords(locale);
  const errors = fieldErrors(sent?.lines, locale);
  return (
    <AxisFrame frame={frame} officer={officer} here="groups" title={t.title} errors={errors}>
      <p className="govuk-body">{t.lead}</p>
      <DataTable
        caption={t.own}
        columns={ownColumns(locale)}
        rows={groups}
        rowKey={(row) => row.groupId}
        empty={t.none}
      />
      <h2 className="govuk-heading-m">{t.make}</h2>
      <GroupForm
        locale={locale}
        errors={errors}
        name={sent?.typed.name ?? ''}
        codes={sent?.typed.codes ?? ''}
        found={sent?.found}
      />
      <DataTable caption={t.house} columns={houseColumns(locale)} rows={house} rowKey={(row) => row.ref} />
      <p className="govuk-body">{t.houseNote}</p>
    </AxisFrame>
  );
}
