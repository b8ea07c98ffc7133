import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { Button, Details, fieldErrors, frameData, PageFrame, TextField } from '#ui/index.ts';
import { beginTotp, confirmTotp, removeTotp } from '../../contract.ts';
import { HOME, openForChange, requireSomebody, stepUpIfAsked } from './open-page.ts';
import { words } from './words.ts';

const PAGE = `${HOME}/ung-dung-ma`;

/** What the page shows of an offer. */
interface Shown {
  ticket: string;
  picture: string;
  secret: string;
}

const pictureOf = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { totp } = await openForChange(api, request);
  const frame = frameData(api, request);
  if (totp) return { frame, on: true as const };
  const { ticket, qr, secret } = await api.call(beginTotp, { body: {} });
  return { frame, on: false as const, offer: { ticket, picture: pictureOf(qr), secret } };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireSomebody(api, request);
  const form = await request.formData();
  if (form.get('intent') === 'remove') {
    const tried = await api.try(removeTotp);
    if (tried.ok) throw redirect(`${HOME}?xong=tat-ung-dung`);
    stepUpIfAsked(tried.problem, PAGE);
    return data(
      { errors: [{ path: 'code', code: tried.problem.code, message: tried.problem.title }], offer: undefined },
      { status: 409 },
    );
  }
  const ticket = String(form.get('ticket') ?? '') || '-';
  const code = String(form.get('code') ?? '').slice(0, 40);
  const t = words(api.locale);
  const tried = code.trim() ? await api.try(confirmTotp, { body: { ticket, code } }) : undefined;
  if (tried?.ok) throw redirect(`${HOME}?xong=ung-dung`);
  if (tried) stepUpIfAsked(tried.problem, PAGE);
  const errors = tried
    ? (tried.problem.errors ?? [{ path: 'code', code: tried.problem.code, message: tried.problem.title }])
    : [{ path: 'code', code: 'required', message: t.codeEmpty }];
  // The picture that has been scanned stays the same after an error.
  const again = await api.try(beginTotp, { body: { ticket } });
  const offer: Shown | undefined = again.ok
    ? { ticket, picture: pictureOf(again.answer.qr), secret: again.answer.secret }
    : undefined;
  return data({ errors, offer }, { status: tried?.problem.status ?? 422 });
}

export default function AppPage() {
  const loaded = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { frame } = loaded;
  const t = words(frame.locale);
  const errors = fieldErrors(acted?.errors, frame.locale);
  const offer: Shown | undefined = loaded.on ? undefined : (acted?.offer ?? loaded.offer);
  return (
    <PageFrame {...frame} title={t.app} errors={errors} backLink={{ href: HOME, text: t.back }}>
      <h1 className="govuk-heading-l">{t.app}</h1>
      {offer ? (
        <>
          <p className="govuk-body">{t.appAbout}</p>
          <p className="govuk-body">{t.appStep1}</p>
          <img src={offer.picture} alt={t.appQr} width={220} height={220} />
          <Details summary={t.appKey}>
            <p className="lt-code">{offer.secret}</p>
            <p>{t.appKeyAbout}</p>
          </Details>
          <form method="post" noValidate>
            <input type="hidden" name="ticket" value={offer.ticket} />
            <TextField
              name="code"
              label={t.appQuestion}
              kind="number"
              autoComplete="one-time-code"
              width={10}
              error={errors.of('code')}
            />
            <Button>{t.appOn}</Button>
          </form>
        </>
      ) : (
        <>
          <p className="govuk-body">{t.appIsOn}</p>
          <form method="post">
            <Button look="warning" name="intent" value="remove">
              {t.appTurnOff}
            </Button>
          </form>
        </>
      )}
    </PageFrame>
  );
}
