import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { readStaffForm, fieldErrors, frameData, Notice, StaffFrame, SummaryList, Tag, Timeline } from '#ui/index.ts';
import { getSystem } from '../contract.ts';
import { actOnSystem } from './act.ts';
import { frameOfficer, linesOf, ProveFirst, provedBy, Whole } from './parts/desk.tsx';
import { typedFacts } from './parts/facts.tsx';
import { ChangePart, KeysPart, SecretPart, StatePart } from './parts/system-forms.tsx';
import { changeWord, rightWord, stateTones, toldWord, words } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const systemId = params['systemId'] ?? '';
  if (!isId(systemId)) throw new Response(null, { status: 404 });
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    proved: provedBy(api),
    told: new URL(request.url).searchParams.get('xong') ?? '',
    system: await api.call(getSystem, { params: { systemId } }),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const systemId = params['systemId'] ?? '';
  if (!isId(systemId)) throw new Response(null, { status: 404 });
  const form = await readStaffForm(api, request);
  const done = await actOnSystem(api, systemId, form);
  if (done.ok && 'tell' in done) throw redirect(`/can-bo/he-thong/${systemId}?xong=${done.tell}`, 303);
  if (done.ok) return { secret: done.secret };
  const text = (name: string): string => String(form.get(name) ?? '');
  const typed = {
    act: text('viec'),
    facts: typedFacts(form),
    // Whatever a pasted text was, a refused one is not sent back: it may be a private key.
    label: text('ten-khoa'),
    why: text('ly-do'),
    state: text('trang-thai'),
  };
  if (done.problem === 'secret-given')
    return data({ typed, lines: [{ path: done.box, message: words(api.locale).secretGiven }] }, { status: 409 });
  return data({ typed, lines: linesOf(done.problem, done.box) }, { status: done.problem.status });
}

export default function SystemPage() {
  const { frame, officer, proved, told, system } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  const refused = sent && 'lines' in sent ? sent : undefined;
  const errors = fieldErrors(refused?.lines, locale);
  const ended = system.state === 'ended';
  const part = {
    system,
    locale,
    errors,
    typed: refused?.typed,
    unavailable: proved ? undefined : t.proveWhy,
  };
  return (
    <StaffFrame
      title={system.name}
      locale={locale}
      path={frame.path}
      errors={errors}
      backLink={{ href: '/can-bo/he-thong', text: t.title }}
      {...officer}
    >
      <h1 className="govuk-heading-l">{system.name}</h1>
      {sent && 'secret' in sent ? (
        <Notice tone="warning" alert title={t.secretOnce}>
          <Whole label={t.systemCode}>{system.systemId}</Whole>
          <Whole label={t.secret}>{sent.secret}</Whole>
          <p>{t.secretKeep}</p>
        </Notice>
      ) : null}
      {sent ? null : toldWord(t, told) ? <Notice tone="ok" alert title={toldWord(t, told)} /> : null}
      {ended ? <Notice title={t.endedNote} /> : <ProveFirst proved={proved} path={frame.path} locale={locale} />}
      <SummaryList
        rows={[
          { key: t.state, value: <Tag tone={stateTones[system.state]}>{t[system.state]}</Tag> },
          ...(system.stateWhy ? [{ key: t.why, value: system.stateWhy }] : []),
          {
            key: t.lastSeen,
            value: system.lastSeen
              ? say(system.lastSeen.by === 'key' ? t.seenByKey : t.seenBySecret, {
                  at: formatDateTime(system.lastSeen.at),
                })
              : t.neverSeen,
          },
          { key: t.rights, value: system.rights.map((right) => rightWord(t, right)).join('; ') || t.noRights },
          {
            key: t.speaksFor,
            value: system.speaksFor.map(({ name, code }) => `${name} (${code})`).join('; ') || t.onlyOwn,
          },
          { key: t.contactName, value: `${system.contactName}, ${system.contactEmail}` },
          { key: t.about, value: system.about },
          { key: t.systemCode, value: <span className="lt-code">{system.systemId}</span> },
        ]}
      />
      <KeysPart {...part} />
      <SecretPart {...part} />
      {ended ? null : (
        <>
          <ChangePart {...part} />
          <StatePart {...part} />
        </>
      )}
      <h2 className="govuk-heading-m">{t.history}</h2>
      <Timeline
        entries={system.changes.map((change, index) => ({
          id: String(index),
          title: changeWord(t, change.kind, change.data),
          when: formatDateTime(change.at),
          at: change.at,
          who: change.by,
        }))}
      />
    </StaffFrame>
  );
}
