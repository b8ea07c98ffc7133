import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/time.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { type Column, DataTable, frameData, Pagination, SearchBox, StaffFrame } from '#ui/index.ts';
import { listRegisterOperation } from '../contract.ts';
import { words } from './book-words.ts';

export const handle = { look: 'staff' };

const path = '/can-bo/so-ho-tich';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { actor } = api;
  const { searchParams } = new URL(request.url);
  const q = (searchParams.get('q') ?? '').trim().slice(0, 200);
  const after = searchParams.get('sau') ?? '';
  const page = await api.call(listRegisterOperation, {
    query: { ...(q ? { q } : {}), ...(/^[0-9]{4}-[0-9]{1,9}$/u.test(after) ? { after } : {}) },
  });
  return {
    frame: frameData(api, request),
    officer: {
      name: actor.kind === 'officer' ? actor.name : '',
      position: actor.kind === 'officer' ? actor.position : '',
      rights: actor.kind === 'officer' ? [...actor.rights] : [],
    },
    agencyName: actor.kind === 'officer' ? (actor.agencyName ?? '') : '',
    q,
    isFirst: after === '',
    ...page,
  };
}

type Act = AnswerOf<typeof listRegisterOperation>['acts'][number];

const addressOf = (q: string, after?: string): string => {
  const query = new URLSearchParams({ ...(q ? { q } : {}), ...(after ? { sau: after } : {}) });
  return query.size > 0 ? `${path}?${query}` : path;
};

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
  const t = words(frame.locale);
  return (
    <StaffFrame title={t.title} locale={frame.locale} path={frame.path} actor={officer} agencyName={agencyName}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <SearchBox action={path} label={t.search} value={q} button={t.find} />
      <DataTable
        caption={q ? say(t.found, { q }) : t.all}
        columns={columnsOf(frame.locale)}
        rows={acts}
        rowKey={(act) => act.actId}
        empty={q ? t.noneFound : t.none}
      />
      {isFirst ? null : (
        <p className="govuk-body">
          <a className="govuk-link" href={addressOf(q)}>
            {t.first}
          </a>
        </p>
      )}
      <Pagination next={next ? addressOf(q, next) : undefined} />
    </StaffFrame>
  );
}
