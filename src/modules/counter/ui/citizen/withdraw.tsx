import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, ButtonGroup, errorsOf, frameData, Notice, PageFrame, TextArea } from '#ui/index.ts';
import { withdrawDossier } from '../../contract.ts';
import { loadMyDossier } from './load-dossier.ts';
import { words } from './words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { api, dossier } = await loadMyDossier(args);
  const withdraw = dossier.actions.find((one) => one.name === 'withdraw');
  return {
    frame: frameData(api, args.request),
    id: dossier.id,
    code: dossier.code,
    whyNot: withdraw?.allowed ? null : (withdraw?.why ?? null),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const dossierId = params['dossierId'] ?? '';
  const reason = String((await request.formData()).get('ly-do') ?? '').trim();
  const t = words(api.locale);
  if (reason.length < 5) return data({ reason, wrong: t.withdrawReasonShort, refused: null }, { status: 422 });
  const tried = await api.try(withdrawDossier, { params: { dossierId }, body: { reason } });
  if (tried.ok) throw redirect(`/cua-toi/ho-so/${dossierId}?xong=rut`, 303);
  return data({ reason, wrong: undefined, refused: tried.problem.title }, { status: tried.problem.status });
}

/** Asked once more on a page of its own, because it cannot be taken back. */
export default function WithdrawPage() {
  const { frame, id, code, whyNot } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = errorsOf({ 'ly-do': given?.wrong });
  const back = `/cua-toi/ho-so/${id}`;
  return (
    <PageFrame {...frame} title={t.withdrawTitle} errors={errors} backLink={{ href: back, text: t.backToDossier }}>
      {given?.refused ? <Notice tone="bad" title={given.refused} alert /> : null}
      <h1 className="govuk-heading-l">{t.withdrawTitle}</h1>
      {whyNot ? (
        <Notice tone="info" title={whyNot[frame.locale]} />
      ) : (
        <form method="post" noValidate>
          <p className="govuk-body">{say(t.withdrawText, { code })}</p>
          <TextArea
            name="ly-do"
            label={t.withdrawReason}
            value={given?.reason ?? ''}
            error={errors.of('ly-do')}
            maxLength={2000}
            rows={3}
          />
          <ButtonGroup>
            <Button look="warning">{t.withdraw}</Button>
            <Button look="link" href={back}>
              {t.keep}
            </Button>
          </ButtonGroup>
        </form>
      )}
    </PageFrame>
  );
}
