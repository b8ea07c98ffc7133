import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { meets, type AssuranceLevel, type Demand } from '#platform/access.ts';
import { apiOf } from '#platform/web/api.ts';
import { Button, fieldErrors, frameData, Inset, PageFrame } from '#ui/index.ts';
import { listDemoPeople, listOffers, prepareProof, stepUp } from '../contract.ts';
import { ProofForm } from './parts/proof-form.tsx';
import { atProof, challengeOf, emptyProof, proofOf, readProof, withQuery } from './read-proof.ts';
import { safeReturn } from './session-cookie.ts';
import { words } from './words.ts';

/** What is asked for, from the address: `muc` level, `trong` minutes. */
function demandIn(search: URLSearchParams): Demand {
  const level = Number(search.get('muc'));
  const minutes = Number(search.get('trong'));
  return {
    level: (Number.isInteger(level) && level >= 1 && level <= 4 ? level : 1) as AssuranceLevel,
    ...(search.has('trong') && Number.isInteger(minutes) && minutes >= 0 ? { maxAgeMinutes: minutes } : {}),
  };
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { searchParams, pathname, search } = new URL(request.url);
  const back = safeReturn(searchParams.get('ve'), '/');
  if (api.actor.kind !== 'citizen' && api.actor.kind !== 'officer')
    throw redirect(`/dang-nhap?ve=${encodeURIComponent(`${pathname.replace(/\.data$/, '')}${search}`)}`);
  const demand = demandIn(searchParams);
  if (meets(demand, api.actor.assurance, new Date())) throw redirect(back);
  const { offers } = await api.call(listOffers, { query: { level: demand.level } });
  const chosen = offers.find(({ kind }) => kind === searchParams.get('cach')) ?? offers[0];
  return {
    frame: frameData(api, request),
    chosen,
    others: offers.filter(({ kind }) => kind !== chosen?.kind),
    sent: searchParams.get('da-gui') === chosen?.kind,
    challenge: chosen?.kind === 'passkey' ? await challengeOf(api, undefined) : undefined,
    demo: (await api.call(listDemoPeople)).citizens.length > 0,
    address: request.url,
    back,
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const url = new URL(request.url);
  const typed = readProof(await request.formData());
  if (!typed) throw redirect(withQuery(url, {}));
  if (typed.intent === 'send') {
    const sent = await api.try(prepareProof, { body: { kind: typed.kind } });
    if (!sent.ok) return data({ errors: atProof(sent.problem) }, { status: sent.problem.status });
    throw redirect(withQuery(url, { cach: typed.kind, 'da-gui': typed.kind }));
  }
  if (!typed.value.trim()) return data({ errors: emptyProof(api, typed.kind) }, { status: 422 });
  const tried = await api.try(stepUp, { body: { proof: proofOf(typed) } });
  if (!tried.ok) return data({ errors: atProof(tried.problem) }, { status: tried.problem.status });
  if (tried.answer.level >= demandIn(url.searchParams).level)
    throw redirect(safeReturn(url.searchParams.get('ve'), '/'));
  // One more to go: the page knows which.
  throw redirect(withQuery(url, { cach: undefined, 'da-gui': undefined }));
}

export default function StepUpPage() {
  const { frame, chosen, others, sent, challenge, demo, address, back } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const errors = fieldErrors(useActionData<typeof action>()?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.stepUpTitle} errors={errors} backLink={{ href: back }}>
      {chosen ? (
        <>
          <p className="govuk-body">{t.stepUpWhy}</p>
          <ProofForm
            locale={frame.locale}
            chosen={chosen}
            others={others}
            hrefOf={(kind) => withQuery(new URL(address), { cach: kind, 'da-gui': undefined })}
            sent={sent}
            first={false}
            challenge={challenge}
            demo={demo}
            errors={errors}
          />
          {chosen.kind === 'password' ? (
            <p className="govuk-body">
              <a className="govuk-link" href="/khoi-phuc">
                {t.forgot}
              </a>
            </p>
          ) : null}
        </>
      ) : (
        <>
          <h1 className="govuk-heading-l">{t.stepUpTitle}</h1>
          <Inset>{t.noOffer}</Inset>
          <Button href={frame.actor.kind === 'officer' ? '/can-bo' : '/cua-toi/bao-mat'}>{t.security}</Button>
        </>
      )}
    </PageFrame>
  );
}
