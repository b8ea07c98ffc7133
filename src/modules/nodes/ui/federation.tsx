import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { meets, toSign } from '#platform/access.ts';
import { apiOf, requireOfficer, stepUpHref, type PageApi } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { readStaffForm, Button, fieldErrors, frameData, Notice, StaffFrame } from '#ui/index.ts';
import { listHomes, viewFederation } from '../contract.ts';
import { actOnFederation, typedOf, type Typed } from './act.ts';
import { HomesPart, JoiningPart, MovePart, NodesPart } from './registrar.tsx';
import { Alarms, CopyPart, KeysPart, SelfPart } from './state.tsx';
import { whyNot, words, type FederationWords } from './words.ts';

export const handle = { look: 'staff' };

const path = '/can-bo/truc/nut';

function frameOfficer({ actor }: PageApi) {
  return actor.kind === 'officer'
    ? {
        actor: { name: actor.name, position: actor.position, rights: [...actor.rights] },
        agencyName: actor.agencyName ?? '',
      }
    : { actor: { name: '', position: '', rights: [] }, agencyName: '' };
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const search = new URL(request.url).searchParams;
  const q = (search.get('q') ?? '').trim().slice(0, 100);
  const after = (search.get('sau') ?? '').slice(0, 35);
  const [view, homes] = [
    await api.call(viewFederation),
    await api.call(listHomes, { query: { ...(q ? { q } : {}), ...(after ? { after } : {}) } }),
  ];
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    proved: api.actor.kind === 'officer' && meets(toSign, api.actor.assurance, new Date()),
    told: search.get('xong') ?? '',
    view,
    homes,
    q,
  };
}

/** Which field a refusal belongs to; others stand at the top. */
const placeOf: Record<string, string> = {
  'nodes.unknown-agency': 'ma',
  'nodes.already-there': 'nut-moi',
  'nodes.unknown-node': 'nut-moi',
};

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const typed: Typed = typedOf(await readStaffForm(api, request));
  const done = await actOnFederation(api, typed);
  if (done.ok) throw redirect(`${path}?xong=${encodeURIComponent(done.tell)}`);
  const { problem } = done;
  const field = problem.code === 'nodes.fingerprint-differs' ? `van-tay-${typed['don']}` : placeOf[problem.code];
  return data(
    { typed, errors: [{ path: field ?? 'noi-dung', code: problem.code, message: problem.title }] },
    { status: problem.status },
  );
}

/** What is said after an act, from the closed words of the page. */
function Told({ told, t }: { told: string; t: FederationWords }) {
  const [what, value = ''] = told.split(':');
  const known: Record<string, string> = {
    done: t.done,
    rotated: t.rotated,
    'join:waiting': t.joinWaiting,
    'join:admitted': t.joinAdmitted,
    'join:refused': t.joinRefused,
    'look:newer': t.refreshed,
    'look:the-same': t.theSame,
  };
  if (known[told]) return <Notice tone={told === 'join:refused' ? 'warning' : 'ok'}>{known[told]}</Notice>;
  if (what !== 'look') return null;
  return <Notice tone="warning">{say(t.notRefreshed, { why: whyNot(t, value) })}</Notice>;
}

/** The federation as this node knows it: how it stands, who is in, where agencies are at home, and who asks to join. */
export default function FederationPage() {
  const { frame, officer, proved, told, view, homes, q } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  const part = { view, t, unproved: proved ? {} : { unavailable: t.proveWhy }, typed: sent?.typed ?? {}, errors };
  return (
    <StaffFrame title={t.title} locale={frame.locale} path={frame.path} {...officer} errors={errors}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="govuk-body">{t.lead}</p>
      {sent ? null : <Told told={told} t={t} />}
      <Alarms {...part} />
      {proved || view.self.role === 'alone' ? null : (
        <Notice>
          <p>{t.proveWhy}</p>
          <Button look="secondary" href={stepUpHref(frame.path, toSign)}>
            {t.proveFirst}
          </Button>
        </Notice>
      )}
      <JoiningPart {...part} />
      <SelfPart {...part} />
      <CopyPart {...part} />
      {view.self.role === 'alone' ? null : (
        <>
          <NodesPart {...part} />
          <HomesPart {...part} homes={homes} q={q} />
        </>
      )}
      <MovePart {...part} />
      <KeysPart {...part} />
    </StaffFrame>
  );
}
