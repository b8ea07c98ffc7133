import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, frameData, PageFrame } from '#ui/index.ts';
import { countUnread, getNotice, markRead } from '../contract.ts';
import { words } from './words.ts';

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const noticeId = params['noticeId'] ?? '';
  if (!isId(noticeId)) throw new Response(null, { status: 404 });
  const notice = await api.call(getNotice, { params: { noticeId } });
  const { unread } = await api.call(countUnread);
  return { frame: frameData(api, request), notice, unread };
}

/** For somebody who came by the address instead of through the inbox. */
export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const noticeId = params.noticeId ?? '';
  await api.call(markRead, { body: { ids: [noticeId] } });
  throw redirect(`/cua-toi/thong-bao/${noticeId}`);
}

export default function NoticePage() {
  const { frame, notice, unread } = useLoaderData<typeof loader>();
  const { locale } = frame;
  const t = words(locale);
  return (
    <PageFrame
      {...frame}
      title={notice.subject[locale]}
      unread={unread}
      backLink={{ href: '/cua-toi/thong-bao', text: t.backToInbox }}
    >
      <h1 className="govuk-heading-l">{notice.subject[locale]}</h1>
      <p className="lt-muted">
        <time dateTime={notice.at}>{say(t.sentAt, { at: formatDateTime(notice.at) })}</time>
        {notice.readAt ? (
          <>
            <br />
            <time dateTime={notice.readAt}>{say(t.readAt, { at: formatDateTime(notice.readAt) })}</time>
          </>
        ) : null}
      </p>
      {notice.body[locale].split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {notice.link ? <Button href={notice.link}>{t.openSubject}</Button> : null}
      {notice.readAt ? null : (
        <form method="post">
          <Button look="secondary">{t.markThis}</Button>
        </form>
      )}
    </PageFrame>
  );
}
