import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { Button, fieldErrors, frameData, PageFrame, TextField } from '#ui/index.ts';
import { checkCounterCode } from '../../contract.ts';
import { keepTicket } from './ticket-cookie.ts';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  return { frame: frameData(api, request) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await request.formData();
  const typed = { personalId: String(form.get('personalId') ?? ''), code: String(form.get('code') ?? '') };
  const tried = await api.try(checkCounterCode, {
    body: { personalId: typed.personalId || ' ', code: typed.code || ' ' },
  });
  if (!tried.ok)
    return data(
      {
        typed,
        errors: tried.problem.errors ?? [{ path: 'code', code: tried.problem.code, message: tried.problem.title }],
      },
      { status: tried.problem.status },
    );
  keepTicket(api, 'lt_paper', tried.answer.ticket);
  throw redirect('/kich-hoat/mat-khau');
}

export default function PaperCodePage() {
  const { frame, ...given } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <PageFrame {...frame} {...given} title={t.paperTitle} errors={errors}>
      <h1 className="govuk-heading-l">{t.paperTitle}</h1>
      <form method="post" noValidate>
        <TextField
          name="personalId"
          label={t.number12}
          hint={t.numberHint}
          kind="personal-number"
          value={sent?.typed.personalId ?? ''}
          error={errors.of('personalId')}
          autoComplete="off"
        />
        <TextField
          name="code"
          label={t.paperCode}
          hint={t.paperCodeHint}
          width={20}
          value={sent?.typed.code ?? ''}
          error={errors.of('code')}
          autoComplete="off"
        />
        <Button>{t.next}</Button>
      </form>
    </PageFrame>
  );
}
