import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { Button, errorsOf, frameData, Radios, StaffFrame } from '#ui/index.ts';
import { changePost, listMyPosts } from '../contract.ts';
import { words } from './change-post-words.ts';
import { homeOf } from './keep-session.ts';
import { safeReturn } from './session-cookie.ts';
import { frameOfficer } from './support/officer.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { current, posts } = await api.call(listMyPosts);
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    current,
    posts,
    back: safeReturn(new URL(request.url).searchParams.get('ve'), '/can-bo'),
  };
}

/** Also the answer to the choice in the bar of every staff page. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const chosen = String((await request.formData()).get('vi-tri') ?? '');
  if (!isId(chosen)) return data({ chosen: '', refused: null }, { status: 422 });
  const tried = await api.try(changePost, { body: { appointmentId: chosen } });
  if (!tried.ok) return data({ chosen, refused: tried.problem.title }, { status: tried.problem.status });
  // Not back to the page before: the other post may have no business there.
  throw redirect(homeOf(tried.answer.rights), 303);
}

/** One question: in which post one works from now on. */
export default function ChangePostPage() {
  const { frame, officer, current, posts, back } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = errorsOf({ 'vi-tri': given ? (given.refused ?? t.chooseOne) : undefined });
  return (
    <StaffFrame title={t.title} locale={frame.locale} path={frame.path} errors={errors} {...officer}>
      {posts.length < 2 ? (
        <>
          <h1 className="govuk-heading-l">{t.title}</h1>
          <p className="govuk-body">{t.onlyOne}</p>
        </>
      ) : (
        <form method="post" action="/can-bo/vi-tri" noValidate>
          <Radios
            name="vi-tri"
            label={t.title}
            asHeading
            hint={t.hint}
            error={errors.of('vi-tri')}
            value={given?.chosen || current}
            options={posts.map((one) => ({
              value: one.appointmentId,
              label: one.position,
              hint: [one.unit, one.agencyName].filter(Boolean).join(', '),
            }))}
          />
          <Button>{t.go}</Button>
        </form>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href={back}>
          {t.back}
        </a>
      </p>
    </StaffFrame>
  );
}
