import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDate } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  Checkboxes,
  DataTable,
  DateField,
  Details,
  errorsOf,
  frameData,
  Notice,
  readDate,
  SelectField,
  StaffFrame,
  Tag,
  TextField,
  type Column,
  type Locale,
} from '#ui/index.ts';
import { listManagedAgencies, listPosts, makePost } from '../../contract.ts';
import { nationalRights } from '../../access.ts';
import type { Post, Right } from '../../shapes.ts';
import { frameOfficer, typedOf } from './frame.ts';
import { rightWords } from './right-words.ts';
import { words, type PostWords } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

const PATH = '/can-bo/to-chuc';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const own = api.actor.kind === 'officer' ? api.actor : undefined;
  const asked = new URL(request.url).searchParams.get('co-quan') ?? '';
  const agencies = own?.rights.includes('directory.manage') ? (await api.call(listManagedAgencies)).agencies : [];
  const agencyId = isId(asked) ? asked : (own?.agencyId ?? '');
  const { posts, mayManage } = await api.call(listPosts, { params: { id: agencyId }, query: {} });
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    agencyId,
    agencies: agencies.some(({ id }) => id === own?.agencyId)
      ? agencies
      : [{ id: own?.agencyId ?? '', name: own?.agencyName ?? '' }, ...agencies],
    posts,
    mayManage,
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const typed = typedOf(form);
  const t = words(api.locale);
  const rights = form
    .getAll('quyen')
    .map(String)
    .filter((one): one is Right => one in rightWords);
  const from = readDate(form, 'tu-ngay');
  const name = typed['ten']?.trim() ?? '';
  const wrong = {
    ten: name === '' || name.length > 150 ? t.needName : undefined,
    'tu-ngay': from.iso ? undefined : t.needDate,
  };
  const kept = { typed, rights, from: from.parts };
  if (wrong.ten || wrong['tu-ngay']) return data({ ...kept, wrong, refused: '' }, { status: 422 });
  const agencyId = typed['co-quan'] ?? '';
  const tried = await api.try(makePost, {
    params: { id: agencyId },
    body: {
      name,
      unit: typed['don-vi'] ?? '',
      leadsUnit: typed['dung-dau'] === '1',
      rights,
      validFrom: from.iso ?? '',
    },
  });
  if (!tried.ok) return data({ ...kept, wrong, refused: tried.problem.title }, { status: tried.problem.status });
  throw redirect(`${PATH}/${tried.answer.id}?xong=1`, 303);
}

export const holdersLine = (post: Post, t: PostWords): string =>
  [
    ...post.holders.map((one) =>
      one.kind === 'stand-in' && one.validTo
        ? `${one.name} (${say(t.standIn, { day: formatDate(one.validTo) })})`
        : one.kind === 'full'
          ? one.name
          : `${one.name} (${one.kind === 'acting' ? t.isActing : t.isInCharge})`,
    ),
    ...post.coming.map((one) => say(t.from, { name: one.name, day: formatDate(one.validFrom) })),
  ].join('; ');

function columnsIn(t: PostWords, locale: Locale): Column<Post>[] {
  return [
    { key: 'unit', heading: t.unit, cell: (post) => post.unit || t.wholeAgency },
    {
      key: 'post',
      heading: t.post,
      rowHeading: true,
      cell: (post) => (
        <>
          <a className="govuk-link" href={`${PATH}/${post.id}`}>
            {post.name}
          </a>
          {post.leadsUnit ? ` · ${t.leads}` : ''}
        </>
      ),
    },
    {
      key: 'holder',
      heading: t.holder,
      cell: (post) => (
        <>
          {post.vacant ? <Tag tone="bad">{t.vacant}</Tag> : null} {holdersLine(post, t)}
        </>
      ),
    },
    {
      key: 'since',
      heading: t.since,
      cell: (post) => formatDate(post.holders[0]?.validFrom ?? post.validFrom),
    },
    {
      key: 'rights',
      heading: t.rights,
      cell: (post) =>
        post.rights.map((right) => rightWords[right as Right]?.[locale] ?? right).join('; ') || t.noRights,
    },
  ];
}

/** Who holds what at an agency, which posts are vacant, and a form for a new one. */
export default function PostsPage() {
  const { frame, officer, agencyId, agencies, posts, mayManage } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  const errors = errorsOf(given?.wrong ?? {});
  const vacant = posts.filter((post) => post.vacant);
  const own = officer.actor.rights;
  const giveable = (Object.keys(rightWords) as Right[]).filter(
    (right) => !nationalRights.includes(right) || own.includes(right),
  );
  return (
    <StaffFrame title={t.title} locale={locale} path={frame.path} errors={errors} error={Boolean(given)} {...officer}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="govuk-body">{t.lead}</p>
      {agencies.length > 1 ? (
        <form method="get" action={PATH}>
          <SelectField
            name="co-quan"
            label={t.agency}
            placeholder={null}
            value={agencyId}
            options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button look="secondary">{t.show}</Button>
        </form>
      ) : null}
      {given?.refused ? <Notice tone="bad" title={given.refused} alert /> : null}
      {vacant.length > 0 ? (
        <Notice tone="warning" title={say(t.vacantTitle, { count: vacant.length })}>
          <p>{t.vacantBody}</p>
        </Notice>
      ) : null}
      <DataTable
        caption={t.title}
        captionHidden
        rows={posts}
        rowKey={(post) => post.id}
        empty={t.none}
        columns={columnsIn(t, locale)}
      />
      {mayManage ? (
        <Details summary={t.make} open={given !== undefined}>
          <StaffForm>
            <input type="hidden" name="co-quan" value={agencyId} />
            <TextField
              name="ten"
              label={t.name}
              hint={t.nameHint}
              value={given?.typed['ten'] ?? ''}
              error={errors.of('ten')}
            />
            <TextField
              name="don-vi"
              label={t.unitField}
              hint={t.unitHint}
              value={given?.typed['don-vi'] ?? ''}
              optional
            />
            <Checkboxes
              name="dung-dau"
              label={t.leads}
              hint={t.leadsHint}
              options={[{ value: '1', label: t.leadsField }]}
              values={given?.typed['dung-dau'] ? ['1'] : []}
              small
            />
            <Checkboxes
              name="quyen"
              label={t.rights}
              options={giveable.map((right) => ({ value: right, label: rightWords[right][locale] }))}
              values={given?.rights ?? []}
              small
            />
            <DateField
              name="tu-ngay"
              label={t.validFrom}
              value={given?.from ?? { day: '', month: '', year: '' }}
              error={errors.of('tu-ngay')}
            />
            <Button>{t.makeIt}</Button>
          </StaffForm>
        </Details>
      ) : (
        <p className="govuk-body lt-muted">{own.includes('directory.manage') ? t.mayNot : ''}</p>
      )}
    </StaffFrame>
  );
}
