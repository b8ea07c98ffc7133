import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate, formatDateTime, vnDate } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, DataTable, Pagination, Places, SelectField, TextField, type Column } from '#ui/index.ts';
import { listRegister } from '../contract.ts';
import { documentTypes } from '../document-types.ts';
import type { RegisterLine } from '../shapes.ts';
import { deskData, DeskFrame } from './parts/desk-frame.tsx';
import { words, type Words } from './words.ts';

export const handle = { look: 'staff' };

const books = { den: 'in', di: 'out', sao: 'copy' } as const;
type Slug = keyof typeof books;

const slugOf = (text: string | undefined): Slug | undefined =>
  text === 'den' || text === 'di' || text === 'sao' ? text : undefined;

/** A register book of a year; printed without the bars, it is the book on paper. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const slug = slugOf(params['book']);
  if (!slug) throw new Response(null, { status: 404 });
  const search = new URL(request.url).searchParams;
  const thisYear = Number(vnDate(new Date()).slice(0, 4));
  const asked = Number(search.get('nam'));
  const year = asked >= 1945 && asked <= 2200 ? Math.trunc(asked) : thisYear;
  const q = (search.get('q') ?? '').trim().slice(0, 200);
  const type = slug === 'sao' ? '' : (search.get('loai') ?? '').slice(0, 40);
  const after = search.get('sau') ?? '';
  const page = await api.call(listRegister, {
    params: { book: books[slug] },
    query: { year, limit: 100, ...(q ? { q } : {}), ...(type ? { type } : {}), ...(after ? { after } : {}) },
  });
  return { desk: deskData(api, request), slug, year, q, type, ...page };
}

export default function RegisterPage() {
  const { desk, slug, year, q, type, lines, next } = useLoaderData<typeof loader>();
  const { locale } = desk.frame;
  const t = words(locale);
  const names: Record<Slug, string> = { den: t.in, di: t.out, sao: t.copyBook };
  const path = `/can-bo/van-ban/so/${slug}`;
  const filter = `nam=${year}&loai=${type}&q=${encodeURIComponent(q)}`;
  const title = say(t.bookOfYear, { book: names[slug], year });
  return (
    <DeskFrame desk={desk} title={title}>
      <Places
        label={t.registers}
        places={(Object.keys(names) as Slug[]).map((one) => ({
          href: `/can-bo/van-ban/so/${one}?nam=${year}`,
          text: names[one],
          here: one === slug,
        }))}
      />
      <form method="get" action={path} className="lt-not-printed">
        <div className="lt-grid">
          <TextField name="nam" label={t.year} kind="number" value={String(year)} width={4} />
          <TextField name="q" label={t.find} value={q} />
          {slug === 'sao' ? null : (
            <SelectField
              name="loai"
              label={t.type}
              value={type}
              placeholder={t.all}
              options={documentTypes.map((one) => ({ value: one.key, label: one[locale] }))}
            />
          )}
        </div>
        <ButtonGroup>
          <Button look="secondary">{t.filter}</Button>
          <Button
            look="link"
            href={`/api/documents/registers/${books[slug]}/sheet?year=${year}${type ? `&type=${type}` : ''}`}
          >
            {t.excel}
          </Button>
        </ButtonGroup>
        <p className="lt-muted">{t.printHint}</p>
      </form>
      <DataTable
        caption={title}
        captionHidden
        rows={lines}
        rowKey={(line) => line.id}
        empty={t.none}
        columns={columnsOf(t, slug)}
      />
      <Pagination next={next ? `${path}?${filter}&sau=${encodeURIComponent(next)}` : undefined} label={title} />
    </DeskFrame>
  );
}

function columnsOf(t: Words, slug: Slug): Column<RegisterLine>[] {
  const arrival: Column<RegisterLine>[] = [
    {
      key: 'arrival',
      heading: t.arrival,
      numeric: true,
      cell: (line) => <span className="lt-code">{line.number}</span>,
    },
  ];
  return [
    ...(slug === 'den' ? arrival : []),
    {
      key: 'number',
      heading: t.number,
      rowHeading: true,
      cell: (line) => <span className="lt-code">{line.notation}</span>,
    },
    { key: 'on', heading: t.docDate, cell: (line) => formatDate(line.on) },
    { key: 'type', heading: t.type, cell: (line) => line.type },
    { key: 'subject', heading: t.subject, cell: (line) => line.subject },
    { key: 'other', heading: t.other, cell: (line) => line.other },
    { key: 'person', heading: t.who, cell: (line) => [line.person, line.post].filter(Boolean).join(', ') || '–' },
    { key: 'state', heading: t.state, cell: (line) => line.state || '–' },
    { key: 'entered', heading: t.enteredAt, cell: (line) => formatDateTime(line.enteredAt) },
  ];
}
