import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, type PageApi } from '#platform/web/api.ts';
import { defineWords } from '#platform/web/words.ts';
import { errorsOf, frameData, PageFrame } from '#ui/index.ts';
import { prepareProof, signIn } from '../contract.ts';
import { goOn, homeOf } from './keep-session.ts';
import { PasskeyForm, readPasskey } from './parts/passkey-form.tsx';
import { safeReturn } from './session-cookie.ts';

const words = defineWords({
  title: { vi: 'Đăng nhập bằng khóa trên thiết bị', en: 'Sign in with a passkey' },
  about: {
    vi: 'Ông/bà không cần nhập số định danh hay mật khẩu. Bấm nút, rồi mở khóa bằng vân tay, khuôn mặt hoặc mã PIN như khi mở điện thoại.',
    en: 'No number and no password is needed. Press the button, then unlock with your finger, face or PIN as you unlock the phone.',
  },
  button: { vi: 'Dùng khóa của thiết bị này', en: 'Use a passkey' },
  other: { vi: 'Đăng nhập bằng mật khẩu', en: 'Sign in with a password' },
});

/** A challenge for whoever comes: nothing is written for it. */
async function challenge(api: PageApi) {
  const begun = await api.call(signIn, { body: {} });
  if (begun.outcome !== 'more') throw new Error('A sign-in without a proof signs nobody in');
  const { prepared } = await api.call(prepareProof, { body: { flow: begun.flow, kind: 'passkey' } });
  return { ticket: String(prepared['ticket']), options: prepared['options'] as Record<string, unknown> };
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const back = safeReturn(new URL(request.url).searchParams.get('ve'), '/cua-toi/ho-so');
  if (api.actor.kind !== 'anonymous') throw redirect(back);
  return { frame: frameData(api, request), back, ...(await challenge(api)) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const ve = new URL(request.url).searchParams.get('ve');
  const given = readPasskey(await request.formData());
  if (!given) throw redirect(`/dang-nhap/khoa${ve ? `?ve=${encodeURIComponent(ve)}` : ''}`);
  const tried = await api.try(signIn, { body: { proof: { kind: 'passkey', ...given }, browser: true } });
  if (!tried.ok) return data({ message: tried.problem.title }, { status: tried.problem.status });
  return goOn(api, tried.answer, {
    back: ({ kind, rights }) => safeReturn(ve, kind === 'officer' ? homeOf(rights) : '/cua-toi/ho-so'),
    ve,
  });
}

export default function SignInPasskeyPage() {
  const { frame, back, ticket, options } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={t.title} {...(message ? { errors: errorsOf({ 'noi-dung': message }) } : {})}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="govuk-body">{t.about}</p>
      <PasskeyForm locale={frame.locale} does="prove" ticket={ticket} options={options} button={t.button} />
      <p className="govuk-body">
        <a className="govuk-link" href={`/dang-nhap?ve=${encodeURIComponent(back)}`}>
          {t.other}
        </a>
      </p>
    </PageFrame>
  );
}
