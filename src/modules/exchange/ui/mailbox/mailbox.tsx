import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  Checkboxes,
  fieldErrors,
  frameData,
  Notice,
  Radios,
  SummaryList,
  Tag,
  TextField,
} from '#ui/index.ts';
import { getMailbox, mailboxModes, setMailbox } from '../../contract.ts';
import { AxisFrame } from '../axis-frame.tsx';
import { frameOfficer } from '../officer.ts';
import { mailboxWords } from './words.ts';

export const handle = { look: 'staff' };

const path = '/can-bo/truc/hop-thu';

const cannots = ['attachments', 'encrypted', 'recall', 'update', 'replace'] as const;
type Cannot = (typeof cannots)[number];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const saved = new URL(request.url).searchParams.has('xong');
  return { frame: frameData(api, request), officer: frameOfficer(api), saved, mailbox: await api.call(getMailbox) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const t = mailboxWords(api.locale);
  const { nodeFileMb } = await api.call(getMailbox);
  const typed = {
    mode: String(form.get('cach') ?? ''),
    largest: String(form.get('tep-lon') ?? '').trim(),
    cannot: form.getAll('khong-nhan').map(String),
    types: String(form.get('loai') ?? '').trim(),
  };
  const mode = mailboxModes.find((one) => one === typed.mode);
  const largest = typed.largest === '' ? undefined : Number(typed.largest);
  const types = typesIn(typed.types);
  const notKinds = (['recall', 'update', 'replace'] as const).filter((kind) => typed.cannot.includes(kind));
  const lines = [
    ...(mode ? [] : [{ path: 'cach', message: t.modeMissing }]),
    ...(largest !== undefined && !(Number.isInteger(largest) && largest >= 1 && largest <= nodeFileMb)
      ? [{ path: 'tep-lon', message: say(t.largestWrong, { most: String(nodeFileMb) }) }]
      : []),
    ...(types === 'wrong' ? [{ path: 'loai', message: t.typesWrong }] : []),
  ];
  if (!mode || types === 'wrong' || lines.length > 0) return data({ typed, lines }, { status: 422 });
  const tried = await api.try(setMailbox, {
    body: {
      mode,
      takesAttachments: !typed.cannot.includes('attachments'),
      takesEncrypted: !typed.cannot.includes('encrypted'),
      notKinds,
      ...(types.length > 0 ? { onlyTypes: types } : {}),
      ...(largest === undefined ? {} : { largestFileMb: largest }),
    },
  });
  if (tried.ok) throw redirect(`${path}?xong=1`, 303);
  return data({ typed, lines: [{ path: 'cach', message: tried.problem.title }] }, { status: tried.problem.status });
}

/** Codes with commas or spaces between them, each once. */
function typesIn(typed: string): string[] | 'wrong' {
  const codes = [...new Set(typed.split(/[\s,;]+/).filter(Boolean))];
  return codes.every((code) => /^[12]\.[1-9][0-9]?$/.test(code)) ? codes : 'wrong';
}

/** What the agency's software cannot take, as the boxes of the form. */
const cannotOf = (mailbox: AnswerOf<typeof getMailbox>): string[] => [
  ...(mailbox.takesAttachments ? [] : ['attachments']),
  ...(mailbox.takesEncrypted ? [] : ['encrypted']),
  ...mailbox.notKinds,
];

/** How the agency takes what arrives: everybody of the axis sees it, its operator changes it. */
export default function MailboxPage() {
  const { frame, officer, saved, mailbox } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { locale } = frame;
  const t = mailboxWords(locale);
  const errors = fieldErrors(sent?.lines, locale);
  const most = String(mailbox.nodeFileMb);
  const cannot = cannotOf(mailbox);
  const canPush = mailbox.addresses > 0 || mailbox.mode === 'push';
  const hints = { here: t.hereHint, pull: t.pullHint, push: canPush ? t.pushHint : t.pushNeeds, held: t.heldHint };
  return (
    <AxisFrame frame={frame} officer={officer} here="mailbox" title={t.title} errors={errors}>
      {saved && !sent ? <Notice tone="ok" alert title={t.saved} /> : null}
      <p className="govuk-body">{t.lead}</p>
      <SummaryList
        title={t.now}
        rows={[
          { key: t.mode, value: <Tag tone={mailbox.mode === 'held' ? 'wait' : 'ok'}>{t[mailbox.mode]}</Tag> },
          { key: t.since, value: mailbox.setAt ? formatDateTime(mailbox.setAt) : t.never },
          {
            key: t.waiting,
            value:
              mailbox.waiting === 0
                ? t.waitingNone
                : say(t.waitingSome, {
                    count: String(mailbox.waiting),
                    since: mailbox.waitingSince ? formatDateTime(mailbox.waitingSince) : '–',
                  }),
          },
          {
            key: t.largest,
            value: mailbox.largestFileMb
              ? say(t.largestOwn, { most: String(mailbox.largestFileMb) })
              : say(t.largestNode, { most }),
          },
          {
            key: t.cannot,
            value: cannot.length > 0 ? cannot.map((one) => t[one as Cannot]).join('; ') : t.cannotNothing,
          },
          { key: t.types, value: mailbox.onlyTypes?.join(', ') ?? t.typesAll },
        ]}
      />
      <StaffForm className="lt-column">
        <h2 className="govuk-heading-m">{t.change}</h2>
        <Radios
          name="cach"
          label={t.mode}
          small
          value={sent?.typed.mode ?? mailbox.mode}
          error={errors.of('cach')}
          options={mailboxModes.map((value) => ({ value, label: t[value], hint: hints[value] }))}
        />
        <TextField
          name="tep-lon"
          label={t.largestLabel}
          hint={say(t.largestHint, { most })}
          value={sent?.typed.largest ?? (mailbox.largestFileMb ? String(mailbox.largestFileMb) : '')}
          error={errors.of('tep-lon')}
          width={5}
          optional
        />
        <Checkboxes
          name="khong-nhan"
          label={t.cannot}
          hint={t.cannotHint}
          small
          values={sent?.typed.cannot ?? cannot}
          options={cannots.map((value) => ({ value, label: t[value] }))}
        />
        <TextField
          name="loai"
          label={t.typesLabel}
          hint={t.typesHint}
          value={sent?.typed.types ?? mailbox.onlyTypes?.join(', ') ?? ''}
          error={errors.of('loai')}
          optional
        />
        <Button {...(mailbox.mayChange ? {} : { unavailable: t.onlyOperator })}>{t.save}</Button>
      </StaffForm>
    </AxisFrame>
  );
}
