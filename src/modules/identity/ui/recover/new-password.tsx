import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { Button, fieldErrors, frameData, Inset, PageFrame } from '#ui/index.ts';
import { getSecurity, listDemoPeople, listOffers, prepareProof, stepUp } from '../../contract.ts';
import { ProofForm } from '../parts/proof-form.tsx';
import { atProof, challengeOf, emptyProof, proofOf, readProof, withQuery } from '../read-proof.ts';
import { words } from './words.ts';

const PASSWORD_PAGE = '/cua-toi/bao-mat/mat-khau';

/** Whoever forgot the password gives two other proofs here, one after the other, and goes on to the page where a new one is set. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { searchParams, pathname } = new URL(request.url);
  if (api.actor.kind !== 'citizen' && api.actor.kind !== 'officer')
    throw redirect(`/dang-nhap?ve=${encodeURIComponent(pathname.replace(/\.data$/, ''))}`);
  const { password } = await api.call(getSecurity);
  if (!password || password.mayReplace) throw redirect(PASSWORD_PAGE);
  const { offers } = await api.call(listOffers, { query: { for: 'new-password' } });
  const chosen = offers.find(({ kind }) => kind === searchParams.get('cach')) ?? offers[0];
  return {
    frame: frameData(api, request),
    chosen,
    others: offers.filter(({ kind }) => kind !== chosen?.kind),
    sent: searchParams.get('da-gui') === chosen?.kind,
    challenge: chosen?.kind === 'passkey' ? await challengeOf(api, undefined) : undefined,
    demo: (await api.call(listDemoPeople)).citizens.length > 0,
    address: request.url,
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
  // The page knows whether one more is needed.
  throw redirect(withQuery(url, { cach: undefined, 'da-gui': undefined }));
}

export default function ForgottenPasswordPage() {
  const { frame, chosen, others, sent, challenge, demo, address } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const errors = fieldErrors(useActionData<typeof action>()?.errors, frame.locale);
  return (
    <PageFrame {...frame} title={t.newPasswordTitle} errors={errors} backLink={{ href: '/khoi-phuc' }}>
      {chosen ? (
        <>
          <p className="govuk-body">{t.newPasswordWhy}</p>
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
        </>
      ) : (
        <>
          <h1 className="govuk-heading-l">{t.newPasswordTitle}</h1>
          <Inset>{t.newPasswordCannot}</Inset>
          <Button href="/cua-toi/bao-mat">{t.security}</Button>
        </>
      )}
    </PageFrame>
  );
}
