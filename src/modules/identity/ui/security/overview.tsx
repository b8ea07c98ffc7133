import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/time.ts';
import { apiOf } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { frameData, Notice, PageFrame, SummaryList } from '#ui/index.ts';
import { HOME, openSecurity, type Security } from './open-page.ts';
import { DoneNotice } from './done-notice.tsx';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const security = await openSecurity(api, request);
  return { frame: frameData(api, request), security, done: new URL(request.url).searchParams.get('xong') };
}

const hintsOf = ({ contacts }: Security, kind: 'phone' | 'email'): string =>
  contacts
    .filter((one) => one.kind === kind && one.verifiedAt)
    .map(({ hint }) => hint)
    .join(', ');

/** How the account is entered and what protects it, in plain words; each line leads to its own page. */
export default function SecurityPage() {
  const { frame, security, done } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const { password, totp, recoveryCodes, passkeys } = security;
  const row = (key: string, value: string, to: string, text: string = t.change) => ({
    key,
    value,
    change: { href: `${HOME}/${to}`, what: key, text },
  });
  return (
    <PageFrame {...frame} title={t.title}>
      <DoneNotice done={done} locale={frame.locale} />
      <h1 className="govuk-heading-l">{t.title}</h1>
      <Protection security={security} t={t} />
      <SummaryList
        title={t.howYouSignIn}
        rows={[
          row(
            t.password,
            password ? say(t.passwordSince, { date: formatDate(password.changedAt) }) : t.passwordNone,
            'mat-khau',
          ),
          row(t.passkeys, passkeys.length > 0 ? say(t.passkeysHave, { n: passkeys.length }) : t.none, 'khoa'),
        ]}
      />
      <SummaryList
        title={t.whatProtects}
        rows={[
          row(t.phone, hintsOf(security, 'phone') || t.none, 'dien-thoai'),
          row(t.email, hintsOf(security, 'email') || t.none, 'thu-dien-tu'),
          row(t.app, totp ? say(t.appSince, { date: formatDate(totp.addedAt) }) : t.appOff, 'ung-dung-ma'),
          row(t.recovery, recoveryCodes ? say(t.recoveryLeft, { n: recoveryCodes.left }) : t.none, 'ma-du-phong'),
        ]}
      />
      <SummaryList
        title={t.whereSignedIn}
        rows={[
          row(t.devices, t.devicesAbout, 'thiet-bi', t.see),
          row(t.history, t.historyAbout, 'lich-su', t.see),
          ...(frame.actor.kind === 'citizen' ? elsewhere(t) : []),
        ]}
      />
      <SummaryList
        title={t.account}
        rows={[{ key: t.level, value: security.accountLevel === 2 ? t.level2 : t.level1 }]}
      />
      {frame.actor.kind === 'citizen' ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`${HOME}/dong-tai-khoan`}>
            {t.closeAccount}
          </a>
        </p>
      ) : null}
    </PageFrame>
  );
}

/** Other systems that the account is used at: their pages belong to the sign-on. */
const elsewhere = (t: ReturnType<typeof words>) => [
  { key: t.apps, value: t.appsAbout, change: { href: '/cua-toi/ung-dung', what: t.apps, text: t.see } },
  { key: t.approvals, value: t.approvalsAbout, change: { href: '/cua-toi/xac-nhan', what: t.approvals, text: t.see } },
];

/** What a stranger who knows the password could do, as the sign-in really is: a phone on file alone asks for nothing there. */
function Protection({ security, t }: { security: Security; t: ReturnType<typeof words> }) {
  if (!security.password)
    return (
      <Notice tone="info">
        <p>{t.noPasswordYet}</p>
      </Notice>
    );
  if (security.secondStep)
    return (
      <Notice tone="ok">
        <p>{t.protectedWell}</p>
        {security.trustedDevices.length > 0 ? <p>{t.protectedElsewhere}</p> : null}
      </Notice>
    );
  return (
    <Notice tone="warning">
      <p>{t.protectedOnce}</p>
      {security.contacts.some((one) => one.verifiedAt) ? <p>{t.contactsOnlyConfirm}</p> : null}
      <p>{t.addSecondStep}</p>
      <ul>
        <li>
          <a className="govuk-link" href={`${HOME}/khoa/them`}>
            {t.addByPasskey}
          </a>
        </li>
        <li>
          <a className="govuk-link" href={`${HOME}/ung-dung-ma`}>
            {t.addByApp}
          </a>
        </li>
      </ul>
    </Notice>
  );
}
