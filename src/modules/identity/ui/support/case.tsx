import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { toSign } from '#platform/access.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer, requireProof } from '#platform/web/api.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  ButtonGroup,
  Checkboxes,
  fieldErrors,
  frameData,
  Notice,
  StaffFrame,
  SummaryList,
  TextArea,
  TextField,
} from '#ui/index.ts';
import {
  lockAccount,
  openAtCounter,
  proveInPerson,
  readSupportCase,
  replacePhone,
  requestRecovery,
  unlockAccount,
} from '../../contract.ts';
import { frameOfficer } from './officer.ts';
import { PaperCode } from './paper-code.tsx';
import { howWords, wayWords, words } from './words.ts';

const HOME = '/can-bo/ho-tro-tai-khoan';

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { caseId = '' } = params;
  if (!isId(caseId)) throw new Response(null, { status: 404 });
  // Every act on this page is signed for: asked before anything is scanned, so that nothing scanned is lost.
  requireProof(api, request, toSign);
  const read = await api.try(readSupportCase, { params: { caseId } });
  if (!read.ok) throw redirect(HOME);
  const done = new URL(request.url).searchParams.has('xong');
  return { frame: frameData(api, request), officer: frameOfficer(api), one: read.answer, done };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await readStaffForm(api, request);
  const text = (name: string): string => String(form.get(name) ?? '');
  const caseId = { caseId: params['caseId'] ?? '' };
  const card = { qr: text('qr') || ' ', mrz: text('mrz') || ' ' };
  const task = text('viec');
  const typed = {
    qr: text('qr'),
    mrz: text('mrz'),
    reason: text('reason'),
    lost: form.getAll('lost').map(String),
    phone: text('phone'),
  };
  const tried = await attempt();
  if (!tried.ok) {
    const path = BOX_OF[task] ?? 'qr';
    const fields = tried.problem.errors ?? [{ path, code: tried.problem.code, message: tried.problem.title }];
    return data({ typed, errors: perBox(fields) }, { status: tried.problem.status });
  }
  if ('code' in tried.answer) return { code: tried.answer };
  throw redirect(`${HOME}/${caseId.caseId}?xong`);

  async function attempt() {
    if (task === 'open') return api.try(openAtCounter, { params: caseId, body: card });
    if (task === 'prove') return api.try(proveInPerson, { params: caseId, body: card });
    if (task === 'phone')
      return api.try(replacePhone, { params: caseId, body: { ...card, phone: typed.phone.slice(0, 30) || ' ' } });
    if (task === 'lock') return api.try(lockAccount, { params: caseId, body: { reason: typed.reason || ' ' } });
    if (task === 'unlock') return api.try(unlockAccount, { params: caseId, body: { reason: typed.reason || ' ' } });
    const lost = typed.lost.filter((one): one is 'password' | 'phone' | 'everything' =>
      ['password', 'phone', 'everything'].includes(one),
    );
    return api.try(requestRecovery, { params: caseId, body: { ...card, lost } });
  }
}

/** Where a refusal without a field of its own is said. */
const BOX_OF: Record<string, string> = { lock: 'reason', unlock: 'reason', phone: 'phone' };

/** A box shows one error: everything that differs on a card is said in it together. */
function perBox(fields: readonly { path: string; code: string; message: string }[]) {
  const boxes = new Map<string, { path: string; code: string; message: string }>();
  for (const { path, code, message } of fields) {
    const name = path.replace(/^body\//, '');
    const known = boxes.get(name);
    boxes.set(name, { path: name, code, message: known ? `${known.message} ${message}` : message });
  }
  return [...boxes.values()];
}

interface Sent {
  typed?: { qr: string; mrz: string; reason: string; lost: string[]; phone: string };
  errors?: { path: string; code: string; message: string }[];
  code?: { code: string; expiresAt: string };
}

export default function SupportCasePage() {
  const { frame, officer, one, done } = useLoaderData<typeof loader>();
  const sent = useActionData() as Sent | undefined;
  const { locale } = frame;
  const t = words(locale);
  const errors = fieldErrors(sent?.errors, locale);
  const { account } = one;
  const stopped = account?.stopped;
  const mayOpen = !account || stopped?.how === 'closed';
  const state = stopped ? (stopped.how === 'locked' ? t.stateLocked : t.stateClosed) : t.stateOpen;
  const rows = account
    ? [
        { key: t.name, value: account.name },
        { key: t.level, value: String(account.level) },
        { key: t.state, value: stopped ? `${state}: ${stopped.why}` : state },
        { key: t.opened, value: formatDateTime(account.openedAt) },
        {
          key: t.proofings,
          value: account.proofings
            .map((p) => `${howWords[p.how]?.[locale] ?? p.how} (${formatDateTime(p.at)})`)
            .join('; '),
        },
        {
          key: t.ways,
          value: account.ways
            .map((way) => `${wayWords[way.kind]?.[locale] ?? way.kind} ${way.hint ?? ''}`.trim())
            .join('; '),
        },
        {
          key: t.signIns,
          value: account.signIns
            .map(({ at, succeeded }) => formatDateTime(at) + (succeeded ? '' : ` (${t.failed})`))
            .join('; '),
        },
        { key: t.sessions, value: String(account.openSessions) },
        ...(account.codeUntil ? [{ key: t.code, value: formatDateTime(account.codeUntil) }] : []),
      ]
    : [];
  return (
    <StaffFrame
      title={t.title}
      locale={locale}
      path={frame.path}
      {...officer}
      errors={errors}
      backLink={{ href: HOME }}
    >
      <h1 className="govuk-heading-l">{t.title}</h1>
      {sent?.code ? <PaperCode {...sent.code} locale={locale} /> : null}
      {done && !sent ? <Notice tone="ok">{t.done}</Notice> : null}
      {account?.recovery ? <Notice>{t.recoveryWaits}</Notice> : null}
      <p className="lt-muted">
        {t.purpose}: {one.purpose} · {t.until} {formatDateTime(one.expiresAt)}
      </p>
      {account ? <SummaryList title={t.account} rows={rows} /> : <p className="govuk-body">{t.noAccount}</p>}
      {stopped?.how === 'locked' ? null : (
        <section aria-labelledby="the">
          <h2 className="govuk-heading-m" id="the">
            {t.cardTitle}
          </h2>
          <StaffForm>
            <TextArea
              name="qr"
              label={t.qr}
              hint={t.qrHint}
              rows={2}
              value={sent?.typed?.qr ?? ''}
              error={errors.of('qr')}
            />
            <TextArea
              name="mrz"
              label={t.mrz}
              hint={t.mrzHint}
              rows={3}
              value={sent?.typed?.mrz ?? ''}
              error={errors.of('mrz')}
            />
            {mayOpen ? null : (
              <TextField
                name="phone"
                label={t.newPhone}
                hint={t.newPhoneHint}
                kind="phone"
                width={20}
                autoComplete="off"
                value={sent?.typed?.phone ?? ''}
                error={errors.of('phone')}
              />
            )}
            {mayOpen ? null : (
              <Checkboxes
                name="lost"
                label={t.lost}
                small
                values={sent?.typed?.lost ?? []}
                error={errors.of('lost')}
                options={[
                  { value: 'password', label: t.lostPassword },
                  { value: 'phone', label: t.lostPhone },
                  { value: 'everything', label: t.lostEverything },
                ]}
              />
            )}
            <ButtonGroup>
              {mayOpen ? (
                <Button name="viec" value="open">
                  {t.open}
                </Button>
              ) : (
                <>
                  <Button name="viec" value="prove">
                    {t.prove}
                  </Button>
                  <Button look="secondary" name="viec" value="phone">
                    {t.replacePhone}
                  </Button>
                  <Button look="secondary" name="viec" value="recover">
                    {t.recover}
                  </Button>
                </>
              )}
            </ButtonGroup>
          </StaffForm>
        </section>
      )}
      {account && stopped?.how !== 'closed' ? (
        <section aria-labelledby="khoa">
          <h2 className="govuk-heading-m" id="khoa">
            {t.lockTitle}
          </h2>
          <StaffForm>
            <TextArea
              name="reason"
              label={t.reason}
              rows={2}
              value={sent?.typed?.reason ?? ''}
              error={errors.of('reason')}
            />
            <Button look="warning" name="viec" value={stopped ? 'unlock' : 'lock'}>
              {stopped ? t.unlock : t.lock}
            </Button>
          </StaffForm>
        </section>
      ) : null}
    </StaffFrame>
  );
}
