import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { fieldErrors, frameData, PageFrame } from '#ui/index.ts';
import { continueSignIn, listDemoPeople, prepareProof, viewFlow } from '../contract.ts';
import { goOn, homeOf } from './keep-session.ts';
import { ProofForm } from './parts/proof-form.tsx';
import { atProof, challengeOf, emptyProof, proofOf, readProof, withQuery } from './read-proof.ts';
import { flowIn, safeReturn } from './session-cookie.ts';
import { words } from './words.ts';

/** Where a sign-in is begun again. */
function startOf(search: URLSearchParams, over: boolean): string {
  const ve = search.get('ve');
  const query = new URLSearchParams({ ...(over ? { 'qua-han': '1' } : {}), ...(ve ? { ve } : {}) });
  return `${search.has('can-bo') ? '/can-bo/dang-nhap' : '/dang-nhap'}${query.size > 0 ? `?${query}` : ''}`;
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { searchParams } = new URL(request.url);
  const flow = flowIn(request);
  const seen = flow ? await api.try(viewFlow, { body: { flow } }) : undefined;
  if (!seen?.ok || seen.answer.offers.length === 0) throw redirect(startOf(searchParams, true));
  const { offers, first } = seen.answer;
  const chosen = offers.find(({ kind }) => kind === searchParams.get('cach')) ?? offers[0];
  if (!chosen) throw redirect(startOf(searchParams, true));
  return {
    frame: frameData(api, request),
    first,
    chosen,
    others: first ? [] : offers.filter(({ kind }) => kind !== chosen.kind),
    sent: searchParams.get('da-gui') === chosen.kind,
    challenge: chosen.kind === 'passkey' ? await challengeOf(api, flow) : undefined,
    demo: (await api.call(listDemoPeople)).citizens.length > 0,
    address: request.url,
    start: startOf(searchParams, false),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const url = new URL(request.url);
  const { searchParams } = url;
  const ve = searchParams.get('ve');
  const typed = readProof(await request.formData());
  const flow = flowIn(request);
  if (!flow || !typed) throw redirect(startOf(searchParams, true));
  if (typed.intent === 'send') {
    const sent = await api.try(prepareProof, { body: { flow, kind: typed.kind } });
    if (!sent.ok && sent.problem.code === 'identity.flow-over') throw redirect(startOf(searchParams, true));
    if (!sent.ok) return data({ errors: atProof(sent.problem) }, { status: sent.problem.status });
    throw redirect(withQuery(url, { cach: typed.kind, 'da-gui': typed.kind }));
  }
  if (!typed.value.trim()) return data({ errors: emptyProof(api, typed.kind) }, { status: 422 });
  const tried = await api.try(continueSignIn, { body: { flow, proof: proofOf(typed), send: true } });
  if (!tried.ok && tried.problem.code === 'identity.flow-over') throw redirect(startOf(searchParams, true));
  if (!tried.ok) return data({ errors: atProof(tried.problem) }, { status: tried.problem.status });
  return goOn(api, tried.answer, {
    back: ({ kind, rights }) => safeReturn(ve, kind === 'officer' ? homeOf(rights) : '/cua-toi/ho-so'),
    ve,
    staff: searchParams.has('can-bo'),
  });
}

export default function SecondStepPage() {
  const { frame, chosen, others, sent, first, challenge, demo, address, start } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const errors = fieldErrors(useActionData<typeof action>()?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.secondTitle} errors={errors} backLink={{ href: start, text: t.startAgain }}>
      <ProofForm
        locale={frame.locale}
        chosen={chosen}
        others={others}
        hrefOf={(kind) => withQuery(new URL(address), { cach: kind, 'da-gui': undefined })}
        sent={sent}
        first={first}
        challenge={challenge}
        demo={demo}
        errors={errors}
      />
    </PageFrame>
  );
}
