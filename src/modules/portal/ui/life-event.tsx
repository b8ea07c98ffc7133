import type { LoaderFunctionArgs } from 'react-router';
import { getLifeEvent } from '#modules/procedures/contract.ts';
import { apiOf } from '#platform/web/api.ts';
import { Inset, PageFrame } from '#ui/index.ts';
import type { PageProps } from './page-data.ts';
import { LifeEventIcon } from './parts/life-event-icon.tsx';
import { ProcedureList } from './parts/procedure-list.tsx';
import { said, saidText } from './parts/said.tsx';
import { portalFrame } from './portal-frame.ts';

export const handle = { cache: { tags: ['procedures'] } };

const words = {
  vi: {
    back: 'Trang chủ',
    procedures: 'Các thủ tục liên quan',
    none: 'Hướng dẫn cho việc này chưa được đưa lên đây. Ông/bà hỏi bộ phận một cửa của xã, phường để được chỉ dẫn.',
    kind: { citizen: 'Dành cho người dân', business: 'Dành cho doanh nghiệp' },
  },
  en: {
    back: 'Home',
    procedures: 'Procedures for this',
    none: 'Guidance on this has not been put here yet. Ask the one-stop counter of your commune or ward.',
    kind: { citizen: 'For citizens', business: 'For businesses' },
  },
} as const;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const event = await api.call(getLifeEvent, { params: { code: params['code'] ?? '' } });
  return { frame: await portalFrame(api, request), event };
}

/** One life event: what the State can do for it. */
export default function LifeEventPage({ loaderData: { frame, event } }: PageProps<typeof loader>) {
  const t = words[frame.locale];
  return (
    <PageFrame
      {...frame}
      title={saidText(event.name, frame.locale)}
      description={saidText(event.description, frame.locale)}
      backLink={{ href: '/', text: t.back }}
    >
      <p className="lt-muted lt-over">{t.kind[event.kind]}</p>
      <h1 className="govuk-heading-l lt-heading-icon">
        <LifeEventIcon code={event.code} size={40} />
        {said(event.name, frame.locale)}
      </h1>
      <p className="lt-lead">{said(event.description, frame.locale)}</p>
      {event.procedures.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">{t.procedures}</h2>
          <ProcedureList procedures={event.procedures} locale={frame.locale} />
        </>
      ) : (
        <Inset>{t.none}</Inset>
      )}
    </PageFrame>
  );
}
