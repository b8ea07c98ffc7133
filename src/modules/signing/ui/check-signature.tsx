import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf } from '#platform/web/api.ts';
import { Button, errorsOf, FileField, frameData, Notice, PageFrame, SummaryList, type Locale } from '#ui/index.ts';
import { checkedBytes, verifyDocument } from '../contract.ts';
import { explain, words } from './words.ts';

type Report = AnswerOf<typeof verifyDocument>;
type Fault = 'empty' | 'notPdf' | 'tooLarge' | 'slowDown';

export async function loader({ context, request }: LoaderFunctionArgs) {
  return { frame: frameData(apiOf(context), request) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const file = (await request.formData()).get('pdf');
  if (!(file instanceof Blob) || file.size === 0) return refuse('empty', 400);
  if (file.size > checkedBytes) return refuse('tooLarge', 413);
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') return refuse('notPdf', 422);
  const tried = await api.try(verifyDocument, { body: { pdf: bytes.toString('base64') } });
  if (tried.ok) return { report: tried.answer, fault: undefined };
  if (tried.problem.status === 429) return refuse('slowDown', 429);
  throw data(tried.problem, { status: tried.problem.status });
}

function refuse(fault: Fault, status: number) {
  return data({ report: undefined, fault }, { status });
}

/** Anyone who holds a signed paper may ask whether it is genuine. */
export default function CheckSignaturePage() {
  const { frame } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const t = words(frame.locale);
  if (done?.report) return <Answer report={done.report} />;
  const error = done?.fault ? t[done.fault] : undefined;
  return (
    <PageFrame {...frame} title={t.title} errors={errorsOf({ pdf: error })}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="lt-lead">{t.lead}</p>
      <form method="post" encType="multipart/form-data" noValidate>
        <FileField name="pdf" label={t.file} hint={t.fileHint} error={error} accept="application/pdf,.pdf" />
        <Button>{t.submit}</Button>
      </form>
      <OwnCheck locale={frame.locale} />
    </PageFrame>
  );
}

function Answer({ report }: { report: Report }) {
  const { frame } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  return (
    <PageFrame {...frame} title={report.valid ? t.validTitle : t.invalidTitle}>
      <h1 className="govuk-heading-l">{report.valid ? t.validTitle : t.invalidTitle}</h1>
      <Notice tone={report.valid ? 'ok' : 'bad'} alert>
        <p>{report.valid ? t.validText : explain(report.failure, frame.locale)}</p>
        {report.issuedHere ? <p>{t.issuedHere}</p> : null}
      </Notice>
      {report.signatures.length > 0 ? <h2 className="govuk-heading-m">{t.facts}</h2> : null}
      {report.signatures.length > 0 && !report.valid ? <p>{t.stated}</p> : null}
      {report.signatures.map((signature, index) => (
        // Signatures have no identity of their own but their order in the file.
        <SummaryList key={String(index)} rows={rowsOf(signature, frame.locale)} />
      ))}
      <p>
        <a className="govuk-link" href="/kiem-tra-chu-ky">
          {t.another}
        </a>
      </p>
      <OwnCheck locale={frame.locale} />
    </PageFrame>
  );
}

function rowsOf(signature: Report['signatures'][number], locale: Locale) {
  const t = words(locale);
  const lang = locale === 'en' ? 'vi' : undefined;
  return [
    { key: t.state, value: signature.valid ? t.sound : `${t.broken}. ${explain(signature.failure, locale)}` },
    { key: t.agency, value: signature.signer, lang },
    { key: t.person, value: signature.name, lang },
    {
      key: t.at,
      value: signature.at ? <time dateTime={signature.at}>{formatDateTime(signature.at)}</time> : undefined,
    },
    { key: t.reason, value: signature.reason, lang },
    { key: t.location, value: signature.location, lang },
  ].filter((row) => row.value !== undefined);
}

function OwnCheck({ locale }: { locale: Locale }) {
  const t = words(locale);
  return (
    <>
      <h2 className="govuk-heading-m">{t.ownCheck}</h2>
      <p>{t.ownCheckText}</p>
      <p>
        <a className="govuk-link" href="/api/signing/ca.pem" download>
          {t.download}
        </a>
      </p>
    </>
  );
}
