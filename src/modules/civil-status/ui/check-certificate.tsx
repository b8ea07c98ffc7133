import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { apiOf } from '#platform/web/api.ts';
import { Button, errorsOf, frameData, Inset, Notice, PageFrame, SummaryList, TextField } from '#ui/index.ts';
import { checkCertificate } from '../contract.ts';
import { words } from './check-words.ts';

// Not cached: each code is asked for once, and pages of guesses would push real pages out.
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const code = (new URL(request.url).searchParams.get('so') ?? '').trim().slice(0, 40);
  const base = { frame: frameData(api, request), code };
  if (!code) return { ...base, found: null, wrong: undefined };
  const tried = await api.try(checkCertificate, { params: { code } });
  return tried.ok
    ? { ...base, found: tried.answer, wrong: undefined }
    : { ...base, found: null, wrong: tried.problem.title };
}

/** Anyone who holds the paper: does it stand in the register? Nothing about the people on it. */
export default function CheckCertificatePage() {
  const { frame, code, found, wrong } = useLoaderData<typeof loader>();
  const t = words(frame.locale);
  const errors = errorsOf({ so: wrong });
  return (
    <PageFrame {...frame} title={t.title} errors={errors} description={t.lead}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      {found ? (
        <>
          <Notice tone="ok" title={t.found} />
          <SummaryList
            rows={[
              { key: t.number, value: found.number },
              { key: t.book, value: found.book },
              { key: t.place, value: found.place },
              { key: t.on, value: formatDate(found.registeredOn) },
              { key: t.issued, value: found.issuedAt ? formatDateTime(found.issuedAt) : t.notIssued },
              ...(found.sha256
                ? [{ key: t.fingerprint, value: <span className="lt-code lt-break">{found.sha256}</span> }]
                : []),
            ]}
          />
          <Inset>{t.privacy}</Inset>
        </>
      ) : (
        <p className="govuk-body">{t.lead}</p>
      )}
      <form action="/tra-cuu/giay-khai-sinh" method="get" noValidate>
        <TextField
          name="so"
          label={t.label}
          hint={t.hint}
          value={code}
          error={errors.of('so')}
          width={20}
          autoComplete="off"
        />
        <Button>{t.check}</Button>
      </form>
    </PageFrame>
  );
}
