import type { LoaderFunctionArgs } from 'react-router';
import { apiOf } from '#platform/web/api.ts';
import { hasControlChars } from '#platform/text.ts';
import { formatDate } from '#platform/time.ts';
import { Button, DateField, errorsOf, frameData, Inset, PageFrame, readDate, TextField } from '#ui/index.ts';
import { traceUnit } from '../contract.ts';
import { FoundUnits } from './parts/found-units.tsx';
import { words } from './words.ts';

const LONGEST = 100;

// Not cached: what people type may be anything, and so many addresses would push real pages out.
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const { searchParams } = new URL(request.url);
  const typed = searchParams.get('q')?.trim() ?? '';
  const text = hasControlChars(typed) ? '' : typed;
  const date = readDate(searchParams, 'ngay');
  const asked = searchParams.has('q');
  const t = words[api.locale];
  const wrong = {
    q: !asked ? undefined : text === '' ? t.noText : text.length > LONGEST ? t.tooLong : undefined,
    ngay: date.empty || date.iso ? undefined : t.noDate,
  };
  const base = { frame: frameData(api, request), text: text.slice(0, LONGEST), parts: date.parts, on: date.iso, wrong };
  if (!asked || wrong.q || wrong.ngay) return { ...base, found: undefined };
  const tried = await api.try(traceUnit, { query: { q: text, ...(date.iso ? { on: date.iso } : {}) } });
  if (!tried.ok) return { ...base, wrong: { ...wrong, q: tried.problem.title }, found: undefined };
  return { ...base, found: tried.answer };
}

/** Asks for a name or code, and a date where one matters; shows what it was and what it is today. */
export default function TraceUnitPage({ loaderData }: { loaderData: Awaited<ReturnType<typeof loader>> }) {
  const { frame, text, parts, on, wrong, found } = loaderData;
  const t = words[frame.locale];
  const errors = errorsOf(wrong);
  return (
    <PageFrame {...frame} title={t.title} errors={errors} description={t.lead}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      <p className="govuk-body">{t.lead}</p>
      <form action="/dia-ban" method="get" noValidate>
        <TextField name="q" label={t.label} hint={t.hint} value={text} error={errors.of('q')} autoComplete="off" />
        <DateField name="ngay" label={t.dateLabel} hint={t.dateHint} value={parts} error={errors.of('ngay')} optional />
        <Button>{t.find}</Button>
      </form>
      {found ? (
        <section aria-labelledby="ket-qua">
          <h2 className="govuk-heading-m" id="ket-qua">
            {found.units.length > 0 ? t.found(found.units.length, found.more) : t.none(text)}
            {on ? ` ${t.on(formatDate(on))}` : ''}
          </h2>
          {found.units.length > 0 ? <FoundUnits units={found.units} /> : <p className="govuk-body">{t.noneHelp}</p>}
          {found.more ? <Inset>{t.more}</Inset> : null}
          <p className="govuk-body lt-muted">{t.source}</p>
        </section>
      ) : null}
    </PageFrame>
  );
}
