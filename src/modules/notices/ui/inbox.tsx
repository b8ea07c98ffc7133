import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, frameData, PageFrame, Pagination, Tag, type Locale } from '#ui/index.ts';
import { getMailAddress, listInbox, markRead, removeMailAddress, type Notice } from '../contract.ts';
import { MailChoice } from './mail-choice.tsx';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const given = new URL(request.url).searchParams.get('truoc') ?? '';
  const before = isId(given) ? given : undefined;
  const inbox = await api.call(listInbox, { query: before ? { before } : {} });
  return {
    frame: frameData(api, request),
    inbox,
    isFirst: before === undefined,
    mail: await api.call(getMailAddress),
  };
}

/** Opening a notice is a form: only a person's own click, never a program that follows links, marks it as read. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const form = await request.formData();
  if (form.get('do') === 'stop-mail') await api.call(removeMailAddress);
  const opened = String(form.get('open') ?? '');
  if (isId(opened)) {
    await api.call(markRead, { body: { ids: [opened] } });
    throw redirect(`/cua-toi/thong-bao/${opened}`);
  }
  if (form.get('do') === 'mark-all') await api.call(markRead, { body: {} });
  throw redirect('/cua-toi/thong-bao');
}

/** A citizen's inbox, newest first. */
export default function InboxPage() {
  const { frame, inbox, isFirst, mail } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.title} unread={inbox.unread}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      {inbox.notices.length === 0 ? (
        <p>{isFirst ? t.none : t.noneOlder}</p>
      ) : (
        <Summary locale={frame.locale} unread={inbox.unread} />
      )}
      <form method="post">
        <ul className="govuk-list">
          {inbox.notices.map((notice) => (
            <Item key={notice.id} notice={notice} locale={frame.locale} />
          ))}
        </ul>
        {inbox.unread > 0 ? (
          <Button look="secondary" name="do" value="mark-all">
            {t.markAll}
          </Button>
        ) : null}
      </form>
      <Pagination
        label={t.older}
        previous={isFirst ? undefined : '/cua-toi/thong-bao'}
        next={inbox.next ? `/cua-toi/thong-bao?truoc=${inbox.next}` : undefined}
      />
      {isFirst ? <MailChoice locale={frame.locale} mail={mail} /> : null}
    </PageFrame>
  );
}

function Summary({ locale, unread }: { locale: Locale; unread: number }) {
  const t = words(locale);
  if (unread === 0) return <p className="lt-muted">{t.allRead}</p>;
  return <p>{unread === 1 ? t.unreadOne : say(t.unreadMany, { count: unread })}</p>;
}

function Item({ notice, locale }: { notice: Notice; locale: Locale }) {
  const t = words(locale);
  return (
    <li className="lt-card">
      {notice.readAt ? (
        <a className="govuk-link" href={`/cua-toi/thong-bao/${notice.id}`}>
          {notice.subject[locale]}
        </a>
      ) : (
        <Button look="link" name="open" value={notice.id}>
          {notice.subject[locale]}
        </Button>
      )}
      <p className="lt-muted">
        {notice.readAt ? null : (
          <>
            <Tag tone="now">{t.fresh}</Tag>{' '}
          </>
        )}
        <time dateTime={notice.at}>{formatDateTime(notice.at)}</time>
      </p>
    </li>
  );
}
