import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/time.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { apiOf, requireOfficer, type PageApi } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { readStaffForm, type Column, DataTable, frameData, Notice, Pagination, StaffFrame } from '#ui/index.ts';
import { listRegisterOperation, searchRegister } from '../contract.ts';
import { words } from './book-words.ts';
import { BookSearch, MoreFound } from './parts/book-search.tsx';

export const handle = { look: 'staff' };

const path = '/can-bo/so-ho-tich';

type Page = AnswerOf<typeof listRegisterOperation>;

/** What was searched for by the request at hand, so that the page is not also filled with the whole book and recorded as read. */
const searches = new WeakMap<PageApi, { q: string; isFirst: boolean; page: Page }>();

const placeOf = (after: string): { after?: string } => (/^[0-9]{4}-[0-9]{1,9}$/u.test(after) ? { after } : {});

/** A search. Its words come in the body and never stand in an address. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const q = String(form.get('q') ?? '')
    .trim()
    .slice(0, 200);
  const place = placeOf(String(form.get('sau') ?? ''));
  if (q === '') return null;
  const tried = await api.try(searchRegister, { body: { q, ...place } });
  if (!tried.ok) return data({ q, refused: tried.problem.title }, { status: tried.problem.status });
  searches.set(api, { q, isFirst: !place.after, page: tried.answer });
  return null;
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { actor } = api;
  const after = new URL(request.url).searchParams.get('sau') ?? '';
  const { q, isFirst, page } = searches.get(api) ?? {
    q: '',
    isFirst: after === '',
    page: await api.call(listRegisterOperation, { query: placeOf(after) }),
  };
  return {
    frame: frameData(api, request),
    officer: {
      name: actor.kind === 'officer' ? actor.name : '',
      position: actor.kind === 'officer' ? actor.position : '',
      rights: actor.kind === 'officer' ? [...actor.rights] : [],
    },
    agencyName: actor.kind === 'officer' ? (actor.agencyName ?? '') : '',
    q,
    isFirst,
    ...page,
  };
}

type Act = Page['acts'][number];

function columnsOf(locale: 'vi' | 'en'): Column<Act>[] {
  const t = words(locale);
  return [
    { key: 'number', heading: t.number, cell: (act) => <span className="lt-code">{act.number}</span> },
    { key: 'place', heading: t.place, cell: (act) => say(t.placeOf, { book: act.book, page: act.page }) },
    { key: 'on', heading: t.registeredOn, cell: (act) => formatDate(act.registeredOn) },
    {
      key: 'child',
      heading: t.child,
      rowHeading: true,
      cell: (act) => (
        <a className="govuk-link" href={`/can-bo/ho-tich/khai-sinh/${act.dossierId}`}>
          {act.childFullName}
        </a>
      ),
    },
    { key: 'birth', heading: t.birthDate, cell: (act) => formatDate(act.childBirthDate) },
    { key: 'mother', heading: t.mother, cell: (act) => act.motherFullName },
    {
      key: 'personalId',
      heading: t.personalId,
      cell: (act) => <span className="lt-code">{act.personalId ?? t.waiting}</span>,
    },
    {
      key: 'certificate',
      heading: t.certificate,
      cell: (act) =>
        act.certificateFileId ? (
          <a className="govuk-link" href={`/api/files/${act.certificateFileId}/content`}>
            {t.open}
            <span className="govuk-visually-hidden"> {say(t.openOf, { number: act.number })}</span>
          </a>
        ) : (
          t.making
        ),
    },
  ];
}

export default function RegisterBookPage() {
  const { frame, officer, agencyName, q, isFirst, acts, next } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  return (
    <StaffFrame title={t.title} locale={frame.locale} path={frame.path} actor={officer} agencyName={agencyName}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      {sent ? (
        <Notice tone="bad" alert>
          {sent.refused}
        </Notice>
      ) : null}
      <BookSearch action={path} label={t.search} value={sent?.q ?? q} button={t.find} />
      <DataTable
        caption={q ? say(t.found, { q }) : t.all}
        columns={columnsOf(frame.locale)}
        rows={acts}
        rowKey={(act) => act.actId}
        empty={q ? t.noneFound : t.none}
      />
      {q && next ? <MoreFound action={path} q={q} after={next} button={t.more} /> : null}
      {q || !isFirst ? (
        <p className="govuk-body">
          <a className="govuk-link" href={path}>
            {q ? t.wholeBook : t.first}
          </a>
        </p>
      ) : null}
      <Pagination next={!q && next ? `${path}?sau=${next}` : undefined} />
    </StaffFrame>
  );
}
