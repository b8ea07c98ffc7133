import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  Checkboxes,
  DataTable,
  Details,
  Notice,
  Pagination,
  Radios,
  type Column,
} from '#ui/index.ts';
import { getOutgoing, issueOutgoing, planDispatch } from '../contract.ts';
import { deskData, DeskFrame } from './parts/desk-frame.tsx';
import { issueWords } from './parts/issue-words.ts';
import { problemOf, Refused } from './parts/refused.tsx';

export const handle = { look: 'staff' };

const PAGE = 100;
/** The box that says: these groups were chosen, also where none is ticked. */
const CHOSEN = 'da-chon';

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['documentId'] ?? '';
  if (!isId(id)) throw new Response(null, { status: 404 });
  const asked = new URL(request.url).searchParams;
  const document = await api.call(getOutgoing, { params: { id } });
  if (!document.may.includes('issue')) throw redirect(`/can-bo/van-ban/di/${id}`, 302);
  const offset = offsetOf(asked);
  const groups = groupsOf(asked);
  const tried = await api.try(planDispatch, { params: { id }, body: { offset, ...(groups ? { groups } : {}) } });
  // A group that has gone since, or too many at once: the page comes back with the sentence, and nothing chosen.
  const plan = tried.ok
    ? tried.answer
    : await api.call(planDispatch, { params: { id }, body: { groups: [], offset: 0 } });
  return { desk: deskData(api, request), document, plan, offset, refused: tried.ok ? undefined : tried.problem };
}

const offsetOf = (asked: URLSearchParams): number => {
  const given = asked.get('tu') ?? '';
  return /^[1-9]\d{0,3}$/.test(given) ? Number(given) : 0;
};

/** Undefined where nothing was chosen yet: then the document's own lines choose. */
function groupsOf(given: URLSearchParams | FormData): string[] | undefined {
  const refs = given
    .getAll('nhom')
    .map((one) => String(one).slice(0, 100))
    .filter(Boolean);
  return refs.length > 0 || given.has(CHOSEN) ? refs.slice(0, 20) : undefined;
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['documentId'] ?? '';
  const form = await readStaffForm(api, request);
  const without = form.get('bo-ra');
  const leaveOut = without === 'all' || without === 'stopped' ? without : undefined;
  const tried = await api.try(issueOutgoing, {
    params: { id },
    body: { groups: groupsOf(form) ?? [], ...(leaveOut ? { leaveOut } : {}) },
  });
  const problem = problemOf(tried, new URL(request.url).pathname + new URL(request.url).search);
  if (problem) return data({ problem }, { status: problem.status });
  throw redirect(`/can-bo/van-ban/di/${id}?xong=issue`, 303);
}

type Plan = AnswerOf<typeof planDispatch>;

function cannotColumns(locale: 'vi' | 'en'): Column<Plan['cannot'][number]>[] {
  const t = issueWords(locale);
  return [
    { key: 'name', heading: t.agency, rowHeading: true, cell: (row) => row.name },
    { key: 'code', heading: t.code, cell: (row) => <span className="lt-code">{row.code}</span> },
    { key: 'says', heading: t.why, cell: (row) => row.says[locale] },
    { key: 'todo', heading: t.todo, cell: (row) => row.todo[locale] },
  ];
}

function takesColumns(locale: 'vi' | 'en'): Column<Plan['takes'][number]>[] {
  const t = issueWords(locale);
  return [
    { key: 'code', heading: t.code, cell: (row) => <span className="lt-code">{row.code}</span> },
    { key: 'name', heading: t.agency, rowHeading: true, cell: (row) => row.name },
  ];
}

const counted = (n: number, locale: 'vi' | 'en'): string => n.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB');

/** The last look before a document leaves the house: which groups get it, who that is, and who could not take it. */
export default function IssuePage() {
  const { desk, document, plan, offset, refused } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { locale } = desk.frame;
  const t = issueWords(locale);
  const path = `/can-bo/van-ban/di/${document.id}`;
  const query = (from: number): string => {
    const asked = new URLSearchParams([[CHOSEN, '1'], ...plan.chosen.map((ref) => ['nhom', ref])]);
    if (from > 0) asked.set('tu', String(from));
    return `?${asked.toString()}`;
  };
  const problem = acted?.problem ?? refused;
  // What is chosen is seen, wherever it belongs.
  const shown = plan.groups.filter(({ ref, near }) => near || plan.chosen.includes(ref));
  const others = plan.groups.filter((group) => !shown.includes(group));
  const optionOf = ({ ref, name, members }: Plan['groups'][number]) => ({
    value: ref,
    label: say(t.groupOf, { name, members: counted(members, locale) }),
  });
  const waits = plan.cannotCount - plan.stopsCount;
  return (
    <DeskFrame
      desk={desk}
      title={say(t.title, { number: document.notation ?? '' })}
      error={problem !== undefined}
      backLink={{ href: path, text: t.back }}
    >
      <Refused problem={problem} />
      <p className="govuk-body">{document.content.subject}</p>
      {plan.groups.length > 0 ? (
        <form method="get" className="lt-column">
          <input type="hidden" name={CHOSEN} value="1" />
          <Checkboxes
            name="nhom"
            label={t.groups}
            hint={t.groupsHint}
            small
            values={plan.chosen}
            options={shown.map(optionOf)}
          />
          {others.length > 0 ? (
            <Details summary={t.otherGroups}>
              <Checkboxes
                name="nhom"
                id="nhom-khac"
                label={t.otherGroups}
                small
                values={plan.chosen}
                options={others.map(optionOf)}
              />
            </Details>
          ) : null}
          <Button look="secondary">{t.look}</Button>
        </form>
      ) : null}
      <p className="govuk-body" role="status">
        {plan.takesCount === 0 && plan.cannotCount === 0
          ? t.nobody
          : say(t.counted, { takes: counted(plan.takesCount, locale), cannot: counted(plan.cannotCount, locale) })}
      </p>
      {plan.cannotCount > 0 ? (
        <>
          <Notice tone="warning" title={say(t.cannotTitle, { count: counted(plan.cannotCount, locale) })}>
            {t.cannotNote}
          </Notice>
          <DataTable
            caption={t.cannotCaption}
            columns={cannotColumns(locale)}
            rows={plan.cannot}
            rowKey={(row) => row.code}
          />
          {plan.cannotCount > plan.cannot.length ? (
            <p className="govuk-body">
              {say(t.moreCannot, { count: counted(plan.cannotCount - plan.cannot.length, locale) })}
            </p>
          ) : null}
        </>
      ) : null}
      <StaffForm className="lt-column">
        <input type="hidden" name={CHOSEN} value="1" />
        {plan.chosen.map((ref) => (
          <input key={ref} type="hidden" name="nhom" value={ref} />
        ))}
        {plan.cannotCount > 0 ? (
          <Radios
            name="bo-ra"
            label={t.leaveOut}
            small
            value="all"
            options={[
              { value: 'all', label: t.leaveAll, hint: t.leaveAllHint },
              ...(waits > 0
                ? [
                    {
                      value: 'stopped',
                      label: say(t.leaveStopped, { count: counted(waits, locale) }),
                      hint: t.leaveStoppedHint,
                    },
                  ]
                : []),
            ]}
          />
        ) : null}
        <Button>{t.issue}</Button>
      </StaffForm>
      {plan.takesCount > 0 ? (
        <>
          <DataTable
            caption={say(t.takesCaption, {
              from: counted(offset + 1, locale),
              to: counted(offset + plan.takes.length, locale),
              of: counted(plan.takesCount, locale),
            })}
            columns={takesColumns(locale)}
            rows={plan.takes}
            rowKey={(row) => row.code}
          />
          <Pagination
            label={t.pages}
            previous={offset > 0 ? query(Math.max(0, offset - PAGE)) : undefined}
            next={offset + PAGE < plan.takesCount ? query(offset + PAGE) : undefined}
          />
        </>
      ) : null}
    </DeskFrame>
  );
}
