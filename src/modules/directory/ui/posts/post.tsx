import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { readStaffForm, errorsOf, frameData, Notice, StaffFrame, SummaryList, Tag, Timeline } from '#ui/index.ts';
import { getPost, listOfficers } from '../../contract.ts';
import type { PostEvent, Right } from '../../shapes.ts';
import { actOnPost } from './act.ts';
import { frameOfficer, typedOf } from './frame.ts';
import { PostActs } from './post-acts.tsx';
import { holdersLine } from './posts.tsx';
import { rightWords } from './right-words.ts';
import { words, type PostWords } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['postId'] ?? '';
  if (!isId(id)) throw new Response(null, { status: 404 });
  const { post, history, mayManage } = await api.call(getPost, { params: { id } });
  const { officers } = await api.call(listOfficers, { params: { id: post.agencyId }, query: {} });
  const people = new Map(officers.map((one) => [one.id, one]));
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    post,
    history,
    mayManage: mayManage && api.actor.kind === 'officer' && api.actor.rights.includes('directory.manage'),
    officers: [...people.values()].map((one) => ({ value: one.id, label: `${one.name}, ${one.position}` })),
    did: new URL(request.url).searchParams.has('xong'),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['postId'] ?? '';
  const form = await readStaffForm(api, request);
  const typed = typedOf(form);
  const done = await actOnPost(api, id, form, words(api.locale));
  if ('wrong' in done) return data({ typed, wrong: done.wrong, refused: '' }, { status: 422 });
  if (!done.ok) return data({ typed, wrong: {}, refused: done.problem.title }, { status: done.problem.status });
  throw redirect(`/can-bo/to-chuc/${id}?xong=1`, 303);
}

function titleOf(event: PostEvent, t: PostWords): string {
  if (event.kind === 'made') return t.made;
  if (event.kind === 'renamed') return `${t.renamed}: ${event.name ?? ''}`;
  if (event.kind === 'ended') return t.wasEnded;
  return `${event.person ?? ''}, ${event.name ?? ''}`;
}

/** One post: who fills it, what may be done, and everybody who held it. */
export default function PostPage() {
  const { frame, officer, post, history, mayManage, officers, did } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  const errors = errorsOf(given?.wrong ?? {});
  const days = (event: PostEvent): string =>
    event.validFrom === null
      ? ''
      : event.kind === 'held'
        ? say(t.days, {
            from: formatDate(event.validFrom),
            to: event.validTo === null ? t.now : formatDate(event.validTo),
          })
        : formatDate(event.validTo ?? event.validFrom);
  return (
    <StaffFrame
      title={post.name}
      locale={locale}
      path={frame.path}
      errors={errors}
      error={Boolean(given)}
      backLink={{ href: `/can-bo/to-chuc?co-quan=${post.agencyId}`, text: t.back }}
      aside={
        <>
          <h2 className="govuk-heading-m">{t.acts}</h2>
          {mayManage ? (
            <PostActs post={post} officers={officers} typed={given?.typed ?? {}} errors={errors} />
          ) : (
            <p className="govuk-body">{t.mayNot}</p>
          )}
        </>
      }
      {...officer}
    >
      <h1 className="govuk-heading-l">{post.name}</h1>
      {did && !given ? <Notice tone="ok" title={t.did} /> : null}
      {given?.refused ? <Notice tone="bad" title={given.refused} alert /> : null}
      <SummaryList
        title={t.facts}
        rows={[
          { key: t.unit, value: post.unit || t.wholeAgency },
          {
            key: t.holder,
            value: (
              <>
                {post.vacant ? <Tag tone="bad">{t.vacant}</Tag> : null} {holdersLine(post, t)}
              </>
            ),
          },
          {
            key: t.rights,
            value: post.rights.map((right) => rightWords[right as Right]?.[locale] ?? right).join('; ') || t.noRights,
          },
          { key: t.since, value: formatDate(post.validFrom) },
          ...(post.validTo ? [{ key: t.until, value: formatDate(post.validTo) }] : []),
          ...(post.leadsUnit ? [{ key: t.leads, value: post.unit || t.wholeAgency }] : []),
        ]}
      />
      <section aria-labelledby="lich-su">
        <h2 className="govuk-heading-m" id="lich-su">
          {t.history}
        </h2>
        <Timeline
          entries={history.map((event) => ({
            id: event.id,
            title: titleOf(event, t),
            when: days(event) || formatDateTime(event.at),
            at: event.at,
            who: event.decision,
          }))}
        />
      </section>
    </StaffFrame>
  );
}
