import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { vnDate } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  DateField,
  Details,
  fieldErrors,
  frameData,
  Notice,
  Pagination,
  readDate,
  SummaryList,
  Tag,
  TextField,
} from '#ui/index.ts';
import { getWebhook } from '../../contract.ts';
import { AxisFrame } from '../axis-frame.tsx';
import { frameOfficer, placeOf } from '../officer.ts';
import { actOnWebhook } from './act.ts';
import { Others, Pushes } from './pushes.tsx';
import { machineWords, outcomeWord, topicWord, webhookTones } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const webhookId = params['webhookId'] ?? '';
  if (!isId(webhookId)) throw new Response(null, { status: 404 });
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    told: new URL(request.url).searchParams.get('xong') ?? '',
    today: vnDate(new Date()),
    isFirst: !placeOf(request).before,
    hook: await api.call(getWebhook, { params: { webhookId }, query: placeOf(request) }),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const webhookId = params['webhookId'] ?? '';
  if (!isId(webhookId)) throw new Response(null, { status: 404 });
  const form = await readStaffForm(api, request);
  const done = await actOnWebhook(api, webhookId, form);
  if ('tell' in done) throw redirect(`/can-bo/truc/webhook/${webhookId}?xong=${encodeURIComponent(done.tell)}`, 303);
  const text = (name: string): string => String(form.get(name) ?? '');
  const typed = {
    range: text('viec') === 'gui-lai',
    from: readDate(form, 'tu').parts,
    fromHour: text('tu-gio'),
    to: readDate(form, 'den').parts,
    toHour: text('den-gio'),
  };
  return data({ typed, lines: done.lines }, { status: done.status });
}

/** One address: how it stands, what it was told, what it answered, and telling it again. */
export default function WebhookPage() {
  const { frame, officer, told, today, isFirst, hook } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { locale } = frame;
  const t = machineWords(locale);
  const errors = fieldErrors(sent?.lines, locale);
  const path = `/can-bo/truc/webhook/${hook.webhookId}`;
  const open = hook.state !== 'ended';
  const why = outcomeWord(t, hook.why ?? '');
  const typed = sent?.typed.range ? sent.typed : undefined;
  return (
    <AxisFrame
      frame={frame}
      officer={officer}
      here="webhooks"
      heading={hook.url}
      title={`${t.address} ${hook.url}`}
      errors={errors}
      backLink={{ href: '/can-bo/truc/webhook', text: t.caption }}
    >
      {sent ? null : <Told told={told} state={hook.state} t={t} />}
      {hook.state === 'resting' || hook.state === 'pending' ? (
        <Notice
          tone={hook.state === 'resting' ? 'bad' : 'warning'}
          title={hook.state === 'resting' ? t.restTitle : t.pendTitle}
        >
          <p>{say(hook.state === 'resting' ? t.restWhy : t.pendWhy, { why, n: hook.waiting })}</p>
          <StaffForm>
            <Button name="viec" value="thu">
              {hook.state === 'resting' ? t.wake : t.pingAgain}
            </Button>
          </StaffForm>
        </Notice>
      ) : null}
      <SummaryList
        rows={[
          { key: t.state, value: <Tag tone={webhookTones[hook.state]}>{t[hook.state]}</Tag> },
          { key: t.topics, value: hook.topics.map((topic) => topicWord(t, topic)).join('; ') },
          { key: t.waiting, value: String(hook.waiting) },
        ]}
      />
      {hook.state === 'active' ? (
        <StaffForm>
          <Button look="secondary" name="viec" value="thu">
            {t.pingAgain}
          </Button>
        </StaffForm>
      ) : null}
      {open ? (
        <Details summary={t.rangeTitle} open={typed !== undefined}>
          <StaffForm>
            <p id="tu-day">{t.rangeHint}</p>
            {errors.of('tu-day') ? <p className="govuk-error-message">{errors.of('tu-day')}</p> : null}
            <input type="hidden" name="viec" value="gui-lai" />
            <DateField name="tu" label={t.from} value={typed?.from ?? today} error={errors.of('tu')} />
            <TextField
              name="tu-gio"
              label={t.fromHour}
              hint={t.hourHint}
              width={5}
              value={typed?.fromHour ?? '00:00'}
              error={errors.of('tu-gio')}
            />
            <DateField name="den" label={t.to} value={typed?.to ?? today} error={errors.of('den')} />
            <TextField
              name="den-gio"
              label={t.toHour}
              hint={t.hourHint}
              width={5}
              value={typed?.toHour ?? '23:59'}
              error={errors.of('den-gio')}
            />
            <Button>{t.replayRange}</Button>
          </StaffForm>
        </Details>
      ) : null}
      <Pushes hook={hook} locale={locale} />
      {isFirst ? null : (
        <p className="govuk-body">
          <a className="govuk-link" href={path}>
            {t.first}
          </a>
        </p>
      )}
      <Pagination next={hook.next ? `${path}?truoc=${hook.next}` : undefined} />
      <Others hook={hook} locale={locale} />
      {open ? (
        <Details summary={t.endTitle}>
          <StaffForm>
            <p>{t.endWhy}</p>
            <Button look="warning" name="viec" value="ngung">
              {t.end}
            </Button>
          </StaffForm>
        </Details>
      ) : null}
    </AxisFrame>
  );
}

/** What is said after an act; of a ping, what came of it. */
function Told({ told, state, t }: { told: string; state: string; t: ReturnType<typeof machineWords> }) {
  const [what, value = ''] = told.split(':');
  if (what === 'thu') return state === 'active' ? <Notice tone="ok" alert title={t.toldActive} /> : null;
  if (what === 'ngung') return <Notice tone="ok" alert title={t.toldEnded} />;
  if (what !== 'gui-lai' || !/^\d{1,4}$/.test(value)) return null;
  return <Notice tone="ok" alert title={say(t.toldReplayed, { n: value })} />;
}
