import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDate } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { Button, frameData, Inset, Notice, PageFrame } from '#ui/index.ts';
import { answerSupplement } from '../../contract.ts';
import { dropPaper } from '../filing/papers.ts';
import { FieldControl } from '../filing/parts/field-control.tsx';
import { answersOf } from '../filing/read-fields.ts';
import { words as filingWords } from '../filing/words.ts';
import styles from '../filing/filing.scss?url';
import { loadMyDossier } from './load-dossier.ts';
import { findSupplementForm, receiveSupplement, viewSupplement } from './supplement-form.ts';
import { words } from './words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { api, dossier } = await loadMyDossier(args);
  const form = await findSupplementForm(api, dossier);
  const frame = frameData(api, args.request);
  if (!form) return { frame, id: dossier.id, open: null, view: null };
  return { frame, id: dossier.id, open: form.open, view: await viewSupplement(api, form) };
}

export async function action(args: ActionFunctionArgs) {
  const { api, dossier } = await loadMyDossier(args);
  const found = await findSupplementForm(api, dossier);
  if (!found) throw redirect(`/cua-toi/ho-so/${dossier.id}`, 303);
  const form = await receiveSupplement(api, args.request, found);
  const { act, key, value } = form.act;
  const show = async (status: number, more: Parameters<typeof viewSupplement>[2] = {}, refused: string | null = null) =>
    data({ view: await viewSupplement(api, found, { form, ...more }), refused }, { status });
  if (act === 'chon') {
    form.typed[key] = value;
    return show(200, { chosen: { key, code: value } });
  }
  if (act === 'bo') {
    const ids = form.typed[key];
    if (Array.isArray(ids)) form.typed[key] = ids.filter((id) => id !== value);
    await dropPaper(api, value);
    return show(200);
  }
  if (act !== '' || form.fileErrors.length > 0)
    return show(form.fileErrors.length > 0 ? 422 : 200, { errors: form.fileErrors });
  const tried = await api.try(answerSupplement, {
    params: { dossierId: dossier.id },
    body: { supplementId: found.open.id, answers: answersOf(found.page, form.typed) },
  });
  if (tried.ok) throw redirect(`/cua-toi/ho-so/${dossier.id}?xong=bo-sung`, 303);
  const errors = (tried.problem.errors ?? []).map(({ path, message }) => ({ path, message }));
  return show(tried.problem.status, { errors }, tried.problem.title);
}

/** Everything that the office asked for, on one page, each with what the office wrote about it. */
export default function AnswerSupplementPage() {
  const { frame, id, open, view: stored } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  const view = given?.view ?? stored;
  const back = { href: `/cua-toi/ho-so/${id}`, text: t.backToDossier };
  const errors = {
    items: (view?.errors ?? []).map(({ path, message }) => ({ href: `#${path}`, text: message })),
    of: (name: string) => view?.errors.find((error) => error.path === name)?.message,
  };
  const hasPaper = view?.fields.some((field) => field.kind === 'paper') ?? false;
  return (
    <PageFrame {...frame} title={t.supplementGo} errors={errors} error={Boolean(given?.refused)} backLink={back}>
      <link rel="stylesheet" href={styles} precedence="default" />
      {given?.refused && errors.items.length === 0 ? <Notice tone="bad" title={given.refused} alert /> : null}
      <h1 className="govuk-heading-l">{t.supplementGo}</h1>
      {!open || !view ? (
        <Notice tone="info" title={t.supplementNone} />
      ) : (
        <form method="post" noValidate encType={hasPaper ? 'multipart/form-data' : undefined}>
          {/* Enter presses the first button of a form: it must be the one that sends. */}
          <button type="submit" className="govuk-visually-hidden" tabIndex={-1} aria-hidden="true">
            {t.supplementSend}
          </button>
          <p className="govuk-body">{open.message}</p>
          <p className="govuk-body">
            {say(open.isLate ? t.supplementLate : t.supplementUntil, { day: formatDate(open.answerBy) })}
          </p>
          <p className="lt-muted">{t.supplementKept}</p>
          {view.fields.map((field) => (
            <div key={field.key}>
              {open.marks
                .filter((mark) => mark.key === field.key)
                .map((mark) => (
                  <Inset key={mark.kind + mark.message}>
                    {t.supplementAsked}: {mark.message}
                  </Inset>
                ))}
              <FieldControl field={field} asHeading={false} error={errors.of(field.key)} t={filingWords(locale)} />
            </div>
          ))}
          <Button>{t.supplementSend}</Button>
        </form>
      )}
    </PageFrame>
  );
}
