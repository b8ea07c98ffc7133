import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { isId } from '#platform/id.ts';
import { apiOf } from '#platform/web/api.ts';
import { Button, DataTable, errorsOf, frameData, noErrors, PageFrame } from '#ui/index.ts';
import { endOtherSessions, endSession, forgetTrustedDevice, listSessions, trustDevice } from '../../contract.ts';
import { nameOf, networkOf } from './device-name.ts';
import { DoneNotice } from './done-notice.tsx';
import { HOME, openSecurity, requireSomebody, stepUpIfAsked } from './open-page.ts';
import { rowAct } from './row-act.tsx';
import { words } from './words.ts';

const PAGE = `${HOME}/thiet-bi`;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { trustedDevices, demand } = await openSecurity(api, request);
  const { sessions } = await api.call(listSessions);
  return {
    frame: frameData(api, request),
    sessions,
    trustedDevices,
    // Where there is no second step yet there is nothing to be spared.
    mayTrust: api.actor.kind === 'citizen' && demand.level > 1 && !trustedDevices.some(({ current }) => current),
    done: new URL(request.url).searchParams.get('xong'),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const form = await request.formData();
  const id = String(form.get('end') ?? form.get('forget') ?? '');
  const done = `${PAGE}?xong=${form.has('trust') ? 'tin-cay' : 'ket-thuc'}`;
  const tried = form.has('trust')
    ? await api.try(trustDevice)
    : form.has('others')
      ? await api.try(endOtherSessions)
      : !isId(id)
        ? undefined
        : form.has('forget')
          ? await api.try(forgetTrustedDevice, { params: { deviceId: id } })
          : await api.try(endSession, { params: { sessionId: id } });
  if (!tried || tried.ok) throw redirect(tried ? done : PAGE);
  stepUpIfAsked(tried.problem, PAGE);
  return data({ message: tried.problem.title }, { status: tried.problem.status });
}

export default function DevicesPage() {
  const { frame, sessions, trustedDevices, mayTrust, done } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  const { locale } = frame;
  const t = words(locale);
  const errors = message ? errorsOf({ 'noi-dung': message }) : noErrors;
  return (
    <PageFrame {...frame} title={t.devices} errors={errors} backLink={{ href: HOME, text: t.back }}>
      <DoneNotice done={done} locale={locale} />
      <h1 className="govuk-heading-l">{t.devices}</h1>
      <form method="post">
        <DataTable
          caption={t.sessionsTitle}
          rows={sessions}
          rowKey={({ id }) => id}
          columns={[
            { key: 'device', heading: t.device, rowHeading: true, cell: (one) => nameOf(one, locale) },
            { key: 'place', heading: t.place, cell: ({ source }) => networkOf(source) },
            { key: 'seen', heading: t.lastSeen, cell: ({ seenAt }) => formatDateTime(seenAt) },
            {
              key: 'act',
              heading: t.act,
              cell: (one) => (one.current ? t.thisOne : rowAct('end', one.id, t.end, nameOf(one, locale))),
            },
          ]}
        />
        {sessions.length > 1 ? (
          <Button look="warning" name="others" value="1">
            {t.endOthers}
          </Button>
        ) : null}
      </form>
      <h2 className="govuk-heading-m">{t.trustedTitle}</h2>
      <p className="govuk-body">{t.trustedAbout}</p>
      <form method="post">
        <DataTable
          caption={t.trustedTitle}
          captionHidden
          rows={trustedDevices}
          rowKey={({ id }) => id}
          empty={t.noTrusted}
          columns={[
            {
              key: 'device',
              heading: t.device,
              rowHeading: true,
              cell: ({ name, current }) => `${deviceOf(name, locale)}${current ? ` (${t.thisOne.toLowerCase()})` : ''}`,
            },
            { key: 'until', heading: t.trustedUntil, cell: ({ expiresAt }) => formatDate(expiresAt) },
            {
              key: 'act',
              heading: t.act,
              cell: ({ id, name }) => rowAct('forget', id, t.forget, deviceOf(name, locale)),
            },
          ]}
        />
        {mayTrust ? (
          <Button look="secondary" name="trust" value="1">
            {t.trustThis}
          </Button>
        ) : null}
      </form>
    </PageFrame>
  );
}

/** 'Chrome/Android' as it is kept. */
function deviceOf(name: string, locale: 'vi' | 'en'): string {
  const [browser = '', system = ''] = name.split('/');
  const known = (part: string) => part !== '' && part !== '?';
  return nameOf({ ...(known(browser) ? { browser } : {}), ...(known(system) ? { system } : {}) }, locale);
}
